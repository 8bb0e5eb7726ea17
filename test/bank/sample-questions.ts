import {
  type ChoiceQuestion,
  type KeyPoint,
  letters,
  type NumericQuestion,
  type OpenQuestion,
  type OrderQuestion,
} from '../../src/quiz/question.ts';

type PlainOpenQuestion = Extract<OpenQuestion, { kind: 'open' }>;

const common = {
  id: 'drift-sample-01',
  version: 1,
  topic: 'drift',
  difficulty: 1,
  interviewTopics: [2],
  title: 'A sample',
  prompt: 'The input moved overnight. What do you check first?',
  hints: ['Think of what changed.'],
  explanation: 'Look at what changed before you retrain.',
  references: [{ title: 'A guide', url: 'https://example.org/guide' }],
  discuss: 'What moved last at your place?',
} as const;

const shared = { ...common, interviewTopics: [2], hints: [...common.hints], references: [...common.references] };

/** A choice whose options have these texts, right at the letters given (`'b'`, `'ac'`). */
export function choice(right: string, texts: string[], over: Partial<ChoiceQuestion> = {}): ChoiceQuestion {
  const options = texts.map((text, index) => {
    const id = letters[index] ?? 'f';
    return { id, text, correct: right.includes(id), why: 'Because it is so.' };
  });
  return { ...shared, kind: 'choice', options, ...over };
}

export function numeric(answer: NumericQuestion['answer'], over: Partial<NumericQuestion> = {}): NumericQuestion {
  return { ...shared, kind: 'numeric', answer, ...over };
}

/** An order of three options a, b, c with this key. */
export function order(key: OrderQuestion['answer']['order'], over: Partial<OrderQuestion> = {}): OrderQuestion {
  const options = (['a', 'b', 'c'] as const).map((id) => ({ id, text: `Step ${id}`, why: 'It needs the one before.' }));
  return { ...shared, kind: 'order', options, answer: { order: key }, ...over };
}

export function keyPoint(id: string, over: Partial<KeyPoint> = {}): KeyPoint {
  return {
    id,
    label: `The ${id} point`,
    text: `Say ${id}.`,
    any: [`${id} matters`],
    weight: 1,
    hint: 'Go on.',
    ...over,
  };
}

/** An open question with three key points and a model answer of 100 words that names them. */
export function open(over: Partial<PlainOpenQuestion> = {}): PlainOpenQuestion {
  return {
    ...shared,
    kind: 'open',
    tests: 'Whether the cause is found before the cure.',
    modelAnswer: `${'word '.repeat(94)}schema matters, labels matters, traffic matters`,
    keyPoints: [keyPoint('schema'), keyPoint('labels'), keyPoint('traffic')],
    weakExamples: ['It depends.', 'I would retrain.'],
    followUp: 'And then?',
    ...over,
  };
}
