import { describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/index.ts';
import { eventTypes } from '../../src/platforms/slack/event-types.ts';
import { createSealer } from '../../src/platforms/slack/seal.ts';
import { Secret } from '../../src/secret.ts';
import { allInstallations, saveInstallation } from '../../src/store/installations.ts';
import { migrationsFolder } from '../support/paths.ts';
import { manifestProblems } from '../support/slack/manifest.ts';
import { noon, operator } from './operator.ts';

const key = 'MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=';
const oldKey = 'ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=';
const publicUrl = 'https://quiz.example';

async function manifestOf(env: Record<string, string>, line = 'slack manifest') {
  const { code, out, err } = await operator({ env }).runs(line);
  expect(err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out);
}

describe('slack manifest', () => {
  it('is for Socket Mode where there is no address', async () => {
    const manifest = await manifestOf({});
    expect(manifest.settings).toMatchObject({ socket_mode_enabled: true, org_deploy_enabled: false });
    expect(JSON.stringify(manifest)).not.toMatch(/request_url|redirect_urls|"url"/);
    expect(manifest.oauth_config.scopes.bot).toEqual([
      'commands',
      'chat:write',
      'im:write',
      'users:read',
      'channels:read',
      'groups:read',
      'chat:write.public',
    ]);
  });

  it('is for HTTP where there is one, and names the same address everywhere', async () => {
    const manifest = await manifestOf({ PUBLIC_URL: publicUrl });
    const events = `${publicUrl}/slack/events`;
    expect(manifest.settings).toMatchObject({
      socket_mode_enabled: false,
      event_subscriptions: { request_url: events, bot_events: [...eventTypes] },
      interactivity: { is_enabled: true, request_url: events },
    });
    expect(manifest.features.slash_commands).toMatchObject([
      { command: '/mlops-quiz', url: events, should_escape: true },
    ]);
    expect(manifest.oauth_config.redirect_urls).toEqual([`${publicUrl}/slack/oauth_redirect`]);
  });

  it('offers no installation elsewhere where one token was pasted', async () => {
    const manifest = await manifestOf({
      PUBLIC_URL: publicUrl,
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: '0123456789abcdef',
    });
    expect(manifest.oauth_config.redirect_urls).toBeUndefined();
    expect(manifest.settings.org_deploy_enabled).toBe(false);
  });

  it('asks for the history only where it is told to', async () => {
    const manifest = await manifestOf({}, 'slack manifest --history');
    expect(manifest.oauth_config.scopes.bot).toEqual(expect.arrayContaining(['channels:history', 'groups:history']));
  });

  it('lets people read what it sends them, and nobody write to it', async () => {
    const { features } = await manifestOf({});
    expect(features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: true,
    });
  });

  it.each([
    ['Socket Mode', {}, 'slack manifest'],
    ['Socket Mode, with its history', {}, 'slack manifest --history'],
    ['an address', { PUBLIC_URL: publicUrl }, 'slack manifest'],
    ['an address, with its history', { PUBLIC_URL: publicUrl }, 'slack manifest --history'],
  ])("keeps Slack's limits for %s, printed and as a link", async (_, env, line) => {
    const manifest = await manifestOf(env, line);
    expect(manifestProblems(manifest)).toEqual([]);
    const { out } = await operator({ env }).runs(`${line} --link`);
    expect(JSON.parse(new URL(out.trim()).searchParams.get('manifest_json') ?? '')).toEqual(manifest);
  });

  it('can be a link to the page of Slack that takes it', async () => {
    const { out } = await operator().runs('slack manifest --link');
    const link = new URL(out.trim());
    expect(`${link.origin}${link.pathname}`).toBe('https://api.slack.com/apps');
  });

  it('needs an address that Slack can reach safely', async () => {
    const env = { PUBLIC_URL: 'http://127.0.0.1:3000' };
    expect(await operator({ env }).runs('slack manifest')).toMatchObject({
      code: 1,
      err: expect.stringContaining('https'),
    });
  });
});

describe('slack reseal', () => {
  async function resealed(stdin: string, env: Record<string, string> = { SECRET_KEY: key }) {
    const ended = { code: 0, out: '', err: '' };
    const host = operator();
    const store = await host.opens();
    const sealer = createSealer(new Secret(oldKey));
    const sealed = sealer.seal('{}', 'slack:T1', 'salt');
    const row = { platform: 'slack', externalId: 'T1', installedBy: 'U1', sealed, keyId: sealer.keyId } as const;
    await saveInstallation(store.db, row, noon);
    ended.code = await runCli(['slack', 'reseal'], {
      env: { DATABASE_URL: 'file:quiz.db', ...env },
      cwd: host.folder,
      stdin: (async function* typed() {
        yield stdin;
      })(),
      out: (text) => {
        ended.out += text;
      },
      err: (text) => {
        ended.err += text;
      },
      now: () => noon,
      random: () => 0.5,
      migrations: migrationsFolder,
      start: async () => {},
    });
    const rows = await allInstallations(store.db);
    await store.close();
    return { ...ended, rows };
  }

  it('opens with the key from standard input and seals with SECRET_KEY', async () => {
    const { code, out, rows } = await resealed(`${oldKey}\n`);
    expect({ code, out }).toEqual({ code: 0, out: 'Encrypted anew: 1 installation; 0 had the new key already.\n' });
    expect(rows.map(({ sealed }) => createSealer(new Secret(key)).open(sealed, 'slack:T1'))).toEqual(['{}']);
  });

  it('changes nothing and says so where the key is another one, is none, or is not given', async () => {
    const wrong = await resealed('QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=');
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('Neither key opens T1') });
    expect(wrong.rows[0]?.keyId).toBe(createSealer(new Secret(oldKey)).keyId);
    expect(await resealed('short')).toMatchObject({ code: 1, err: expect.stringContaining('32 bytes') });
    expect(await resealed(oldKey, {})).toMatchObject({
      code: 1,
      err: expect.stringContaining('SECRET_KEY is missing'),
    });
  });
});
