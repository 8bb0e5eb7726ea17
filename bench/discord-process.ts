import type { z } from 'zod';
import { told, type Wish } from './discord-wish.ts';
import { type DoubleProcess, startDouble } from './double-process.ts';

export type DiscordProcess = DoubleProcess<Wish> & z.output<typeof told.open>;

/** A Discord of its own for a bench. */
export async function startDiscord(options: { enforced: boolean }): Promise<DiscordProcess> {
  const discord = startDouble<Wish>('./discord-double.ts');
  return { ...(await discord.ask({ wish: 'open', ...options }, told.open)), ...discord };
}
