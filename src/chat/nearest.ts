import type { CommandShape } from './command.ts';

/** What an unknown line most likely meant: a command of similar spelling, or `answer …` for what looks like one. */
export function nearestCommand(commands: readonly CommandShape[], line: string): string | undefined {
  const typed = line.slice(0, 40).toLowerCase();
  if (/^(?:[a-f]|[a-f](?:[\s,]*[a-f]){1,5}|[-+]?\d+(?:[.,]\d+)?\s*\S{0,8})$/.test(typed)) return `answer ${line}`;
  const [first = '', second = ''] = typed.split(/\s+/);
  let best: { name: string; distance: number } | undefined;
  for (const { name, coming } of commands) {
    if (coming) continue;
    const words = name.includes(' ') ? `${first} ${second}`.trim() : first;
    const last = name.split(' ').at(-1) ?? name;
    const most = Math.max(1, name.length / 3);
    // The lengths alone tell most apart, many times faster than the distance does.
    const near = (a: string, b: string) => (Math.abs(a.length - b.length) > most ? Infinity : editDistance(a, b));
    const distance = Math.min(near(words, name), name.includes(' ') ? near(first, last) + 0.5 : Infinity);
    if (distance <= most && (!best || distance < best.distance)) best = { name, distance };
  }
  return best?.name;
}

const letterAnswer = /^answer ((?:[a-f][\s,]*){1,6})$/i;

/** What the button of a suggestion carries: `leaderboard`, `me-stats`, `answer-b`; undefined where it has no room. */
export function suggestionDetail(nearest: string): string | undefined {
  const letters = letterAnswer.exec(nearest)?.[1];
  if (letters !== undefined) return `answer-${letters.toLowerCase().replace(/[\s,]/g, '')}`;
  return nearest.startsWith('answer ') ? undefined : nearest.replaceAll(' ', '-');
}

/** The line a {@link suggestionDetail} stands for. */
export function suggestedLine(detail: string): string {
  const letters = /^answer-([a-f]+)$/.exec(detail)?.[1];
  return letters === undefined ? detail.replaceAll('-', ' ') : `answer ${letters}`;
}

/** Damerau–Levenshtein distance (optimal string alignment): insert, delete, replace, swap of neighbours each cost 1. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + same);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
