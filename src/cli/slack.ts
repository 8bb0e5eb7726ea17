import { defineCommand } from 'citty';
import { countOf } from '../bank/fault.ts';
import { variables } from '../config/variables.ts';
import { type Config, readConfig } from '../config.ts';
import { withTables } from './database.ts';
import { CommandError } from './failure.ts';
import type { World } from './world.ts';

export const slackCommand = (world: World) =>
  defineCommand({
    meta: { name: 'slack', description: 'What concerns Slack' },
    subCommands: {
      manifest: defineCommand({
        meta: { name: 'manifest', description: 'Print the app manifest for this PUBLIC_URL and mode' },
        args: {
          history: { type: 'boolean', description: 'With the scopes to look for its own earlier posts' },
          link: { type: 'boolean', description: 'Print the link that creates the app instead' },
        },
        run: ({ args }) => manifest(world, { history: args.history === true, link: args.link === true }),
      }),
      reseal: defineCommand({
        meta: {
          name: 'reseal',
          description: 'Encrypt the stored tokens with SECRET_KEY; the key before it is read from stdin',
        },
        run: () => resealWith(world),
      }),
    },
  });

// Slack's code is loaded only when used: every other command stays quick without it.

async function manifest({ env, out }: World, { history, link }: { history: boolean; link: boolean }): Promise<number> {
  const config = readConfig(env);
  const { createAppLink, slackManifest } = await import('../platforms/slack/manifest.ts');
  const publicUrl = reachedAt(config);
  const byOauth = publicUrl !== undefined && (!config.slack || config.slack.mode === 'oauth');
  const made = slackManifest({ publicUrl, byOauth, history });
  out(`${link ? createAppLink(made) : JSON.stringify(made, null, 2)}\n`);
  return 0;
}

/** Where Slack sends requests to; undefined for Socket Mode, which is for everything that has no address. */
function reachedAt({ slack, publicUrl }: Config): string | undefined {
  if (slack?.mode === 'socket' || (!slack && !publicUrl)) return undefined;
  if (publicUrl?.startsWith('https://')) return publicUrl;
  throw new CommandError(
    'Slack sends requests to an https:// address only; set PUBLIC_URL to one, or use Socket Mode.',
  );
}

async function resealWith(world: World): Promise<number> {
  const { secretKey: next } = readConfig(world.env);
  if (!next) throw new CommandError('SECRET_KEY is missing; set it to the new key.');
  const old = variables.shape.SECRET_KEY.safeParse((await all(world.stdin)).trim()).data;
  if (!old) throw new CommandError('Give the key before SECRET_KEY, 32 bytes in base64, on standard input.');
  const { reseal } = await import('../platforms/slack/reseal.ts');
  const salts = { now: world.now, newId: () => `${world.now()}:${world.random()}` };
  const { changed, kept, lost } = await withTables(world, ({ db }) => reseal(db, { old, next }, salts));
  world.out(`Encrypted anew: ${countOf(changed, 'installation')}; ${kept} had the new key already.\n`);
  if (lost.length === 0) return 0;
  world.err(`Neither key opens ${lost.join(', ')}; install the app there again.\n`);
  return 1;
}

async function all(pieces: AsyncIterable<string | Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of pieces) text += typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
  return text;
}
