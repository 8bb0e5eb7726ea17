/** From the press of a letter on Discord to its receipt, beside a bare bot that says the same to everybody. */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { letterQuestion } from './app.ts';
import { type DiscordProcess, startDiscord } from './discord-process.ts';
import { told } from './discord-wish.ts';
import { type Bench, type Figure, ratioAtMost } from './figure.ts';
import { median } from './pairs.ts';
import { runServer } from './server.ts';

const members = 50;
const load = { seconds: 2, perSecond: 200 };
const turns = { gateway: 10, http: 5 };

export const discordAnswersBench: Bench = {
  name: 'discord-answers',
  async run(folder) {
    const bare = await startDiscord({ enforced: false });
    const ours = await startDiscord({ enforced: false });
    try {
      return [
        ...(await overGateway(join(folder, 'answers.db'), bare, ours)),
        ...(await overHttp(join(folder, 'answers.db'), bare, ours)),
      ];
    } finally {
      await ours.close();
      await bare.close();
    }
  },
};

async function overGateway(file: string, bare: DiscordProcess, ours: DiscordProcess): Promise<Figure[]> {
  const { channel } = await bare.ask({ wish: 'team', members }, told.team);
  await ours.ask({ wish: 'team', members }, told.team);
  const bot = await runProgram('./bare-bot.ts', {
    DISCORD_TOKEN: bare.token,
    DISCORD_API_URL: bare.apiUrl,
    CHANNEL: channel,
  });
  const server = await runServer(file, settings(ours));
  try {
    await ours.ask({ wish: 'ask-for-round', question: letterQuestion().id }, told['ask-for-round']);
    const pairs = await pressInTurns(turns.gateway, bare, ours);
    return [
      ratioAtMost(figureOf('discord-answers, gateway, p50', pairs, 0.5), 1.3),
      ratioAtMost(figureOf('discord-answers, gateway, p99', pairs, 0.99), 1.5),
    ];
  } finally {
    await server.stop();
    await bot.stop();
  }
}

/** On the posts that the gateway's turns left behind. */
async function overHttp(file: string, bare: DiscordProcess, ours: DiscordProcess): Promise<Figure[]> {
  const endpoint = await runProgram('./bare-endpoint.ts', { DISCORD_PUBLIC_KEY: bare.publicKey });
  const server = await runServer(file, {
    ...settings(ours),
    DISCORD_MODE: 'http',
    DISCORD_PUBLIC_KEY: ours.publicKey,
  });
  try {
    await bare.ask({ wish: 'endpoint', url: endpoint.said }, told.endpoint);
    await ours.ask({ wish: 'endpoint', url: `${server.url}/discord/interactions` }, told.endpoint);
    const pairs = await pressInTurns(turns.http, bare, ours);
    return [figureOf('discord-answers, http, p50', pairs, 0.5)];
  } finally {
    await server.stop();
    await endpoint.stop();
  }
}

function settings({ token, applicationId, apiUrl }: DiscordProcess): Record<string, string> {
  return { DISCORD_TOKEN: token, DISCORD_APPLICATION_ID: applicationId, DISCORD_API_URL: apiUrl };
}

/** Starts a program of this folder, which says one word when it is ready. */
async function runProgram(path: string, env: Record<string, string>) {
  const child: ChildProcess = fork(fileURLToPath(new URL(path, import.meta.url)), { env });
  const ended = once(child, 'exit');
  const [said] = await Promise.race([once(child, 'message'), ended]);
  async function stop(): Promise<void> {
    child.kill();
    await ended;
  }
  return { said: z.string().parse(said), stop };
}

/** The sorted waits of one turn in milliseconds. */
type Waits = readonly number[];
type Turn = { bare: Waits; ours: Waits };

/** Bare, ours, bare, ours, …; a first turn of each is not counted. */
async function pressInTurns(count: number, bare: DiscordProcess, ours: DiscordProcess): Promise<Turn[]> {
  const pressed: Turn[] = [];
  for (let turn = 0; turn <= count; turn += 1) {
    const pair = { bare: await waitsOf(bare), ours: await waitsOf(ours) };
    if (turn > 0) pressed.push(pair);
  }
  return pressed;
}

async function waitsOf(discord: DiscordProcess): Promise<Waits> {
  const { callbacksMs } = await discord.ask({ wish: 'press', ...load }, told.press);
  return callbacksMs.toSorted((a, b) => a - b);
}

function figureOf(name: string, pressed: readonly Turn[], share: number): Figure & { ratio: number } {
  const pairs = pressed.map(({ bare, ours }) => ({ bare: quantile(bare, share), ours: quantile(ours, share) }));
  return {
    name,
    value: median(pairs.map(({ ours }) => ours)),
    unit: 'ms',
    ratio: median(pairs.map(({ bare, ours }) => ours / bare)),
  };
}

/** The smallest wait that so great a share of all do not exceed. */
function quantile(waits: Waits, share: number): number {
  return waits[Math.ceil(waits.length * share) - 1] ?? Number.NaN;
}
