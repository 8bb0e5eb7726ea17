/** Whose token this is. */

import { DiscordAPIError, type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { PlatformRefusal } from '../connection.ts';

const identified = z.object({ id: z.string() });

export const tokenRefused = 'Discord refuses DISCORD_TOKEN; copy a new one from the Developer Portal.';

/**
 * The id of the bot's own user.
 * @throws PlatformRefusal for a token that is not valid or belongs to another application
 */
export async function botUser(rest: REST, applicationId: string): Promise<string> {
  try {
    const [application, user] = await Promise.all([rest.get(Routes.currentApplication()), rest.get(Routes.user())]);
    const { id } = identified.parse(application);
    if (id === applicationId) return identified.parse(user).id;
    throw new PlatformRefusal(
      `DISCORD_TOKEN belongs to the application ${id}, not to DISCORD_APPLICATION_ID ${applicationId}.`,
    );
  } catch (error) {
    if (!(error instanceof DiscordAPIError) || error.status !== 401) throw error;
    throw new PlatformRefusal(tokenRefused, { cause: error });
  }
}
