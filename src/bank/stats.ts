import {
  type Difficulty,
  difficulties,
  isOpen,
  type Kind,
  type Question,
  type Topic,
  topicSlugs,
} from '../quiz/question.ts';
import { countInterviewTopics, type InterviewTopicCount, unservedInterviewTopics } from './interview-topics.ts';
import { type Measures, measures } from './measures.ts';

const kinds = ['choice', 'numeric', 'order', 'open', 'star'] as const satisfies readonly Kind[];
const difficultyNumbers = [1, 2, 3] as const satisfies readonly Difficulty[];

/** Counts of one set of questions by difficulty; `open` counts star questions too, `closed` the rest. */
type Row = { easy: number; medium: number; hard: number; open: number; closed: number };

/** Counts of a bank; every kind, topic and difficulty has its row, also where it counts 0. */
export type Stats = {
  questions: number;
  kinds: ({ kind: Kind; count: number } & Row)[];
  topics: ({ topic: Topic; count: number } & Row)[];
  difficulties: { difficulty: Difficulty; name: string; count: number }[];
  interviewTopics: InterviewTopicCount[];
  /** Interview topics that lack an open (or star) question, a closed one, or both. */
  unserved: ReturnType<typeof unservedInterviewTopics>;
  measures: Measures;
};

export function bankStats(questions: readonly Question[]): Stats {
  const row = (chosen: readonly Question[]) => ({ count: chosen.length, ...rowOf(chosen) });
  return {
    questions: questions.length,
    kinds: kinds.map((kind) => ({ kind, ...row(questions.filter((question) => question.kind === kind)) })),
    topics: topicSlugs.map((topic) => ({ topic, ...row(questions.filter((question) => question.topic === topic)) })),
    difficulties: difficultyNumbers.map((difficulty) => ({
      difficulty,
      name: difficulties[difficulty],
      count: countOfDifficulty(questions, difficulty),
    })),
    interviewTopics: countInterviewTopics(questions),
    unserved: unservedInterviewTopics(questions),
    measures: measures(questions),
  };
}

function rowOf(questions: readonly Question[]): Row {
  const open = questions.filter(isOpen).length;
  return {
    easy: countOfDifficulty(questions, 1),
    medium: countOfDifficulty(questions, 2),
    hard: countOfDifficulty(questions, 3),
    open,
    closed: questions.length - open,
  };
}

function countOfDifficulty(questions: readonly Question[], difficulty: Difficulty): number {
  return questions.filter((question) => question.difficulty === difficulty).length;
}
