import type { Word } from './words.ts';

/**
 * How a sentence denies one of its words: `clause` by a negation near it, `whole` because the sentence as a whole is denied
 * ("it is not true that …", "… does not matter"). Two denials of a kind cancel out.
 */
export type Denial = { clause: boolean; whole: boolean };

const words = (text: string) => new Set(text.split(' '));
/** By their first words, in the order they are listed. */
const phrases = (text: string) =>
  Map.groupBy(
    text.split(',').map((phrase) => phrase.trim().split(' ')),
    ([first]) => first,
  );

/** After these a negation no longer holds: another clause begins. */
const clauseBegins = words(
  'but because if unless although though while whilst since so who which whose that whereas until before after when where ' +
    'then therefore however otherwise instead than',
);
/** A subject that begins a clause of its own, after "and" or after a "no" that answers the question. */
const subjects = words('i you he she it they we there this these the a an if my his her its our their');
/** How many words that carry meaning a negation reaches: what stands farther behind is said rather than denied. */
const negationReach = 5;
/** What a dismissal speaks of begins after these at the latest. */
const dismissedFrom = words('but because although while since so');
/** Negate what follows in their clause. */
const negators = words(
  'not no never neither nor none without hardly barely nobody nothing avoid refuse refuses lack lacks unable skip skips ' +
    'forget forgets disregard ignore ignores',
);
const negatingPairs = words('instead_of rather_than fail_to fails_to failed_to absence_of');
const auxiliaries = words(
  'do does did is are was were be can could will would shall should must may might has have had',
);
/** "Not only" and "not necessarily" deny nothing. */
const sparing = words('only just necessarily merely');
/** Deny all of the sentence after them. */
const denials = phrases(
  'not true that, not the case that, not correct that, not right that, untrue that, false that, wrong that, incorrect that, ' +
    'myth that, wrong to, not think, not believe, not agree, disagree, no need, no reason, no point, nobody should, no one should, ' +
    'never true that, never the case that, never say that, not say that, never claim that, not claim that, deny that, doubt that, unlikely that, useless to, pointless to, unnecessary to',
);
/** Deny what stands before them. */
const dismissals = phrases(
  'not matter, not important, not relevant, not needed, not necessary, not required, not useful, not help, not true, not work, ' +
    'not apply, not correct, not the case, not make sense, not make a difference, makes no difference, make no difference, ' +
    'makes no sense, no importance, is irrelevant, is false, is wrong, is incorrect, is untrue, are false, are wrong, are incorrect, is unimportant, is unnecessary, is useless, is pointless, are irrelevant, ' +
    'are unimportant, are unnecessary, are useless, are pointless, is nonsense, a myth, a waste',
);

/** For each word of a sentence, how the sentence denies it. */
export function denialsOf(sentence: readonly Word[]): Denial[] {
  const found = sentence.map(() => ({ clause: false, whole: false }));
  const flip = (kind: keyof Denial, from: number, to: number) => {
    for (const denial of found.slice(from, to)) denial[kind] = !denial[kind];
  };
  const startingAt = (at: number, list: typeof denials) =>
    list.get(sentence[at]?.text)?.find((phrase) => phrase.every((text, offset) => sentence[at + offset]?.text === text))
      ?.length ?? 0;

  for (let at = 0; at < sentence.length; at += 1) {
    const denied = startingAt(at, denials);
    const dismissed = denied > 0 ? 0 : startingAt(at, dismissals);
    if (denied > 0) flip('whole', at + denied, sentence.length);
    else if (dismissed > 0) flip('whole', dismissalStart(sentence, at), at);
    else {
      const length = negationLength(sentence, at);
      if (length > 0) flip('clause', at + length, clauseEnd(sentence, at + length));
      at += Math.max(0, length - 1);
    }
    at += Math.max(0, denied + dismissed - 1);
  }
  return found;
}

/** How many words a negation that stands here has; 0 where none does. */
function negationLength(sentence: readonly Word[], at: number): number {
  const [text = '', next = ''] = [sentence[at]?.text, sentence[at + 1]?.text];
  if (text === 'no' && (subjects.has(next) || sentence[at + 1]?.pauseBefore)) return 0;
  if (negatingPairs.has(`${text}_${next}`)) return 2;
  return negators.has(text) && !sparing.has(next) ? 1 : 0;
}

function dismissalStart(sentence: readonly Word[], at: number): number {
  return sentence.slice(0, at).findLastIndex(({ text }) => dismissedFrom.has(text)) + 1;
}

function clauseEnd(sentence: readonly Word[], from: number): number {
  let reached = 0;
  const end = sentence.findIndex(({ text, pauseBefore, content }, at) => {
    if (at < from) return false;
    const newClause = clauseBegins.has(text) || beginsClause(sentence, at) || deniesAsWell(sentence, at);
    if (content) reached += 1;
    return (pauseBefore && at > from) || newClause || reached > negationReach;
  });
  return end === -1 ? sentence.length : end;
}

/** "… and it", or "… just" where that is not an adjective. */
function beginsClause(sentence: readonly Word[], at: number): boolean {
  const [before = '', text = '', next = ''] = [sentence[at - 1]?.text, sentence[at]?.text, sentence[at + 1]?.text];
  if (text === 'only' || text === 'just') return before !== 'the' && before !== 'a';
  return text === 'and' && subjects.has(next);
}

/** "… nor", "… and not", "… or do not": one more denial beside the first, which it does not take back. */
function deniesAsWell(sentence: readonly Word[], at: number): boolean {
  const text = sentence[at]?.text;
  if (text === 'nor') return true;
  if (text !== 'and' && text !== 'or') return false;
  const after = auxiliaries.has(sentence[at + 1]?.text ?? '') ? at + 2 : at + 1;
  return negationLength(sentence, after) > 0;
}
