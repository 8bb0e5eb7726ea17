/** From a command on Slack to its acknowledgement, beside a bare app on Bolt that acknowledges everything with one word. */

import { join } from 'node:path';
import { letterQuestion } from './app.ts';
import { type Bench, type Figure, ratioAtMost } from './figure.ts';
import { type Program, runProgram } from './program.ts';
import { type Running, runServer } from './server.ts';
import { type SlackProcess, startSlack } from './slack-process.ts';
import { told } from './slack-wish.ts';
import { askedInTurns, waitFigure } from './waits.ts';

const members = 50;
const load = { seconds: 2, perSecond: 100 };
const turns = 8;
/** A server that people have used for a while has compiled what they use. */
const warmUp = { seconds: 5, perSecond: 200 };
const readingCommands = ['help', 'today'];

export const slackBench: Bench = {
  name: 'slack',
  async run(folder) {
    const bare = await startSlack(members);
    const ours = await startSlack(members);
    try {
      return [...(await overSockets(folder, bare, ours)), ...(await overHttp(folder, bare, ours))];
    } finally {
      await ours.close();
      await bare.close();
    }
  },
};

async function overSockets(folder: string, bare: SlackProcess, ours: SlackProcess): Promise<Figure[]> {
  const env = ({ appToken }: SlackProcess) => ({ SLACK_APP_TOKEN: appToken });
  return withBoth(folder, { bare, ours, env }, async () => {
    for (const slack of [bare, ours]) await slack.ask({ wish: 'connected' }, told.connected);
    await ours.ask({ wish: 'ask-for-round', question: letterQuestion().id }, told['ask-for-round']);
    return [...(await reading('socket', bare, ours)), ...(await writing('socket', bare, ours))];
  });
}

/** In the round that Socket Mode's turns left open. */
async function overHttp(folder: string, bare: SlackProcess, ours: SlackProcess): Promise<Figure[]> {
  const env = ({ signingSecret }: SlackProcess) => ({ SLACK_SIGNING_SECRET: signingSecret });
  return withBoth(folder, { bare, ours, env }, async (app, server) => {
    await bare.ask({ wish: 'request-url', url: app.said }, told['request-url']);
    await ours.ask({ wish: 'request-url', url: `${server.url}/slack/events` }, told['request-url']);
    return [...(await reading('http', bare, ours)), ...(await writing('http', bare, ours))];
  });
}

type Both = { bare: SlackProcess; ours: SlackProcess; env(slack: SlackProcess): Record<string, string> };

async function withBoth(
  folder: string,
  { bare, ours, env }: Both,
  measure: (app: Program, server: Running) => Promise<Figure[]>,
): Promise<Figure[]> {
  const common = ({ apiUrl, botToken }: SlackProcess) => ({ SLACK_API_URL: apiUrl, SLACK_BOT_TOKEN: botToken });
  const app = await runProgram('./bare-slack.ts', {
    DATABASE: join(folder, 'bare.db'),
    ...common(bare),
    ...env(bare),
  });
  try {
    const server = await runServer(join(folder, 'slack.db'), { ...common(ours), ...env(ours) });
    try {
      return await measure(app, server);
    } finally {
      await server.stop();
    }
  } finally {
    await app.stop();
  }
}

async function reading(way: string, bare: SlackProcess, ours: SlackProcess): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const text of readingCommands) {
    for (const slack of [bare, ours]) await typed(slack, text, warmUp);
    const asked = await askedInTurns(turns, { bare: () => typed(bare, text), ours: () => typed(ours, text) });
    const figure = (share: number) =>
      waitFigure(`slack, ${text}, ${way}, p${share * 100}`, asked, { of: 'ours', beside: 'bare' }, share);
    figures.push(ratioAtMost(figure(0.5), 1.3), ratioAtMost(figure(0.99), 1.5));
  }
  return figures;
}

async function writing(way: string, bare: SlackProcess, ours: SlackProcess): Promise<Figure[]> {
  for (const slack of [bare, ours]) await typed(slack, 'answer B', warmUp);
  const asked = await askedInTurns(turns, {
    bare: () => typed(bare, 'today'),
    row: () => typed(bare, 'answer B'),
    ours: () => typed(ours, 'answer B'),
  });
  const figure = (beside: 'bare' | 'row', share: number) => {
    const what = beside === 'row' ? 'to a row' : 'to a word';
    return waitFigure(`slack, answer, ${way}, p${share * 100} ${what}`, asked, { of: 'ours', beside }, share);
  };
  return [
    figure('bare', 0.5),
    figure('bare', 0.99),
    ratioAtMost(figure('row', 0.5), 1.3),
    ratioAtMost(figure('row', 0.99), 1.5),
  ];
}

async function typed(slack: SlackProcess, text: string, { seconds, perSecond } = load): Promise<number[]> {
  const { acksMs } = await slack.ask({ wish: 'type', text, seconds, perSecond }, told.type);
  return acksMs;
}
