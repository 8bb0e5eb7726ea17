const lineBreaks = /\r\n?/g;
/** Zero-width characters, bidi controls, variation selectors, fillers: whatever a reader cannot see. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Co}]/gu;
const controls = /(?![\n\t])\p{Cc}/gu;
/** U+2800 is a Braille cell without dots: a symbol to Unicode, a blank to the eye. */
const seen = /[^\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * The text as its reader sees it: without zero-width, bidi and control characters (line breaks and tabs stay), trimmed;
 * `''` when nothing visible is left. Lone surrogates and NUL go too, because not every store takes them.
 */
export function visible(text: string): string {
  if (!seen.test(text)) return '';
  return text.replace(lineBreaks, '\n').replace(unseen, '').replace(controls, ' ').toWellFormed().trim();
}

/** The visible text with look-alikes unified (Unicode NFKC: full-width, circled, ligatures) and in lower case, for comparing. */
export function folded(text: string): string {
  return visible(text).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** At most `max` characters, the last of them an ellipsis when something was cut; never half a surrogate pair. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text
    .slice(0, max - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`;
}
