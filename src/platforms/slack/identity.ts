/** Whose token this is. */

import { z } from 'zod';
import { PlatformRefusal } from '../connection.ts';
import { slackCode } from './errors.ts';
import type { WebClient } from './web.ts';

/** What Slack says to a token that will never work again. */
export const refusals: ReadonlySet<string> = new Set([
  'account_inactive',
  'invalid_auth',
  'not_allowed_token_type',
  'not_authed',
  'token_revoked',
]);

const identified = z.object({ user_id: z.string(), team: z.string().default('') });

/** @throws PlatformRefusal for a token that is not valid */
export async function botOf(client: WebClient): Promise<{ botUserId: string; name: string }> {
  try {
    const { user_id: botUserId, team: name } = identified.parse(await client.auth.test());
    return { botUserId, name };
  } catch (error) {
    if (!refusals.has(slackCode(error) ?? '')) throw error;
    throw new PlatformRefusal('Slack refuses SLACK_BOT_TOKEN; copy it again from OAuth & Permissions.', {
      cause: error,
    });
  }
}
