/** In a process of its own: a Discord for the benches, which does what its parent asks and tells what it saw. */

import { setTimeout as pause } from 'node:timers/promises';
import { type Discord, openDiscord, type Person } from '../test/support/discord/index.ts';
import { readWish, type Told, type Wish } from './discord-wish.ts';
import { obeyParent } from './double-process.ts';

/** So many requests a second are let through where the rate is enforced, as Discord documents it. */
const enforced = { buckets: 'reported', global: true } as const;

/** Discord takes an answer no later, so one that never came counts as this. */
const longestWaitMs = 3000;

let discord: Discord | undefined;
let people: Person[] = [];
let pressed = 0;

obeyParent((wish) => fulfil(readWish(wish)));

async function fulfil(wish: Wish): Promise<Told> {
  switch (wish.wish) {
    case 'open': {
      discord = await openDiscord({
        now: () => Date.now(),
        patienceMs: 10_000,
        ...(wish.enforced && { rates: enforced }),
      });
      const { apiUrl, token, applicationId, publicKey } = discord;
      return { apiUrl, token, applicationId, publicKey };
    }
    case 'guilds': {
      const made: { guild: string; channel: string }[] = [];
      for (let n = 0; n < wish.count; n += 1) {
        const guild = opened().addGuild({ name: `Guild ${n}` });
        made.push({ guild: guild.id, channel: guild.addChannel('interviews').id });
      }
      return { guilds: made };
    }
    case 'posts':
      return postsSeen(wish.count);
    case 'team':
      return { channel: openTeam(wish.members) };
    case 'endpoint':
      await opened().setEndpoint(wish.url);
      return {};
    case 'ask-for-round':
      return askForRound(wish.question);
    case 'press':
      return { callbacksMs: await press(wish) };
  }
}

function opened(): Discord {
  if (!discord) throw new Error('No Discord is open.');
  return discord;
}

/** Waits until so many posts stand. */
async function postsSeen(count: number) {
  while (opened().messages().length < count) await pause(10);
  const requests = opened().requests();
  const refused = requests.filter(({ status }) => status === 429).length;
  const lastAt = Math.max(...requests.filter(({ status }) => status === 200).map(({ at }) => at));
  return { posts: opened().messages().length, refused, lastAt };
}

function openTeam(members: number): string {
  const guild = opened().addGuild({ name: 'Team' });
  const channel = guild.addChannel('interviews').id;
  people = Array.from({ length: members }, (_, n) =>
    guild.addMember(`member${n}`, { permissions: ['manageGuild'] }).in(channel),
  );
  return channel;
}

/** Has a round posted in the channel of the team, as an admin does it. */
async function askForRound(question: string): Promise<Told> {
  const [admin] = people;
  const options = { time: '9', zone: 'UTC', days: 'all', reveal: '16:00' };
  await admin?.slash('mlops-quiz', ['admin', 'setup'], options);
  await admin?.slash('mlops-quiz', ['admin', 'queue'], { question, date: 'today' });
  await admin?.slash('mlops-quiz', ['admin', 'post']);
  await opened().until(() => post() !== undefined, 'the post');
  return {};
}

/** The post with letters on its buttons. */
function post() {
  return people[0]?.sees().messages.find(({ controls }) => controls.some(({ label }) => label === 'A'));
}

/** Everybody in turn presses a button, evenly spread, whether or not the last answer has come. */
async function press({ labels, seconds, perSecond }: Extract<Wish, { wish: 'press' }>): Promise<number[]> {
  const shown = post();
  const buttons = shown?.controls.filter(({ label }) => labels.includes(label)) ?? [];
  if (!shown || buttons.length === 0) throw new Error(`There is no post with ${labels.join(', ')} to press.`);
  const beganAt = performance.now();
  const exchanges = Array.from({ length: seconds * perSecond }, async (_, n) => {
    await pause(Math.max(1, beganAt + (n * 1000) / perSecond - performance.now()));
    const button = buttons[pressed % buttons.length];
    const person = people[pressed % people.length];
    pressed += 1;
    return person?.click(shown, button?.customId ?? '');
  });
  return (await Promise.all(exchanges)).map((exchange) => exchange?.interaction.callbackMs ?? longestWaitMs);
}
