import { countOf } from '../bank/fault.ts';
import type { Stats } from '../bank/stats.ts';
import { letters } from '../quiz/question.ts';
import { type Cell, table } from './table.ts';

/** The bank's statistics as plain text for a terminal, in tables. */
export function bankStatsText(stats: Stats): string {
  const { easy, medium, hard } = Object.fromEntries(stats.difficulties.map(({ name, count }) => [name, count]));
  const counts = ({ count, ...row }: Stats['kinds'][number] | Stats['topics'][number]) => [
    count,
    row.easy,
    row.medium,
    row.hard,
  ];
  return [
    `${countOf(stats.questions, 'question')}: ${easy} easy, ${medium} medium, ${hard} hard\n`,
    table(
      ['kind', 'all', 'easy', 'medium', 'hard'],
      stats.kinds.map((row) => [row.kind, ...counts(row)]),
    ),
    table(
      ['topic', 'all', 'easy', 'medium', 'hard', 'open', 'closed'],
      stats.topics.map((row) => [row.topic, ...counts(row), row.open, row.closed]),
    ),
    table(
      ['interview topic', 'open', 'closed'],
      stats.interviewTopics.map(({ number, name, open, closed }) => [`${number} ${name}`, open, closed]),
    ),
    unservedText(stats.unserved),
    table(['measure', 'share'], measureRows(stats)),
  ].join('\n');
}

function unservedText(unserved: Stats['unserved']): string {
  if (unserved.length === 0) return 'Every interview topic has an open and a closed question.\n';
  return [
    'Interview topics not served:',
    ...unserved.map(({ number, name, lacks }) => `  ${number} ${name}: no ${lacks.join(', no ')} question`),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function measureRows({ measures }: Stats): Cell[][] {
  return [
    ['single-right choices', measures.singleRight],
    ['right option the longest', percent(measures.longest)],
    ['right option the shortest', percent(measures.shortest)],
    ['right option shares most words with the prompt', percent(measures.mostPromptWords)],
    ['right option alone hedged or without an absolute', percent(measures.hedgedOrOnlyWithoutAbsolute)],
    ...letters.map((letter) => [`right letter ${letter}`, percent(measures.rightLetters[letter])]),
    [`guesser on ${countOf(measures.guessable, 'four-option choice')}`, percent(measures.guesser)],
    ['words a sentence in prompts', measures.wordsPerSentence.toFixed(1)],
  ];
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
