/** 2,000 channels of Discord due in the same minute, under its 50 requests a second, against the time that those take. */

import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { App } from '../src/app.ts';
import { openDiscord } from '../src/platforms/discord/index.ts';
import { startSchedule } from '../src/schedule/run.ts';
import { Secret } from '../src/secret.ts';
import { openFilled } from './app.ts';
import { type DiscordProcess, startDiscord } from './discord-process.ts';
import { told } from './discord-wish.ts';
import { type Bench, valueAtMost } from './figure.ts';
import { ids, nextPostAt, type Size } from './fill.ts';

const channels = 2000;
const requestsPerSecond = 50;
const floorMs = (channels / requestsPerSecond) * 1000;
/** A quarter of a year of one post a week. */
const size: Size = { teams: channels, members: 5, rounds: 13, days: [2] };

export const discordWaveBench: Bench = {
  name: 'discord-wave',
  async run(folder) {
    const discord = await startDiscord({ enforced: true });
    try {
      const file = join(folder, 'wave.db');
      const filled = await openFilled(file, size);
      await moveToDiscord(file, discord);
      const beganAt = Date.now();
      const app = onDiscord(filled, discord, beganAt);
      const schedule = startSchedule(app, (work) => work());
      const { posts, refused, lastAt } = await discord.ask({ wish: 'posts', count: channels }, told.posts);
      await schedule.stop();
      await app.store.close();
      if (posts !== channels) throw new Error(`${posts} posts stand instead of ${channels}.`);
      const ms = lastAt - beganAt;
      return [
        { name: 'discord-wave, 2,000 channels', value: ms / 1000, unit: 's' },
        valueAtMost({ name: 'discord-wave, against the floor', value: ms / floorMs, unit: 'times' }, 1.05),
        { name: 'discord-wave, refused for the rate', value: refused, unit: 'requests' },
      ];
    } finally {
      await discord.close();
    }
  },
};

/** Gives the filled teams to guilds of the Discord. */
async function moveToDiscord(file: string, discord: DiscordProcess): Promise<void> {
  const { guilds } = await discord.ask({ wish: 'guilds', count: channels }, told.guilds);
  const db = new Sqlite(file);
  const workspace = db.prepare(`update workspaces set platform = 'discord', external_id = ? where team_id = ?`);
  const place = db.prepare('update channels set external_id = ? where id = ?');
  db.transaction(() => {
    for (const [n, { guild, channel }] of guilds.entries()) {
      workspace.run(guild, ids.team(n));
      place.run(channel, ids.channel(n));
    }
  })();
  db.close();
}

/** The program before that Discord; its clock runs from the instant of the posts on. */
function onDiscord(filled: App, { apiUrl, token, applicationId, publicKey }: DiscordProcess, beganAt: number): App {
  const now = () => nextPostAt + Date.now() - beganAt;
  const config = { apiUrl, applicationId, publicKey, mode: 'http', token: new Secret(token) } as const;
  const { platform } = openDiscord(config, { store: filled.store, log: filled.log, now });
  return { ...filled, now, platforms: new Map([['discord', platform]]) };
}
