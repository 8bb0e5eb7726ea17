import { defineCommand } from 'citty';
import { withTables } from './database.ts';
import { teamNamed } from './handle.ts';
import { teamJson } from './team-json.ts';
import type { World } from './world.ts';

export const exportCommand = (world: World) =>
  defineCommand({
    meta: { name: 'export', description: 'Write all data of a team to standard output, as JSON' },
    args: {
      team: { type: 'positional', required: true, description: 'slack:T012, or the id or unique name of the team' },
    },
    run: ({ args }) =>
      withTables(world, async ({ db }) => {
        for await (const text of teamJson(db, await teamNamed(db, args.team), world.now())) world.out(text);
        return 0;
      }),
  });
