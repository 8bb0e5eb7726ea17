import { createHash } from 'node:crypto';
import type { REST } from 'discord.js';
import type { CommandShape } from '../../chat/command.ts';
import type { Log } from '../../log.ts';
import { factOf, rememberFact } from '../../store/facts.ts';
import type { Db } from '../../store/open.ts';
import { rootCommand } from './commands.ts';
import { writeCommand } from './register.ts';

/**
 * At the start: registers our command everywhere, unless this very definition was registered before. That is remembered,
 * so that a restart asks nothing of Discord.
 */
export async function registerIfChanged(
  { db, rest, log, applicationId }: { db: Db; rest: REST; log: Log; applicationId: string },
  commands: readonly CommandShape[],
): Promise<void> {
  const command = rootCommand(commands);
  const hash = createHash('sha256').update(JSON.stringify(command)).digest('hex');
  const registered = `${applicationId}:${hash}`;
  if ((await factOf(db, 'discord-command')) === registered) return;
  await writeCommand(rest, { applicationId }, command);
  await rememberFact(db, 'discord-command', registered);
  log.info('registered the command with Discord');
}
