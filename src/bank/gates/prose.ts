import { type Question, topics } from '../../quiz/question.ts';
import type { FieldPath } from '../fault.ts';
import { meanSentenceLength, withoutFences } from '../prose.ts';
import { type Gate, objectIf } from './gate.ts';

/** Words per sentence of a prompt, at most; also of all prompts together. */
export const longestMeanSentence = 14;

/** The id says its topic, because ids are all that logs and review cards show. */
export const idBeginsWithTopic: Gate = ({ id, topic }) =>
  objectIf(!id.startsWith(`${topic}-`), ['id'], `id: must begin with "${topic}-" (${topics[topic]})`);

/** Every fence says its language and is closed, or the code loses its colours or swallows the text behind it. */
export const codeNamesItsLanguage: Gate = (question) =>
  marked(question).flatMap(({ path, name, text }) => {
    const fences = [...text.matchAll(/^ *```([^\n]*)$/gm)].map(([, info]) => info?.trim() ?? '');
    const opening = fences.filter((_, index) => index % 2 === 0);
    return [
      ...objectIf(opening.includes(''), path, `${name}: fenced code must name its language`),
      ...objectIf(fences.length % 2 === 1, path, `${name}: fenced code is not closed`),
    ];
  });

/** No tables, headings or quotes outside fenced code: chat platforms show them as raw marks. */
export const markupIsPlain: Gate = (question) =>
  marked(question).flatMap(({ path, name, text }) => {
    const mark = /^ {0,3}(\||#{1,6} |>)/m.exec(withoutFences(text))?.[1]?.trim();
    return objectIf(mark !== undefined, path, `${name}: a line that begins with "${mark}" needs a fence (\`\`\`text)`);
  });

/** A prompt reads at one glance. */
export const sentencesAreShort: Gate = ({ prompt }) => {
  const mean = meanSentenceLength([prompt]);
  return objectIf(
    mean > longestMeanSentence,
    ['prompt'],
    `prompt: ${mean.toFixed(1)} words a sentence, at most ${longestMeanSentence} are easy to read`,
  );
};

const negation = String.raw`(?:not|never|cannot|no|\w+n't)`;
const doubleNegatives = [
  new RegExp(
    String.raw`\b${negation} (?:(?!and |or |but |nor )\w+ ){0,2}(?:not|never|none|nothing|nobody|without)\b`,
    'i',
  ),
  /\bnot (?:un(?!i|der|til|less)\w+|im(?:possible|probable|plausible)|in(?:correct|valid|frequent|significant)|irrelevant)\b/i,
  /\b(?:fails?|forgets?|refuses?) to not\b/i,
];

/** Nobody has to cancel two negatives to understand the question or an option. */
export const noDoubleNegative: Gate = (question) =>
  read(question).flatMap(({ path, name, text }) => {
    const plain = withoutFences(text)
      .replace(/`[^`\n]*`/g, 'code')
      .replace(/[*_]/g, '');
    const found = doubleNegatives.map((pattern) => pattern.exec(plain)?.[0]).find((match) => match !== undefined);
    return objectIf(found !== undefined, path, `${name}: "${found}" is a double negative`);
  });

type Passage = { path: FieldPath; name: string; text: string };

/** What is read while answering. */
function read(question: Question): Passage[] {
  const options = 'options' in question ? question.options : [];
  return [
    { path: ['prompt'], name: 'prompt', text: question.prompt },
    ...options.map(({ text }, index) => ({ path: ['options', index, 'text'], name: `options[${index}].text`, text })),
  ];
}

/** What may hold fenced code. */
function marked(question: Question): Passage[] {
  const { prompt, explanation } = question;
  return [
    { path: ['prompt'], name: 'prompt', text: prompt },
    { path: ['explanation'], name: 'explanation', text: explanation },
    ...('modelAnswer' in question ? [{ path: ['modelAnswer'], name: 'modelAnswer', text: question.modelAnswer }] : []),
  ];
}
