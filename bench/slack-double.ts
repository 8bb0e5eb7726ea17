/** In a process of its own: a Slack for the bench, which does what its parent asks and tells what it saw. */

import { setTimeout as pause } from 'node:timers/promises';
import { openSlack, type Slack } from '../test/support/slack/index.ts';
import type { Person } from '../test/support/slack/people.ts';
import { obeyParent } from './double-process.ts';
import { readWish, type Told, type Wish } from './slack-wish.ts';

let slack: Slack | undefined;
let people: Person[] = [];
let typed = 0;

obeyParent((wish) => fulfil(readWish(wish)));

async function fulfil(wish: Wish): Promise<Told> {
  switch (wish.wish) {
    case 'open':
      return open(wish.members);
    case 'request-url':
      await opened().setRequestUrl(wish.url);
      return {};
    case 'connected':
      await opened().until(() => opened().socket.connections() > 0, 'a connection');
      return {};
    case 'ask-for-round':
      return askForRound(wish.question);
    case 'type':
      return { acksMs: await typeAll(wish.text, wish.seconds, wish.perSecond) };
  }
}

function opened(): Slack {
  if (!slack) throw new Error('No Slack is open.');
  return slack;
}

async function open(members: number): Promise<Told> {
  slack = await openSlack({ patienceMs: 10_000 });
  const { apiUrl, appToken, app } = slack;
  const workspace = slack.addWorkspace({ name: 'Team' });
  const all = Array.from({ length: members }, (_, n) => workspace.addUser({ name: `member${n}`, isAdmin: true }));
  const { token: botToken } = workspace.install();
  const channel = workspace.addChannel({ name: 'interviews', members: all, hasBot: true });
  people = all.map((person) => person.in(channel));
  return { apiUrl, botToken, appToken, signingSecret: app.signingSecret };
}

/** Has a round posted in the channel of the team, as an admin does it. */
async function askForRound(question: string): Promise<Told> {
  const [admin] = people;
  for (const line of ['admin setup 09:00 UTC all 16:00', `admin queue ${question} today`, 'admin post']) {
    const exchange = await admin?.command(`/mlops-quiz ${line}`);
    await exchange?.answer();
  }
  await opened().until(() => opened().messages().some(isPost), 'the post');
  return {};
}

function isPost({ ephemeralFor, blocks }: ReturnType<Slack['messages']>[number]): boolean {
  return ephemeralFor === undefined && blocks.some(({ type }) => type === 'actions');
}

/**
 * Everybody in turn types the same, evenly spread, whether or not the last acknowledgement has come.
 * @throws when a request was not acknowledged in time, or was answered with what Slack would not show
 */
async function typeAll(text: string, seconds: number, perSecond: number): Promise<number[]> {
  const beganAt = performance.now();
  const exchanges = Array.from({ length: seconds * perSecond }, async (_, n) => {
    await pause(Math.max(1, beganAt + (n * 1000) / perSecond - performance.now()));
    const person = people[typed % people.length];
    typed += 1;
    const exchange = await person?.command(`/mlops-quiz ${text}`);
    const { ackMs } = exchange?.delivery ?? {};
    if (ackMs === undefined || exchange?.failure !== undefined)
      throw new Error(`"${text}" was not acknowledged: ${exchange?.failure}`);
    return ackMs;
  });
  const acksMs = await Promise.all(exchanges);
  const [violation] = opened().violations();
  if (violation) throw new Error(`Slack would not have it: ${JSON.stringify(violation).slice(0, 500)}`);
  return acksMs;
}
