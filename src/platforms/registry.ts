/** The platforms outside this process, as far as they are switched on. */

import type { Hono } from 'hono';
import type { App } from '../app.ts';
import type { Door } from '../chat/door.ts';
import type { Platform } from '../chat/platform.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/open.ts';
import type { Connection } from './connection.ts';

/** A platform's doors once the program stands. */
export type OutsideDoor = Connection & {
  /** To be mounted on the server's root; undefined where a connection of our own brings the requests. */
  routes: Hono | undefined;
};

export type Outside = {
  name: 'discord' | 'slack';
  platform: Platform;
  /** @param refused is told when the platform turns the program away for good */
  serve(serving: { app: App; door: Door; refused(reason: string): void }): OutsideDoor;
};

type Needs = { store: Store; log: Log; now(): number; newId(): string };

/** Each platform's code is loaded only when it is switched on: that takes half a second. */
export async function openOutside(config: Config, needs: Needs): Promise<Outside[]> {
  const outside: Outside[] = [];
  if (config.discord) {
    const { openDiscord } = await import('./discord/index.ts');
    outside.push({ name: 'discord', ...openDiscord(config.discord, needs) });
  }
  if (config.slack) {
    const { openSlack } = await import('./slack/index.ts');
    outside.push({ name: 'slack', ...openSlack(config.slack, needs) });
  }
  return outside;
}
