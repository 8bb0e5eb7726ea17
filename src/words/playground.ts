/** The playground in words: its first steps, the labels of its page, and what it answers to requests it cannot serve. */

import { quoted } from '../chat/text.ts';
import { count, list } from './common.ts';

/**
 * The first three steps, for the member who reads them.
 * @param secondReader whether a language model, which is somewhere else, reads open answers too
 */
export function firstRun(me: Named, others: readonly Named[], secondReader: boolean) {
  const leaves = secondReader
    ? 'Nothing leaves this computer but open answers, which your language model reads too.'
    : 'Nothing leaves this computer.';
  const theirs = list(others.map(({ id, admin }) => (admin ? `${id} (admin)` : id)));
  const other = others.findLast(({ admin }) => !admin)?.id ?? me.id;
  return {
    welcome: `Welcome. You are **${quoted(me.id)}**; ${theirs} are yours to play too. ${leaves}`,
    steps: ['Answer #1 below.', `Switch to ${other} and answer differently.`, 'Press'],
    more: 'Your own Discord or Slack: ten minutes, see the README.',
    dismiss: 'Hide these steps',
  };
}

type Named = { id: string; admin: boolean };

/** Labels of the page. `{n}` stands for a number, `{name}` for a member. */
export const pageWords = {
  product: 'MLOps Quiz',
  place: 'Playground',
  app: 'app',
  admin: 'admin',
  youAre: 'You are',
  channels: 'Channels',
  messages: 'Messages',
  empty: 'Nothing here yet. Type a command below, for example help.',
  private: 'Only you can see this',
  reply: '1 reply',
  replies: '{n} replies',
  required: 'required',
  choose: 'Choose',
  chooseOne: 'Choose one',
  commandLabel: 'Command',
  commandHint: 'today, answer B, leaderboard …',
  suggestions: 'Commands',
  send: 'Send',
  clock: 'Time here',
  moved: 'moved ahead of real time',
  toReveal: 'Jump to the reveal',
  toPost: 'Next post',
  toDay: 'Next day',
  reset: 'Reset',
  resetQuestion:
    'Start over with a fresh team and the real time? Answers, points and messages of this playground are deleted.',
  resetYes: 'Start over',
  resetNo: 'Keep it',
  working: 'Working …',
  noTravel: 'Time stands firm while Discord or Slack is connected.',
  offline: 'The connection is lost. Trying again …',
} as const;

export function unknownMember(given: string, known: readonly string[]): string {
  return `I do not know "${given}" here; try ${list(known, 'or')}.`;
}

export const unknownMessage = 'That message is not there any more. Reload to see what is.';
export const unknownControl = 'That message has no such control. Reload to see what it has.';
export const formSent = 'Sent.';

/** What is wrong with the value of one input. */
export const inputProblems = {
  missing: 'An answer is needed here.',
  notOffered: 'Please choose from the list.',
  tooLong: (max: number) => `That is longer than ${max} characters; please shorten it.`,
  tooFew: (min: number) => `Please choose at least ${count(min, 'option')}.`,
  tooMany: (max: number) => `Please choose at most ${count(max, 'option')}.`,
};

/** Faults of a request, for whoever wrote the script. */
export const requestFaults = {
  host: 'The playground answers only to localhost: open it as http://localhost, on the machine it runs on.',
  origin: 'The playground answers only to its own page.',
  type: 'Send JSON, with Content-Type: application/json.',
  json: 'The body is not JSON.',
  oneTime: 'Send either {"advance": "PT24H"} or {"to": "2026-11-24T09:00:00Z"}.',
  duration: (given: string) => `advance: "${given}" is not an ISO 8601 duration such as PT24H, P1D or P2W.`,
  instant: (given: string) => `to: "${given}" is not an instant such as 2026-11-24T09:00:00Z.`,
  backwards: (now: string) => `Time moves forward only; it is ${now} here.`,
  tooFar: (days: number) => `That is more than ${days} days ahead; go there in steps.`,
  connected: 'Time travel would post for real while Discord or Slack is connected.',
};
