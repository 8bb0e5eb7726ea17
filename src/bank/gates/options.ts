import { evened } from '../prose.ts';
import { type Gate, objectIf } from './gate.ts';

const catchAlls = [
  /\b(?:all|none|any|neither|either|both|some|most) of (?:the |these |those )?(?:above|other options|options|answers)\b/i,
  /^(?:all|none|any|neither|either|both) of (?:these|those|them)\W*$/i,
  /\b(?:both|either|neither)\s+\(?["'`]?[a-f]\b["'`)]*\s+(?:and|or|nor)\s+\(?["'`]?[a-f]\b/i,
  /^(?:options?\s+)?[a-f] (?:and|or|&) [a-f]\W*$/i,
];

/** No option speaks of the others ("all of the above", "both a and b"): such a one tests the list, not the subject. */
export const noCatchAll: Gate = (question) => {
  if (!('options' in question)) return [];
  return question.options.flatMap(({ text }, index) =>
    objectIf(
      catchAlls.some((catchAll) => catchAll.test(text)),
      ['options', index, 'text'],
      `options[${index}].text: "${text}" speaks of the other options`,
    ),
  );
};

/** No two options read the same. */
export const noTwins: Gate = (question) => {
  if (!('options' in question)) return [];
  const texts = question.options.map(({ text }) => evened(text));
  return texts.flatMap((text, index) => {
    const first = texts.indexOf(text);
    return objectIf(
      first !== index,
      ['options', index, 'text'],
      `options[${index}].text: reads the same as options[${first}]`,
    );
  });
};
