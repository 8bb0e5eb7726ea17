/**
 * From the press of a button on Discord to what is said to it, beside bare bots: one that says a constant, and one that
 * puts a row on the disk before it does.
 */

import { join } from 'node:path';
import { letterQuestion } from './app.ts';
import { type DiscordProcess, startDiscord } from './discord-process.ts';
import { told } from './discord-wish.ts';
import { type Bench, type Figure, ratioAtMost } from './figure.ts';
import { runProgram } from './program.ts';
import { runServer } from './server.ts';
import { askedInTurns, waitFigure } from './waits.ts';

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
  const running: { stop(): Promise<void> }[] = [await runBot(bare), await runBot(keeping, join(folder, 'bare.db'))];
  try {
    running.push(await runServer(join(folder, 'answers.db'), settings(ours)));
    await ours.ask({ wish: 'ask-for-round', question: letterQuestion().id }, told['ask-for-round']);
    const waits = await askedInTurns(turns.gateway, {
      bare: () => pressed(bare, letters),
      keeping: () => pressed(keeping, letters),
      hint: () => pressed(ours, hint),
      letter: () => pressed(ours, letters),
    });
    return [
      ratioAtMost(waitFigure('discord-answers, hint, p50', waits, { of: 'hint', beside: 'bare' }, 0.5), 1.3),
      ratioAtMost(waitFigure('discord-answers, hint, p99', waits, { of: 'hint', beside: 'bare' }, 0.99), 1.5),
      ratioAtMost(
        waitFigure('discord-answers, letter beside one row, p50', waits, { of: 'letter', beside: 'keeping' }, 0.5),
        1.3,
      ),
      ratioAtMost(
        waitFigure('discord-answers, letter beside one row, p99', waits, { of: 'letter', beside: 'keeping' }, 0.99),
        1.5,
      ),
      waitFigure('discord-answers, letter beside a constant, p50', waits, { of: 'letter', beside: 'bare' }, 0.5),
      waitFigure('discord-answers, letter beside a constant, p99', waits, { of: 'letter', beside: 'bare' }, 0.99),
    ];
  } finally {
    for (const program of running.reverse()) await program.stop();
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
  const running: { stop(): Promise<void> }[] = [endpoint];
  try {
    const server = await runServer(file, {
      ...settings(ours),
      DISCORD_MODE: 'http',
      DISCORD_PUBLIC_KEY: ours.publicKey,
    });
    running.push(server);
    await bare.ask({ wish: 'endpoint', url: endpoint.said }, told.endpoint);
    await ours.ask({ wish: 'endpoint', url: `${server.url}/discord/interactions` }, told.endpoint);
    const waits = await askedInTurns(turns.http, {
      bare: () => pressed(bare, letters),
      hint: () => pressed(ours, hint),
      letter: () => pressed(ours, letters),
    });
    return [
      waitFigure('discord-answers, http, hint, p50', waits, { of: 'hint', beside: 'bare' }, 0.5),
      waitFigure('discord-answers, http, letter beside a constant, p50', waits, { of: 'letter', beside: 'bare' }, 0.5),
    ];
  } finally {
    for (const program of running.reverse()) await program.stop();
  }
}

function settings({ token, applicationId, apiUrl }: DiscordProcess): Record<string, string> {
  return { DISCORD_TOKEN: token, DISCORD_APPLICATION_ID: applicationId, DISCORD_API_URL: apiUrl };
}

async function pressed(discord: DiscordProcess, labels: string[]): Promise<number[]> {
  const { callbacksMs } = await discord.ask({ wish: 'press', labels, ...load }, told.press);
  return callbacksMs;
}
