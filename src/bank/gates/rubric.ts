import { isOpen, type KeyPoint } from '../../quiz/question.ts';
import { contentStems, countWords, evened } from '../prose.ts';
import { type Gate, type Objection, objectIf } from './gate.ts';

const modelAnswerWords = { least: 90, most: 200 };
const labelWords = { least: 2, most: 6 };

/** A model answer is as long as a good spoken one. */
export const modelAnswerHasItsLength: Gate = (question) => {
  if (!isOpen(question)) return [];
  const words = countWords(question.modelAnswer);
  const { least, most } = modelAnswerWords;
  return objectIf(
    words < least || words > most,
    ['modelAnswer'],
    `modelAnswer: has ${words} words, must have ${least} to ${most}`,
  );
};

/** Key points can be told apart: ids and phrasings are each used once, and a label is a phrase. */
export const keyPointsAreDistinct: Gate = (question) => {
  if (!isOpen(question)) return [];
  const { keyPoints } = question;
  const owners = new Map<string, number>();
  return keyPoints.flatMap((point, index) => {
    const words = countWords(point.label);
    const at = (field: string) => ['keyPoints', index, field];
    const shared = [...new Set(point.any.map(evened))].flatMap((phrasing): Objection[] => {
      const owner = owners.get(phrasing) ?? index;
      owners.set(phrasing, owner);
      return objectIf(
        owner !== index,
        at('any'),
        `keyPoints[${index}].any: "${phrasing}" stands for keyPoints[${owner}] too`,
      );
    });
    return [
      ...objectIf(
        keyPoints.findIndex(({ id }) => id === point.id) !== index,
        at('id'),
        `keyPoints[${index}].id: "${point.id}" is used twice`,
      ),
      ...objectIf(
        words < labelWords.least || words > labelWords.most,
        at('label'),
        `keyPoints[${index}].label: has ${words} words, must have ${labelWords.least} to ${labelWords.most}`,
      ),
      ...shared,
    ];
  });
};

/** Accepted phrasings say something, differ from each other, and are no misconception at the same time. */
export const phrasingsMakeSense: Gate = (question) =>
  isOpen(question) ? question.keyPoints.flatMap((point, index) => phrasingObjections(point, index)) : [];

/** The model answer meets every hard fact it will hold others to. */
export const modelAnswerMeetsMusts: Gate = (question) => {
  if (!isOpen(question)) return [];
  const said = contentStems(question.modelAnswer);
  return question.keyPoints.flatMap(({ must = [] }, index) =>
    must.flatMap((phrasings, inner) =>
      objectIf(
        !phrasings.some((phrasing) => isSaid(phrasing, said)),
        ['keyPoints', index, 'must', inner],
        `keyPoints[${index}].must[${inner}]: the model answer has none of ${phrasings.join(', ')}`,
      ),
    ),
  );
};

/** Each key point has an accepted phrasing whose words the model answer uses. */
export const modelAnswerUsesPhrasings: Gate = (question) => {
  if (!isOpen(question)) return [];
  const said = contentStems(question.modelAnswer);
  return question.keyPoints.flatMap(({ any }, index) =>
    objectIf(
      !any.some((phrasing) => isSaid(phrasing, said)),
      ['keyPoints', index, 'any'],
      `keyPoints[${index}].any: the model answer uses the words of none`,
    ),
  );
};

function isSaid(phrasing: string, said: ReadonlySet<string>): boolean {
  return [...contentStems(phrasing)].every((stem) => said.has(stem));
}

function phrasingObjections({ any, not = [], must = [] }: KeyPoint, index: number): Objection[] {
  const lists = [
    { path: ['keyPoints', index, 'any'], name: `keyPoints[${index}].any`, phrasings: any },
    { path: ['keyPoints', index, 'not'], name: `keyPoints[${index}].not`, phrasings: not },
    ...must.map((phrasings, inner) => ({
      path: ['keyPoints', index, 'must', inner],
      name: `keyPoints[${index}].must[${inner}]`,
      phrasings,
    })),
  ];
  const inLists = lists.flatMap(({ path, name, phrasings }) => {
    const same = phrasings.map(evened);
    return phrasings.flatMap((phrasing, place) => [
      ...objectIf(
        same.indexOf(evened(phrasing)) !== place,
        [...path, place],
        `${name}: "${phrasing}" stands there twice`,
      ),
      ...objectIf(contentStems(phrasing).size === 0, [...path, place], `${name}: "${phrasing}" says nothing by itself`),
    ]);
  });
  const wrong = new Set(not.map(evened));
  const both = any.flatMap((phrasing, place) =>
    objectIf(
      wrong.has(evened(phrasing)),
      ['keyPoints', index, 'any', place],
      `keyPoints[${index}].any: "${phrasing}" is a misconception under not`,
    ),
  );
  return [...inLists, ...both];
}
