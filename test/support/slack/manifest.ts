/**
 * What Slack takes as an app's manifest: reference/app-manifest, and `schemas/manifest.schema.2.0.0.json` of
 * github.com/slackapi/manifest-schema. Written by hand and apart from the program's manifest, so that a mistake there is
 * seen here; only the parts that an app like this one may have.
 */

import { z } from 'zod';

const text = (least: number, most: number) => z.string().min(least).max(most);
const listOf = <T extends z.ZodType>(item: T, least: number, most: number) =>
  z.array(item).min(least).max(most).refine(isDistinct, 'the same twice');
/** The schema takes http as well; Slack's pages want https everywhere, and Slack calls nothing else. */
const https = (most: number) => z.url({ protocol: /^https$/ }).max(most);
const color = z.string().regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i);
const scope = text(1, 50);

const command = z.strictObject({
  command: text(2, 32).regex(/^\/[^\s/]+$/),
  description: text(1, 2000),
  usage_hint: text(1, 1000).optional(),
  url: https(3000).optional(),
  should_escape: z.boolean().optional(),
});
const shortcut = z.strictObject({
  name: text(1, 24),
  type: z.enum(['message', 'global']),
  callback_id: text(1, 255),
  description: text(1, 150),
});
const display = z.strictObject({
  name: text(1, 35),
  description: text(1, 140).optional(),
  long_description: text(175, 4000).optional(),
  background_color: color.optional(),
});
const features = z.strictObject({
  app_home: z
    .strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    })
    .partial()
    .optional(),
  bot_user: z
    .strictObject({ display_name: z.string().regex(/^[a-z0-9\-_.]{1,80}$/), always_online: z.boolean().optional() })
    .optional(),
  slash_commands: listOf(command, 1, 50).optional(),
  shortcuts: listOf(shortcut, 1, 10).optional(),
  unfurl_domains: listOf(text(1, 255), 1, 5).optional(),
});
const oauth = z.strictObject({
  redirect_urls: listOf(https(2500), 0, 1000).optional(),
  scopes: z.strictObject({
    bot: listOf(scope, 1, 255),
    bot_optional: listOf(scope, 0, 255).default([]),
  }),
});

/** Events of an app like this one, each with the scopes of which it needs one (reference/events). */
const events: ReadonlyMap<string, readonly string[]> = new Map([
  ['app_home_opened', []],
  ['app_uninstalled', []],
  ['tokens_revoked', []],
  ['user_change', ['users:read']],
  ['member_joined_channel', ['channels:read', 'groups:read']],
]);
const eventName = z.string().refine((name) => events.has(name), 'no event that this list knows');

const settings = z.strictObject({
  event_subscriptions: z
    .strictObject({ request_url: https(3500).optional(), bot_events: listOf(eventName, 0, 100) })
    .optional(),
  interactivity: z.strictObject({ is_enabled: z.boolean(), request_url: https(3500).optional() }).optional(),
  org_deploy_enabled: z.boolean(),
  socket_mode_enabled: z.boolean(),
  token_rotation_enabled: z.boolean(),
});

const manifest = z
  .strictObject({
    _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int().optional() }),
    display_information: display,
    features,
    oauth_config: oauth,
    settings,
  })
  .superRefine((whole, context) => {
    for (const [path, message] of [...missingUrls(whole), ...missingScopes(whole)]) {
      context.addIssue({ code: 'custom', path: path.split('.'), message });
    }
  });
type Manifest = z.output<typeof manifest>;

/** What is wrong with a manifest, one line each: where, and what. */
export function manifestProblems(made: unknown): string[] {
  const read = manifest.safeParse(made);
  return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

/** Without Socket Mode everything that Slack is to call needs its address. */
function missingUrls({ settings, features }: Manifest): [path: string, message: string][] {
  if (settings.socket_mode_enabled) return [];
  const { event_subscriptions: subscribed, interactivity } = settings;
  const called: [string, string | undefined][] = [];
  if (subscribed && subscribed.bot_events.length > 0)
    called.push(['settings.event_subscriptions.request_url', subscribed.request_url]);
  if (interactivity?.is_enabled) called.push(['settings.interactivity.request_url', interactivity.request_url]);
  for (const [place, { url }] of (features.slash_commands ?? []).entries())
    called.push([`features.slash_commands.${place}.url`, url]);
  return called.filter(([, url]) => url === undefined).map(([path]) => [path, 'missing without Socket Mode']);
}

function missingScopes({ oauth_config, features, settings }: Manifest): [path: string, message: string][] {
  const { bot, bot_optional } = oauth_config.scopes;
  const problems: [string, string][] = bot_optional
    .filter((one) => !bot.includes(one))
    .map((one) => ['oauth_config.scopes.bot_optional', `${one} has to stand in bot as well`]);
  if (features.slash_commands && !bot.includes('commands'))
    problems.push(['oauth_config.scopes.bot', 'slash commands need commands']);
  for (const event of settings.event_subscriptions?.bot_events ?? []) {
    const wanted = events.get(event) ?? [];
    if (wanted.length > 0 && !wanted.some((one) => bot.includes(one)))
      problems.push(['oauth_config.scopes.bot', `${event} needs ${wanted.join(' or ')}`]);
  }
  return problems;
}

function isDistinct(items: readonly unknown[]): boolean {
  return new Set(items.map((item) => JSON.stringify(item))).size === items.length;
}
