import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { promptStemsOf, readAnswer } from '../../src/quiz/grading/answer-text.ts';
import {
  assertion,
  type ReferenceFeatures,
  readReference,
  referenceFeatures,
} from '../../src/quiz/grading/reference.ts';
import { gradeByReference } from '../../src/quiz/grading/rubric.ts';
import { wordsOf } from '../../src/quiz/grading/words.ts';
import { type Example, fitLogistic, likelihoodBy } from './logistic.ts';
import { correlation, macroF1 } from './measures.ts';

const gradedAnswer = z.object({
  id: z.string(),
  qid: z.string(),
  question: z.string(),
  reference: z.array(z.string()).min(1),
  answer: z.string(),
  correct: z.literal([0, 1]),
});
export type GradedAnswer = z.infer<typeof gradedAnswer>;

/** The graded answers of a corpus (`<name>-train.jsonl`), none where the file is missing. */
export function readCorpus(folder: string, name: string): GradedAnswer[] {
  const file = join(folder, `${name}-train.jsonl`);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => gradedAnswer.parse(JSON.parse(line)));
}

export const questionOf = ({ qid }: GradedAnswer) => qid;
/** The subject of a question of SciEntsBank is the letters its id begins with. */
export const domainOf = ({ qid }: GradedAnswer) => /^[A-Z]+/.exec(qid)?.[0] ?? qid;

export const featureNames = ['asserted', 'clause', 'trigrams', 'order', 'length', 'alternatives'] as const;

/** The features of the reference that an answer is nearest to. */
function featuresOf({ question, reference, answer }: GradedAnswer): ReferenceFeatures | undefined {
  const promptStems = promptStemsOf(question);
  const keys = reference.map((each) => readReference(each, promptStems)).filter(({ words }) => words.length > 0);
  const stems = new Set([...promptStems, ...keys.flatMap(({ words }) => words.map(({ stem }) => stem))]);
  const read = readAnswer(answer, wordsOf(question), stems);
  const nearness = (each: ReferenceFeatures) => (each.asserted + each.trigrams / 2) * assertion(each);
  return keys
    .map((key) => referenceFeatures(key, keys.length, read))
    .reduce<ReferenceFeatures | undefined>(
      (best, each) => (best === undefined || nearness(each) > nearness(best) ? each : best),
      undefined,
    );
}

/** A row of the regression, and what is left of its likelihood where the answer denies. */
export type AnswerExample = Example & { asserted: number };

/** Examples of which right and wrong ones count as much. */
export function balanced(answers: readonly GradedAnswer[]): AnswerExample[] {
  const right = answers.filter(({ correct }) => correct === 1).length;
  return answers.map((answer) => {
    const found = featuresOf(answer);
    const weight = answers.length / 2 / (answer.correct === 1 ? right : answers.length - right);
    return {
      features: featureNames.map((name) => found?.[name] ?? 0),
      right: answer.correct === 1,
      weight,
      asserted: found ? assertion(found) : 0,
    };
  });
}

const folds = 10;

export type Corpus = { name: string; answers: readonly GradedAnswer[]; examples: readonly AnswerExample[] };

/** The weights fitted on some answers of all corpora, each corpus counting as much. */
export function fitted(corpora: readonly (readonly Example[])[]) {
  const size = corpora.flat().length / corpora.length;
  return fitLogistic(
    corpora.flatMap((examples) =>
      examples.map((each) => ({ ...each, weight: (each.weight * size) / examples.length })),
    ),
  );
}

/** Macro-F1 and Pearson's r for each corpus, of weights fitted on all of them without the groups that are graded. */
export function crossValidated(
  corpora: readonly Corpus[],
  groupOf: (answer: GradedAnswer) => string,
): { f1: number; r: number }[] {
  const foldsOf = corpora.map(({ answers }) => {
    const groups = [...new Set(answers.map(groupOf))].sort();
    return answers.map((answer) => groups.indexOf(groupOf(answer)) % folds);
  });
  const models = Array.from({ length: folds }, (_, fold) =>
    fitted(corpora.map(({ examples }, corpus) => examples.filter((_, at) => foldsOf[corpus]?.[at] !== fold))),
  );
  return corpora.map(({ answers, examples }, corpus) => {
    const scores = examples.map(({ features, asserted }, at) => {
      const model = models[foldsOf[corpus]?.[at] ?? 0];
      return model === undefined ? 0 : asserted * likelihoodBy(model, features);
    });
    return figures(answers, scores);
  });
}

/** The same of the grader as it is. */
export function asShipped(answers: readonly GradedAnswer[]): { f1: number; r: number } {
  const scores = answers.map(({ question, reference, answer }) => gradeByReference(question, reference, answer).score);
  return figures(answers, scores);
}

function figures(answers: readonly GradedAnswer[], scores: readonly number[]): { f1: number; r: number } {
  const right = answers.map(({ correct }) => correct === 1);
  return {
    f1: macroF1(scores, right),
    r: correlation(
      scores,
      answers.map(({ correct }) => correct),
    ),
  };
}
