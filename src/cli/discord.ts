import { defineCommand } from 'citty';
import { readConfig } from '../config.ts';
import { PlatformRefusal } from '../platforms/connection.ts';
import { CommandError } from './failure.ts';
import type { World } from './world.ts';

export const discordCommand = (world: World) =>
  defineCommand({
    meta: { name: 'discord', description: 'What concerns Discord' },
    subCommands: {
      register: defineCommand({
        meta: { name: 'register', description: 'Show how the registered command differs, then write it' },
        args: { guild: { type: 'string', description: 'Id of one server, where it shows at once; else everywhere' } },
        run: ({ args }) => register(world, args.guild),
      }),
    },
  });

async function register({ env, out }: World, guild: string | undefined): Promise<number> {
  const { discord } = readConfig(env);
  if (!discord) throw new CommandError('Discord is switched off; set DISCORD_TOKEN and DISCORD_APPLICATION_ID.');
  if (guild !== undefined && !/^\d{1,20}$/.test(guild)) {
    throw new CommandError(`"${guild}" is not the id of a server; it has digits only.`);
  }
  // Loaded only when used: every other command stays quick without it.
  const [{ registerNow }, { commands }] = await Promise.all([
    import('../platforms/discord/register-now.ts'),
    import('../commands/index.ts'),
  ]);
  const place = guild === undefined ? 'everywhere' : `in server ${guild}`;
  try {
    await registerNow(discord, commands, guild, (lines) => {
      out(lines.length === 0 ? `The command is up to date ${place}.\n` : `${lines.join('\n')}\n`);
      if (lines.length > 0) out(`Writing the command ${place}.\n`);
    });
  } catch (error) {
    throw error instanceof PlatformRefusal ? new CommandError(error.message) : error;
  }
  return 0;
}
