/** What the drill says at its end. */

import type { Sum } from './tally.ts';

/** The program promises to be ready again in this time; half of the starts may take longer on a busy machine. */
const readyGoalMs = 2000;
const faultsShown = 10;

/** Whether every promise was kept. */
export function holds({ lost, twice, never, wrong, readyMs }: Sum): boolean {
  return lost.length + twice.length + never.length + wrong.length === 0 && readyMs.p50 <= readyGoalMs;
}

function verdictLine({ lost, twice, never, wrong }: Sum): string {
  return `drill: ${lost.length} lost, ${twice.length} twice, ${never.length} never, ${wrong.length} wrong`;
}

/** The table, the faults in words, and the verdict last. */
export function reportText(sum: Sum): string {
  const { lost, twice, never, wrong, readyMs } = sum;
  const rows: [string, string | number][] = [
    ...Object.entries(sum.blows),
    ['rounds played', sum.rounds],
    ['messages sent', sum.messages],
    ['answers acknowledged', sum.answers],
    ['posts the platform could not tell of', sum.maybePosted],
    ['ready again, median', `${readyMs.p50} ms (goal ${readyGoalMs} ms${readyMs.p50 > readyGoalMs ? ', missed' : ''})`],
    ['ready again, slowest', `${readyMs.max} ms`],
    ['answers lost', lost.length],
    ['messages sent twice', twice.length],
    ['posts or reveals never sent', never.length],
    ['boards or states wrong', wrong.length],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const table = rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
  const faults = [...lost, ...twice, ...never, ...wrong].slice(0, faultsShown).map((fault) => `- ${fault}`);
  return [...table, ...faults, verdictLine(sum)].join('\n');
}
