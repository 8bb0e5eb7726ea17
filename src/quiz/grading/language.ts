/**
 * Words that people of one language cannot do without and that English does not have, from German, French, Spanish,
 * Portuguese, Italian, Dutch, Swedish, Polish and Turkish. What English spells alike (`was`, `die`, `on`) is left out.
 */
const foreign = new Set(
  (
    'das der dem den des und ist nicht ich wir ein eine einen einem einer für mit auf auch sich von zu wie wenn oder aber ' +
    'wird werden würde würden wurde kann können sind dass es nur noch durch bei nach als vor über mir uns sein mein ' +
    'le la les du et est dans que qui pour une avec pas sur je nous vous il elle sont ne ce cette mais ou où au aux leur ' +
    'el los las y de por con su lo como pero más está son muy yo nosotros para una qué también ' +
    'um uma é não da das dos em mais eu nós foi são pelo pela isso ' +
    'gli di della del nel sono si come anche più io noi perché ' +
    'het een en van ik niet dat op te zijn voor wij maar ook er worden naar ' +
    'och att det är som på inte jag vi för av ett ' +
    'nie się w z na jest że jak ale przez dla ' +
    've bir bu için ile çok olarak daha ben biz değil'
  ).split(' '),
);
/** The same of English, without what any of those languages spells alike. */
const english = new Set(
  (
    'the of and are for it with that this these those they you be been would should could will have has had from by not but ' +
    'because if then which when what how there their our my your its than to is i'
  ).split(' '),
);

const fewestForeign = 3;
/** In prose of any of these languages it is every third word. */
const leastForeignShare = 0.15;
const fewestLetters = 4;

/**
 * Whether a text is written in another language than English, the only one that the grader reads: in another script, or
 * with the small words of another language. Terms alone (`retraining`, `PSI`) are of no language.
 */
export function isForeign(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length;
  if (letters.length - latin >= fewestLetters && latin < letters.length / 2) return true;
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const count = (among: ReadonlySet<string>) => words.filter((word) => among.has(word)).length;
  const theirs = count(foreign);
  return theirs >= fewestForeign && theirs > 2 * count(english) && theirs >= leastForeignShare * words.length;
}
