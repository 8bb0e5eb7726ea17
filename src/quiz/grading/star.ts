import type { OpenQuestion } from '../question.ts';
import { type StarPart, type StarPartVerdict, starParts } from '../verdict.ts';
import { gradedTextMax } from './answer-text.ts';
import { quoteOfSentence } from './quote.ts';
import { type Sentence, sentencesOf, type Word } from './words.ts';

/**
 * Remarks on a behavioral answer:
 * - `hypothetical` it says what one would do, not what one did
 * - `mostly-we` it says what the team did, hardly what the writer did
 * - `no-number` it tells a result without a number
 */
export type StoryFlag = 'hypothetical' | 'mostly-we' | 'no-number';

type StarQuestion = Extract<OpenQuestion, { kind: 'star' }>;

/**
 * Which of the four parts of a story an answer has, by the words that introduce them, each with what a strong answer has
 * there. It earns nothing: whether the story is good is for the key points.
 */
export function readStory(question: StarQuestion, text: string): { parts: StarPartVerdict[]; flags: StoryFlag[] } {
  const sentences = sentencesOf(text.slice(0, gradedTextMax)).map(withoutFillers);
  const places: Record<StarPart, number> = {
    situation: sentences.findIndex(tellsSituation),
    task: sentences.findIndex(({ words }) => says(words, taskCues)),
    action: sentences.findIndex(({ words }) => actionsIn(words) > 0),
    result: resultPlace(sentences),
  };
  const parts = starParts.map((part): StarPartVerdict => {
    const sentence = sentences[places[part]];
    const quote = sentence && quoteOfSentence(sentence);
    return { part, found: sentence !== undefined, tip: question.parts[part], ...(quote ? { quote } : {}) };
  });
  return { parts, flags: storyFlags(sentences, sentences[places.result]) };
}

/** What the spoken word puts between the words that matter: I kind of just had to … */
const fillers = new Set(
  'basically actually really just like so well yeah yes ok okay right literally honestly pretty much kinda sorta simply'.split(
    ' ',
  ),
);

function withoutFillers({ text, words }: Sentence): Sentence {
  return { text, words: words.filter((word, at) => !fillers.has(word.text) && !isKindOf(words, at)) };
}

/** A word of "kind of" or "sort of", not of "this kind of". */
function isKindOf(words: readonly Word[], at: number): boolean {
  const start = words[at]?.text === 'of' ? at - 1 : at;
  const isPair = ['kind', 'sort'].includes(words[start]?.text ?? '') && words[start + 1]?.text === 'of';
  return isPair && ['i', 'we', 'it', 'was', 'had'].includes(words[start - 1]?.text ?? '');
}

const phrases = (text: string) => text.split(',').map((phrase) => phrase.trim().split(' '));

const situationCues = phrases(
  'at my, in my last, in my previous, in my former, in my old, in my first, at the time, last year, last month, last week, ' +
    'last spring, last summer, last autumn, last winter, years ago, months ago, weeks ago, a year ago, when i, when we, when our, ' +
    'one day, one night, one morning, one evening, we had, i had joined, i had started, at my old, this one time, one time, our team, our model, our company, there was, ' +
    'during a, during an, during the, while i, back then, previous company, last company, previous team, previous job, i worked, i joined',
);
const taskCues = phrases(
  'my task, my job, my role, my goal, my part, my responsibility, our goal, the goal, the task, the aim, the challenge, ' +
    'responsible for, in charge, i had to, we had to, i needed to, we needed to, i was asked, was asked to, asked me, i was on, i am on, on call, landed on me, fell to me, up to me, was the one, i got the, boss wanted, manager wanted, wanted us to, i owned, ' +
    'supposed to, i was to, it was up to me, i was told, wanted me, i wanted to, i took on, i volunteered, i led, had to be, needed to be, i was the, and had to, deadline',
);
const fewestOpeningWords = 8;
/** What figures do in the end. */
const outcomes = new Set(
  'fell rose dropped reached grew improved increased decreased reduced saved halved doubled shrank cut kept peaked removed'.split(
    ' ',
  ),
);
const resultCues = phrases(
  'as a result, the result, result was, results were, in the end, at the end, after that, since then, since that, ever since, finally, ' +
    'eventually, afterwards, after two, after three, after one, within two, within three, today, went from, down from, ' +
    'up from, fell from, fell to, dropped from, dropped to, rose from, rose to, grew from, cut the, reduced, reduced the, saved, improved, ' +
    'down to, ended up, it worked, worked out, it went, went live, was live, so far, these days, now, nobody noticed, no one noticed, not happened again, ' +
    'never happened again, instead of, has since, have since, the next, led to, we avoided, no longer, the outcome',
);

