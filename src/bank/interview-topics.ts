import { isOpen, type Question } from '../quiz/question.ts';

/** What interviews for MLOps roles ask about, by the numbers in a question's `interviewTopics` (1 is the first). */
const interviewTopics = [
  'MLOps and DevOps compared',
  'model drift and concept drift',
  'tests before production',
  'version control of code, data and models',
  'packaging a model',
  'why monitor, which metrics',
  'common deployment issues',
  'canary and blue-green',
  'automating retraining',
  'CI/CD for models',
  'managing data',
  'feature engineering in a pipeline',
  'implementing monitoring',
  'reproducible experiments',
  'challenges of operationalising',
  'a retraining pipeline',
  'explainability',
  'deploying on a cloud',
  'serverless, for and against',
  'compute for training',
  'security and compliance',
  'cloud costs',
  'edge and cloud',
  'high availability and fault tolerance',
  'troubleshooting a production model',
  'versioning models in a team',
  'cross-functional work',
  'scaling under load',
  'stakeholders when a model falls short',
  'technical debt against a deadline',
] as const;

/** How many questions serve an interview topic; `open` counts star questions too. */
export type InterviewTopicCount = { number: number; name: string; open: number; closed: number };

/** One row for each of the 30 interview topics, in their order. A question that serves three counts in three rows. */
export function countInterviewTopics(questions: readonly Question[]): InterviewTopicCount[] {
  return interviewTopics.map((name, index) => {
    const number = index + 1;
    const serving = questions.filter((question) => question.interviewTopics.includes(number));
    const open = serving.filter(isOpen).length;
    return { number, name, open, closed: serving.length - open };
  });
}

/** The interview topics without an open question, without a closed one, or without either. */
export function unservedInterviewTopics(
  questions: readonly Question[],
): { number: number; name: string; lacks: ('open' | 'closed')[] }[] {
  return countInterviewTopics(questions).flatMap(({ number, name, open, closed }) => {
    const lacks = [...(open === 0 ? (['open'] as const) : []), ...(closed === 0 ? (['closed'] as const) : [])];
    return lacks.length === 0 ? [] : [{ number, name, lacks }];
  });
}
