import type { z } from 'zod';
import { type DoubleProcess, startDouble } from './double-process.ts';
import { told, type Wish } from './slack-wish.ts';

export type SlackProcess = DoubleProcess<Wish> & z.output<typeof told.open>;

/** A Slack of its own for a bench. */
export async function startSlack(members: number): Promise<SlackProcess> {
  const slack = startDouble<Wish>('./slack-double.ts');
  return { ...(await slack.ask({ wish: 'open', members }, told.open)), ...slack };
}
