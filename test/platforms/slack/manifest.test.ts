import { describe, expect, it } from 'vitest';
import { createAppLink, type ManifestWish, slackManifest } from '../../../src/platforms/slack/manifest.ts';
import { manifestProblems } from '../../support/slack/manifest.ts';

const publicUrl = 'https://quiz.example';
const http: ManifestWish = { publicUrl, byOauth: true, history: false };
const socket: ManifestWish = { publicUrl: undefined, byOauth: false, history: false };

const many = (count: number, make: (place: number) => unknown) =>
  Array.from({ length: count }, (_, place) => make(place));
const command = (place: number) => ({ command: `/c${place}`, description: 'one', url: `${publicUrl}/c` });

/** The manifest with another value at a path; `undefined` takes it away. */
function changed(path: string, value: unknown, wish = http): unknown {
  const whole: unknown = structuredClone(slackManifest(wish));
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  let place: unknown = whole;
  for (const key of keys) place = Object.entries(place ?? {}).find(([name]) => name === key)?.[1];
  if (typeof place !== 'object' || place === null) throw new Error(`The manifest has no ${path}.`);
  if (value === undefined) Reflect.deleteProperty(place, last);
  else Reflect.set(place, last, value);
  return whole;
}

describe("Slack's limits for manifests", () => {
  const broken: [path: string, value: unknown][] = [
    ['_metadata.major_version', 1],
    ['display_information.name', 'n'.repeat(36)],
    ['display_information.name', ''],
    ['display_information.description', 'd'.repeat(141)],
    ['display_information.long_description', 'd'.repeat(174)],
    ['display_information.long_description', 'd'.repeat(4001)],
    ['display_information.background_color', 'teal'],
    ['features.bot_user.display_name', 'MLOps Quiz'],
    ['features.bot_user.display_name', 'b'.repeat(81)],
    ['features.slash_commands', many(51, command)],
    ['features.slash_commands', []],
    ['features.slash_commands.0.command', 'mlops-quiz'],
    ['features.slash_commands.0.command', `/${'c'.repeat(32)}`],
    ['features.slash_commands.0.description', 'd'.repeat(2001)],
    ['features.slash_commands.0.description', undefined],
    ['features.slash_commands.0.usage_hint', 'u'.repeat(1001)],
    ['features.slash_commands.0.url', 'http://quiz.example/slack/events'],
    ['features.slash_commands.0.url', undefined],
    ['features.slash_commands.0.should_escape', 'yes'],
    [
      'features.shortcuts',
      many(11, (n) => ({ name: `s${n}`, type: 'global', callback_id: `s${n}`, description: 'one' })),
    ],
    ['features.unfurl_domains', many(6, (n) => `${n}.example`)],
    ['oauth_config.redirect_urls', many(1001, (n) => `${publicUrl}/${n}`)],
    ['oauth_config.redirect_urls', ['http://quiz.example/slack/oauth_redirect']],
    ['oauth_config.scopes.bot', ['commands', 'users:read', 'channels:read', 'commands', 'chat:write.public']],
    ['oauth_config.scopes.bot_optional', ['chat:write.public', 'files:write']],
    ['settings.event_subscriptions.request_url', undefined],
    ['settings.event_subscriptions.bot_events', many(101, () => 'app_home_opened')],
    ['settings.event_subscriptions.bot_events', ['message.everywhere']],
    ['settings.interactivity.request_url', undefined],
    ['settings.socket_mode_enabled', 'no'],
  ];
  it.each(broken)('are seen to be broken at %s', (path, value) => {
    expect(manifestProblems(changed(path, value))).toEqual(
      expect.arrayContaining([expect.stringMatching(new RegExp(`^${path.replaceAll('.', '\\.')}`))]),
    );
  });

  it.each([
    ['slash commands need commands', ['users:read', 'channels:read', 'chat:write.public']],
    ['user_change needs users:read', ['commands', 'channels:read', 'chat:write.public']],
    ['member_joined_channel needs channels:read or groups:read', ['commands', 'users:read', 'chat:write.public']],
  ])('want the scopes that are used: %s', (problem, scopes) => {
    expect(manifestProblems(changed('oauth_config.scopes.bot', scopes))).toEqual([
      `oauth_config.scopes.bot: ${problem}`,
    ]);
  });

  it('want no field that Slack does not know', () => {
    expect(manifestProblems(changed('settings.mood', 'sunny'))).toHaveLength(1);
  });

  it('want no addresses in Socket Mode', () => {
    expect(manifestProblems(changed('settings.interactivity.request_url', undefined, socket))).toEqual([]);
    expect(manifestProblems(changed('settings.socket_mode_enabled', false, socket))).toHaveLength(3);
  });
});

describe('The manifest', () => {
  it.each([
    ['Socket Mode', socket],
    ['Socket Mode that may look for its posts', { ...socket, history: true }],
    ['HTTP by OAuth', http],
    ['HTTP by OAuth that may look for its posts', { ...http, history: true }],
    ['HTTP with a pasted token', { ...http, byOauth: false }],
    ['a long address', { ...http, publicUrl: `https://${'quiz.'.repeat(40)}example/${'at/'.repeat(60)}here` }],
  ])('keeps them for %s, and so does its link', (_, wish) => {
    const manifest = slackManifest(wish);
    expect(manifestProblems(manifest)).toEqual([]);
    const carried = new URL(createAppLink(manifest)).searchParams.get('manifest_json');
    expect(JSON.parse(carried ?? '')).toEqual(manifest);
  });
});
