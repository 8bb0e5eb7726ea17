import type { CommandShape } from '../../chat/command.ts';
import { PlatformError } from '../../chat/platform.ts';
import type { DiscordConfig } from '../../config.ts';
import { PlatformRefusal } from '../connection.ts';
import { rootCommand } from './commands.ts';
import { platformError } from './errors.ts';
import { botUser } from './identity.ts';
import { difference, registeredCommand, writeCommand } from './register.ts';
import { interactionRest } from './rest.ts';

/**
 * For the operator: registers our command where it differs from what is registered.
 * @param guild one server, where it shows at once; undefined means everywhere
 * @param show gets the difference before anything is written, a line each; none when nothing differs
 * @throws PlatformRefusal when Discord cannot be reached or does not want this
 */
export async function registerNow(
  config: DiscordConfig,
  commands: readonly CommandShape[],
  guild: string | undefined,
  show: (lines: readonly string[]) => void,
): Promise<void> {
  const { apiUrl, applicationId } = config;
  const rest = interactionRest({ apiUrl, token: config.token.reveal() });
  const scope = { applicationId, ...(guild !== undefined && { guild }) };
  const command = rootCommand(commands);
  try {
    await botUser(rest, applicationId);
    const lines = difference(await registeredCommand(rest, scope), command, scope);
    show(lines);
    if (lines.length > 0) await writeCommand(rest, scope, command);
  } catch (error) {
    const known = error instanceof PlatformRefusal ? error : platformError(error);
    throw known instanceof PlatformError ? new PlatformRefusal(`${known.message}.`, { cause: error }) : known;
  }
}
