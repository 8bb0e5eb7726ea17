/** Counts what the drill did and found. */

import type { Findings } from './check.ts';

export type Tally = ReturnType<typeof createTally>;

export function createTally() {
  const blows = new Map<string, number>();
  const readyMs: number[] = [];
  // A fault that stays is found by every later check, and counts once.
  const found = {
    lost: new Set<string>(),
    twice: new Set<string>(),
    never: new Set<string>(),
    wrong: new Set<string>(),
  };
  const maybe = new Set<string>();
  const counted = { answers: 0, rounds: 0, messages: 0 };
  const note = (findings: Findings) => {
    for (const sentence of findings.lost) found.lost.add(sentence);
    for (const sentence of findings.twice) found.twice.add(sentence);
    for (const sentence of findings.never) found.never.add(sentence);
    for (const sentence of findings.wrong) found.wrong.add(sentence);
  };
  return {
    found: note,
    settled(findings: Findings & { maybe: string[] }) {
      note(findings);
      for (const round of findings.maybe) maybe.add(round);
    },
    wrong: (sentence: string) => void found.wrong.add(sentence),
    blow(moment: string, kind: 'kill' | 'freeze') {
      const name = `${kind} at ${moment}`;
      blows.set(name, (blows.get(name) ?? 0) + 1);
    },
    ready: (ms: number) => void readyMs.push(ms),
    counted: (counts: { answers: number; rounds: number; messages: number }) => void Object.assign(counted, counts),
    sum() {
      const sorted = [...readyMs].sort((a, b) => a - b);
      return {
        blows: Object.fromEntries([...blows].sort(([a], [b]) => (a < b ? -1 : 1))),
        ...counted,
        maybePosted: maybe.size,
        readyMs: { p50: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0), max: Math.round(sorted.at(-1) ?? 0) },
        lost: [...found.lost],
        twice: [...found.twice],
        never: [...found.never],
        wrong: [...found.wrong],
      };
    },
  };
}

export type Sum = ReturnType<Tally['sum']>;
