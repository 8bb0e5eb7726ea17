import { z } from 'zod';

/** The topics of the bank, by slug. At most 24, because a Discord select holds 25 and "all topics" takes one. */
export const topics = {
  basics: 'MLOps basics',
  drift: 'Drift',
  testing: 'Testing models',
  versioning: 'Versioning',
  packaging: 'Packaging',
  monitoring: 'Monitoring',
  deployment: 'Deployment',
  rollouts: 'Rollouts',
  retraining: 'Retraining',
  'ci-cd': 'CI/CD',
  data: 'Data management',
  features: 'Feature pipelines',
  experiments: 'Reproducibility',
  operations: 'Running ML in production',
  explainability: 'Explainability',
  cloud: 'Cloud deployment',
  serverless: 'Serverless',
  compute: 'Training compute',
  security: 'Security and compliance',
  cost: 'Cloud cost',
  edge: 'Edge and cloud',
  availability: 'High availability',
  llm: 'LLM operations',
  behavioral: 'Behavioral',
} as const;

export type Topic = keyof typeof topics;
export const topicSlugs = Object.keys(topics) as [Topic, ...Topic[]];

export const difficulties = { 1: 'easy', 2: 'medium', 3: 'hard' } as const;
export type Difficulty = keyof typeof difficulties;

/** Control letters: a question never has more options than a post has letter buttons. */
export const letters = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
export type Letter = (typeof letters)[number];

/** The longest id. */
export const idMax = 60;
const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a slug: lower-case words and digits joined by hyphens')
  .max(idMax);
const line = (max: number) => z.string().trim().min(1).max(max);
const reference = z.strictObject({ title: line(120), url: z.url({ protocol: /^https?$/ }).max(300) });

// What a field is for stands in its description, so that editors can show it (data/question.schema.json).

/** The fields that every kind of question has. */
export const questionFields = {
  id: slug.describe("Begins with its topic's slug; stable for ever, because rounds and review cards point at it."),
  version: z
    .int()
    .min(1)
    .default(1)
    .describe('Counts up whenever the text changes; a round keeps the version it asked.'),
  topic: z.enum(topicSlugs),
  difficulty: z.literal([1, 2, 3]).describe('1 easy, 2 medium, 3 hard'),
  interviewTopics: z
    .array(z.int().min(1).max(30))
    .min(1)
    .max(4)
    .describe('Numbers (1–30) of the interview topics the question serves.'),
  title: line(60).describe("What an admin's queue calls it; must not give the answer away."),
  prompt: line(1400).describe('CommonMark subset: paragraphs, **bold**, `code`, fenced code with its language, lists.'),
  hints: z
    .array(line(300))
    .min(1)
    .max(2)
    .describe('Each helps without giving the answer away; a member may buy two at most.'),
  explanation: line(1200).describe('What a newcomer learns from at the reveal.'),
  references: z.array(reference).min(1).max(4),
  discuss: line(240).describe("One question for the reveal's thread."),
};

const letterId = z.enum(letters);
/** An option of a choice. */
export const choiceOption = z.strictObject({
  id: letterId,
  text: line(180),
  correct: z.boolean(),
  why: line(300).describe('Why it is right, or why it is wrong.'),
});
const orderItem = z.strictObject({
  id: letterId,
  text: line(180),
  why: line(300).describe('Why it stands where it stands.'),
});

const keyPoint = z.strictObject({
  id: slug,
  label: line(60).describe('Two to six words, as shown in "I found …".'),
  text: line(300).describe('The point in one sentence.'),
  any: z.array(line(160)).min(1).max(12).describe('Accepted phrasings.'),
  must: z
    .array(z.array(line(80)).min(1))
    .max(4)
    .optional()
    .describe('Hard facts: every inner list must be met by at least one of its phrasings.'),
  not: z.array(line(160)).max(8).optional().describe('Phrasings of known misconceptions about this point.'),
  weight: z.literal([1, 2, 3]),
  hint: line(200).describe('Shown when the point was not found.'),
});

const rubric = {
  tests: line(240).describe('What the question tests, in one sentence.'),
  modelAnswer: line(1800).describe('90–200 words: what a strong candidate would say.'),
  keyPoints: z.array(keyPoint).min(3).max(7),
  weakExamples: z.array(line(800)).min(2).max(4).describe('Answers that must score under .5.'),
  followUp: line(240),
};

export const questionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('choice'),
    ...questionFields,
    options: z.array(choiceOption).min(2).max(6).describe('Lettered a, b, c… in the order they are written.'),
  }),
  z.strictObject({
    kind: z.literal('numeric'),
    ...questionFields,
    answer: z.strictObject({
      value: z.number(),
      tolerance: z.number().min(0).describe('Absolute, in the unit of the value.'),
      unit: z.string().max(16).optional().describe('What a member may add to the number; % is one.'),
    }),
  }),
  z.strictObject({
    kind: z.literal('order'),
    ...questionFields,
    options: z
      .array(orderItem)
      .min(3)
      .max(6)
      .describe('Lettered a, b, c… as they are shown, which is not the order asked for.'),
    answer: z.strictObject({ order: z.array(letterId) }),
  }),
  z.strictObject({ kind: z.literal('open'), ...questionFields, ...rubric }),
  z.strictObject({
    kind: z.literal('star'),
    ...questionFields,
    ...rubric,
    parts: z
      .strictObject({ situation: line(300), task: line(300), action: line(300), result: line(300) })
      .describe('What a strong answer contains in each part.'),
    traps: z.array(line(200)).min(1).max(4),
  }),
]);

/** A question with its key. Never leaves the process whole before its round's close; see {@link PublicQuestion}. */
export type Question = z.infer<typeof questionSchema>;
export type Kind = Question['kind'];
export type ChoiceQuestion = Extract<Question, { kind: 'choice' }>;
export type NumericQuestion = Extract<Question, { kind: 'numeric' }>;
export type OrderQuestion = Extract<Question, { kind: 'order' }>;
export type OpenQuestion = Extract<Question, { kind: 'open' | 'star' }>;
export type KeyPoint = z.infer<typeof keyPoint>;

/** What may be shown before close: it has no key to leak. */
export type PublicQuestion = {
  id: string;
  kind: Kind;
  topic: Topic;
  difficulty: Difficulty;
  prompt: string;
  options: { id: Letter; text: string }[];
  /** How many options are right is part of the question ("choose two"), never which. */
  several: boolean;
  unit: string | undefined;
  hintCount: number;
};

export function toPublic(question: Question): PublicQuestion {
  const options = 'options' in question ? question.options.map(({ id, text }) => ({ id, text })) : [];
  return {
    id: question.id,
    kind: question.kind,
    topic: question.topic,
    difficulty: question.difficulty,
    prompt: question.prompt,
    options,
    several: question.kind === 'choice' && question.options.filter((option) => option.correct).length > 1,
    unit: question.kind === 'numeric' ? question.answer.unit : undefined,
    hintCount: question.hints.length,
  };
}

/** Open kinds are answered in sentences and graded by their key points; the others have one key. */
export function isOpen(question: Question): question is OpenQuestion {
  return question.kind === 'open' || question.kind === 'star';
}
