/**
 * From the press of a button on Discord to what is said to it, beside bare bots: one that says a constant, and one that
 * puts a row on the disk before it does.
 */

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { letterQuestion } from './app.ts';
import { type DiscordProcess, startDiscord } from './discord-process.ts';
import { told } from './discord-wish.ts';
import { type Bench, type Figure, ratioAtMost } from './figure.ts';
import { oursOf, slowdown } from './pairs.ts';
import { runServer } from './server.ts';

const members = 50;
const load = { seconds: 2, perSecond: 200 };
const turns = { gateway: 8, http: 5 };
const letters = ['A', 'B', 'C', 'D'];
/** It is asked whether it is wanted at that price, so the press alone changes nothing. */
const hint = ['Hint (−2)'];

export const discordAnswersBench: Bench = {
  name: 'discord-answers',
  async run(folder) {
    const [bare, keeping, ours] = [await open(), await open(), await open()];
    try {
      return [
        ...(await overGateway(folder, { bare, keeping, ours })),
        ...(await overHttp(join(folder, 'answers.db'), bare, ours)),
      ];
    } finally {
      for (const discord of [bare, keeping, ours]) await discord.close();
    }
  },
};

const open = () => startDiscord({ enforced: false });

type Discords = Record<'bare' | 'keeping' | 'ours', DiscordProcess>;

async function overGateway(folder: string, { bare, keeping, ours }: Discords): Promise<Figure[]> {
  await ours.ask({ wish: 'team', members }, told.team);
  const running = [await runBot(bare), await runBot(keeping, join(folder, 'bare.db'))];
  const server = await runServer(join(folder, 'answers.db'), settings(ours));
  try {
    await ours.ask({ wish: 'ask-for-round', question: letterQuestion().id }, told['ask-for-round']);
    const waits = await pressInTurns(turns.gateway, {
      bare: () => waitsOf(bare, letters),
      keeping: () => waitsOf(keeping, letters),
      hint: () => waitsOf(ours, hint),
      letter: () => waitsOf(ours, letters),
    });
    return [
      ratioAtMost(figureOf('discord-answers, hint, p50', waits, ['hint', 'bare'], 0.5), 1.3),
      ratioAtMost(figureOf('discord-answers, hint, p99', waits, ['hint', 'bare'], 0.99), 1.5),
      ratioAtMost(figureOf('discord-answers, letter beside one row, p50', waits, ['letter', 'keeping'], 0.5), 1.3),
      ratioAtMost(figureOf('discord-answers, letter beside one row, p99', waits, ['letter', 'keeping'], 0.99), 1.5),
      figureOf('discord-answers, letter beside a constant, p50', waits, ['letter', 'bare'], 0.5),
      figureOf('discord-answers, letter beside a constant, p99', waits, ['letter', 'bare'], 0.99),
    ];
  } finally {
    await server.stop();
    for (const bot of running) await bot.stop();
  }
}

async function runBot(discord: DiscordProcess, database?: string) {
  const { channel } = await discord.ask({ wish: 'team', members }, told.team);
  return runProgram('./bare-bot.ts', {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    CHANNEL: channel,
    ...(database !== undefined && { DATABASE: database }),
  });
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
    const waits = await pressInTurns(turns.http, {
      bare: () => waitsOf(bare, letters),
      hint: () => waitsOf(ours, hint),
      letter: () => waitsOf(ours, letters),
    });
    return [
      figureOf('discord-answers, http, hint, p50', waits, ['hint', 'bare'], 0.5),
      figureOf('discord-answers, http, letter beside a constant, p50', waits, ['letter', 'bare'], 0.5),
    ];
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

/** One after another, again and again; a first turn of each is not counted. */
async function pressInTurns<Name extends string>(
  count: number,
  presses: Record<Name, () => Promise<Waits>>,
): Promise<Record<Name, Waits>[]> {
  const pressed: Record<Name, Waits>[] = [];
  for (let turn = 0; turn <= count; turn += 1) {
    const waits: Partial<Record<Name, Waits>> = {};
    for (const name of Object.keys(presses) as Name[]) waits[name] = await presses[name]();
    if (turn > 0) pressed.push(waits as Record<Name, Waits>);
  }
  return pressed;
}

async function waitsOf(discord: DiscordProcess, labels: string[]): Promise<Waits> {
  const { callbacksMs } = await discord.ask({ wish: 'press', labels, ...load }, told.press);
  return callbacksMs.toSorted((a, b) => a - b);
}

function figureOf<Name extends string>(
  name: string,
  pressed: readonly Record<Name, Waits>[],
  [ours, baseline]: [NoInfer<Name>, NoInfer<Name>],
  share: number,
): Figure & { ratio: number } {
  const pairs = pressed.map((waits) => ({
    ours: quantile(waits[ours], share),
    baseline: quantile(waits[baseline], share),
  }));
  return { name, value: oursOf(pairs), unit: 'ms', ratio: slowdown(pairs) };
}

/** The smallest wait that so great a share of all do not exceed. */
function quantile(waits: Waits, share: number): number {
  return waits[Math.ceil(waits.length * share) - 1] ?? Number.NaN;
}
