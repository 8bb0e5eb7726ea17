import { defineCommand } from 'citty';
import { readConfig } from '../config.ts';
import type { World } from './world.ts';

export const startCommand = (world: World) =>
  defineCommand({
    meta: { name: 'start', description: 'Run the server until it is told to stop' },
    async run() {
      await world.start(readConfig(world.env));
      return 0;
    },
  });