/** A cue, or a beginning that tells of the past at some length. */
function tellsSituation({ words }: Sentence, at: number): boolean {
  if (words.some(({ text }) => text === 'would')) return false;
  return (
    says(words, situationCues) ||
    (at === 0 && words.length >= fewestOpeningWords && words.some(({ text }) => isPast(text)))
  );
}

function says(words: readonly Word[], cues: readonly (readonly string[])[]): boolean {
  return words.some((_, at) => cues.some((cue) => cue.every((text, offset) => words[at + offset]?.text === text)));
}

const irregularPast = new Set(
  (
    'was had did went saw took gave got made knew thought found told became left felt brought began kept held wrote stood heard meant met ran ' +
    'paid sat spoke led grew lost fell sent built understood drew broke spent rose drove bought chose caught taught threw won ' +
    'set put cut let split shut read'
  ).split(' '),
);
const notActions = new Set('was had felt thought knew heard saw needed wanted liked worked used led joined'.split(' '));
const betweenSubjectAndVerb = 3;

/** How often a sentence says "I did …": the writer, then within three words a verb of the past that is a deed. */
function actionsIn(words: readonly Word[]): number {
  return words.filter(({ text }, at) => text === 'i' && deedAfter(words, at)).length;
}

function deedAfter(words: readonly Word[], at: number): boolean {
  const next = words.slice(at + 1, at + 1 + betweenSubjectAndVerb);
  const otherwise = next.some(({ text }) => ['would', 'will', 'should', 'could', 'was', 'were'].includes(text));
  return !otherwise && next.some(({ text }) => isPast(text) && !notActions.has(text));
}

function isPast(text: string): boolean {
  return irregularPast.has(text) || (text.length > 4 && text.endsWith('ed'));
}

const hasNumber = ({ words }: Sentence) => words.some(({ text }) => /\d/.test(text) || numberWords.has(text));
const numberWords = new Set(
  'two three four five six seven eight nine ten twelve twenty thirty fifty hundred thousand half twice zero'.split(' '),
);

function tellsResult({ words }: Sentence): boolean {
  return says(words, resultCues) || words.some(({ text }) => outcomes.has(text));
}

/** The last sentence with a cue of a result, one with a number before one without; the first sentence is never it. */
function resultPlace(sentences: readonly Sentence[]): number {
  const told = sentences.map((sentence, at) => at > 0 && tellsResult(sentence));
  const measured = sentences.findLastIndex((sentence, at) => told[at] === true && hasNumber(sentence));
  return measured === -1 ? told.lastIndexOf(true) : measured;
}

function storyFlags(sentences: readonly Sentence[], result: Sentence | undefined): StoryFlag[] {
  const words = sentences.flatMap((sentence) => sentence.words);
  const count = (...texts: string[]) => words.filter(({ text }) => texts.includes(text)).length;
  const deeds = sentences.reduce((sum, sentence) => sum + actionsIn(sentence.words), 0);
  const would = words.filter(
    ({ text }, at) => text === 'would' && ['i', 'we'].includes(words[at - 1]?.text ?? ''),
  ).length;
  const flags: [StoryFlag, boolean][] = [
    ['hypothetical', would >= 2 && would > deeds],
    ['mostly-we', count('we', 'our', 'us') >= 3 && count('we', 'our', 'us') > 2 * count('i', 'my', 'me')],
    ['no-number', result !== undefined && !hasNumber(result)],
  ];
  return flags.flatMap(([flag, holds]) => (holds ? [flag] : []));
}
