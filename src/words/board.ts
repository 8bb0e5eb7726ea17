/** The leaderboard. */

import { appAction } from '../chat/action.ts';
import { type Block, type Control, type Message, privately } from '../chat/message.ts';
import { accuracyFewestAnswers } from '../quiz/leaderboard.ts';
import { count, slash, when } from './common.ts';

export type Period = 'week' | 'last-week' | 'season' | 'accuracy';
export type Scope = 'channel' | 'team';

export type BoardRow = { rank: number; name: string; value: number; mine: boolean };

export type BoardFacts = {
  period: Period;
  scope: Scope;
  /** The channel or team as it is shown. */
  place: string;
  /** Set when this week has no reveal yet and last week is shown instead. */
  firstReveal: { at: number | undefined; zone: string } | undefined;
  /** Rounds the period counts; a week counts all but the weakest of them. */
  rounds: number;
  /** The top ten. */
  top: readonly BoardRow[];
  /** The reader's own row with its neighbours, where the top ten does not show it. */
  around: readonly BoardRow[];
  /** Why the reader has no row: hidden by choice, or nothing counted yet. */
  absent: 'hidden' | 'nothing-yet' | undefined;
  now: number;
};

const titles: Record<Period, string> = {
  week: 'This week',
  'last-week': 'Last week, final',
  season: 'Season: best five of six weeks',
  accuracy: 'Accuracy',
};

export function boardMessage(facts: BoardFacts): Message {
  const blocks: Block[] = [];
  if (facts.top.length === 0) blocks.push({ type: 'text', text: `**${caption(facts)}**\n${emptyWords(facts.period)}` });
  else blocks.push(boardTable(caption(facts), facts.top, facts.period));
  if (facts.around.length > 0) blocks.push(boardTable('Around you', facts.around, facts.period));
  const own = ownLine(facts);
  if (own !== '') blocks.push({ type: 'text', text: own });
  blocks.push({ type: 'controls', controls: boardControls(facts) });
  return privately(...blocks);
}

/** The same board for everybody: no reader, no neighbourhood. */
export function sharedBoard(facts: BoardFacts, sharer: string): Message {
  const rows = facts.top.map((row) => ({ ...row, mine: false }));
  return {
    audience: 'channel',
    blocks: [
      boardTable(caption(facts), rows, facts.period),
      { type: 'quiet', text: `Shared by ${sharer} · ${slash('leaderboard')} shows you your own row` },
    ],
  };
}

function boardTable(title: string, rows: readonly BoardRow[], period: Period): Block {
  return {
    type: 'table',
    caption: title,
    columns: ['', 'Name', unit(period)],
    rows: rows.map((row) => cells(row, period)),
  };
}

function caption({ period, place, rounds }: BoardFacts): string {
  const counted = isWeek(period) && rounds > 1 ? ` · best ${rounds - 1} of ${rounds}` : '';
  return `${titles[period]} · ${place}${counted}`;
}

function isWeek(period: Period): boolean {
  return period === 'week' || period === 'last-week';
}

function unit(period: Period): string {
  return period === 'accuracy' ? 'Accuracy' : 'Points';
}

function cells(row: BoardRow, period: Period): string[] {
  const value = period === 'accuracy' ? `${Math.round(row.value * 100)} %` : String(row.value);
  return [String(row.rank), row.mine ? `${row.name} (you)` : row.name, value];
}

function emptyWords(period: Period): string {
  switch (period) {
    case 'accuracy':
      return `It is told from ${accuracyFewestAnswers} answers on; nobody has that many yet.`;
    case 'last-week':
      return 'No round was closed last week.';
    default:
      return 'Nothing counts yet; the first reveal fills the board.';
  }
}

function ownLine({ absent, top, around, period, firstReveal, now }: BoardFacts): string {
  const lines: string[] = [];
  if (absent === 'hidden')
    lines.push(`You chose to stay off the board; ${slash('me settings board:on')} puts you on it.`);
  if (absent === 'nothing-yet' && top.length > 0) lines.push('You have no points here yet.');
  const mine = [...top, ...around].find((row) => row.mine);
  const ahead = mine && [...top, ...around].filter((row) => row.value > mine.value).at(-1);
  if (mine && isWeek(period)) {
    const shared = [...top, ...around].some((row) => row.rank === mine.rank && !row.mine);
    const place = shared ? `You share ${ordinal(mine.rank)}` : `You are ${ordinal(mine.rank)}`;
    lines.push(ahead ? `${place}, ${count(ahead.value - mine.value, 'point')} behind ${ahead.name}.` : `${place}.`);
  }
  if (firstReveal) {
    const at =
      firstReveal.at === undefined
        ? 'its first reveal'
        : `the reveal at ${when(firstReveal.at, firstReveal.zone, now)}`;
    lines.push(`This week starts with ${at}.`);
  }
  return lines.join(' ');
}

/** `1st`, `2nd`, `11th`. */
function ordinal(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}

function boardControls({ period, scope, top }: BoardFacts): Control[] {
  const others: { period: Period; label: string }[] = [
    { period: 'week', label: 'This week' },
    { period: 'season', label: 'Season' },
    { period: 'accuracy', label: 'Accuracy' },
  ];
  const controls: Control[] = others
    .filter((other) => other.period !== period)
    .map((other) => ({
      kind: 'button',
      id: appAction('leaderboard', `${other.period}-in-${scope}`),
      label: other.label,
    }));
  if (top.length > 0) {
    controls.push({
      kind: 'button',
      id: appAction('share-leaderboard', `${period}-in-${scope}`),
      label: 'Show in channel',
    });
  }
  return controls;
}
