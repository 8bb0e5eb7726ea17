import type { OpenQuestion } from '../../src/quiz/question.ts';

/** Answers that should earn little, made from the question and its rubric alone. */
export const attacks: Readonly<Record<string, (question: OpenQuestion) => string>> = {
  'negation: it is not true that …': ({ keyPoints }) =>
    keyPoints.map(({ text }) => `It is not true that ${text}`).join(' '),
  'negation: … does not matter': ({ keyPoints }) => keyPoints.map(({ any }) => `${any[0]} does not matter.`).join(' '),
  'negation: we never …': ({ keyPoints }) => keyPoints.map(({ any }) => `We never ${any[0]}.`).join(' '),
  'negation of the model answer': ({ modelAnswer }) =>
    sentences(modelAnswer)
      .map((sentence) => `It is not true that ${sentence}`)
      .join(' '),
  'keyword list: labels': ({ keyPoints }) => keyPoints.map(({ label }) => label).join(', '),
  'keyword list: phrasings': ({ keyPoints }) => keyPoints.map(({ any }) => any[0]).join(', '),
  'keyword list: words of the model answer': ({ modelAnswer }) => [...new Set(longWords(modelAnswer))].join(', '),
  'question copied': ({ prompt }) => prompt,
  'word salad': ({ modelAnswer }) => shuffled(modelAnswer.split(/\s+/)).join(' '),
  'one point repeated': ({ keyPoints }) =>
    Array.from({ length: 6 }, () => `I would make sure of this: ${keyPoints[0]?.any[0]}.`).join(' '),
  padding: () => padding,
  'weak example, padded': ({ weakExamples }) => `${weakExamples[0]} ${padding}`,
};

const padding =
  'In my opinion this is very important, and we should think about it carefully with the whole team. '.repeat(12);

function sentences(text: string): string[] {
  return text.split(/(?<=[.?!])\s+/);
}

function longWords(text: string): string[] {
  return text.toLowerCase().match(/[a-z]{4,}/g) ?? [];
}

/** Shuffled (Fisher–Yates) by a linear congruential generator, so that every run sees the same order. */
function shuffled(words: readonly string[]): string[] {
  const mixed = [...words];
  let state = 7;
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    const other = state % (last + 1);
    [mixed[last], mixed[other]] = [mixed[other] ?? '', mixed[last] ?? ''];
  }
  return mixed;
}
