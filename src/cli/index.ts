import { defineCommand } from 'citty';
import manifest from '../../package.json' with { type: 'json' };
import { backupCommand } from './backup.ts';
import { bankCommand } from './bank.ts';
import { discordCommand } from './discord.ts';
import { dispatch } from './dispatch.ts';
import { doctorCommand } from './doctor.ts';
import { eraseCommand } from './erase.ts';
import { exportCommand } from './export.ts';
import { failureText } from './failure.ts';
import { gradeCommand } from './grade.ts';
import { migrateCommand } from './migrate.ts';
import { slackCommand } from './slack.ts';
import { startCommand } from './start.ts';
import { teamsCommand } from './teams.ts';
import type { World } from './world.ts';

/**
 * Runs one command of the operator's command line. Never throws: whatever goes wrong becomes text for `world.err`.
 * @param args what stands after the program's name
 * @returns the exit code: 0 when all went well, else 1
 */
export async function runCli(args: readonly string[], world: World): Promise<number> {
  try {
    if (args.length === 1 && args[0] === '--version') {
      world.out(`${manifest.version}\n`);
      return 0;
    }
    return await dispatch(commandLine(world), args, world);
  } catch (error) {
    world.err(failureText(error, world.cwd));
    return 1;
  }
}

function commandLine(world: World) {
  return defineCommand({
    meta: { name: 'mlops-quiz', version: manifest.version, description: manifest.description },
    subCommands: {
      start: startCommand(world),
      migrate: migrateCommand(world),
      doctor: doctorCommand(world),
      bank: bankCommand(world),
      grade: gradeCommand(world),
      discord: discordCommand(world),
      slack: slackCommand(world),
      backup: backupCommand(world),
      teams: teamsCommand(world),
      export: exportCommand(world),
      erase: eraseCommand(world),
    },
  });
}
