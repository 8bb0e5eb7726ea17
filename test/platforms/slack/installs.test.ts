import type { Installation } from '@slack/oauth';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLog } from '../../../src/log.ts';
import { storedInstalls } from '../../../src/platforms/slack/installs.ts';
import { reseal } from '../../../src/platforms/slack/reseal.ts';
import { createSealer, SealError } from '../../../src/platforms/slack/seal.ts';
import { createClients } from '../../../src/platforms/slack/web.ts';
import { Secret } from '../../../src/secret.ts';
import { installationOf, removeInstallation, resealInstallation } from '../../../src/store/installations.ts';
import { openSlack } from '../../support/slack/index.ts';
import { engines, type TestEngine } from '../../support/store.ts';
import { counted, present } from '../../support/team.ts';
import { secretKey } from './stage.ts';

const otherKey = new Secret('ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=');
const hourMs = 3_600_000;
const log = createLog({ level: 'silent', secrets: [], output: { write() {} } });

describe('Sealing', () => {
  it('gives every text back, at its own place and under its own key only', () => {
    const [one, other] = [createSealer(secretKey), createSealer(otherKey)];
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, salt) => {
        const sealed = one.seal(text, 'slack:T1', salt);
        expect(one.open(sealed, 'slack:T1')).toBe(text);
        expect(() => one.open(sealed, 'slack:T2')).toThrow(SealError);
        expect(() => other.open(sealed, 'slack:T1')).toThrow(SealError);
      }),
    );
    expect(one.keyId).not.toBe(other.keyId);
  });

  it('notices every changed character, and hides the text', () => {
    const sealer = createSealer(secretKey);
    const sealed = sealer.seal('xoxb-token', 'slack:T1', 'salt');
    expect(sealed).not.toContain('xoxb');
    for (let place = 0; place < sealed.length; place += 1) {
      // The bits that base64 leaves over at the very end mean nothing.
      const other = sealed[place] === 'A' ? 'Q' : 'A';
      const changed = sealed.slice(0, place) + other + sealed.slice(place + 1);
      expect(() => sealer.open(changed, 'slack:T1'), String(place)).toThrow(SealError);
    }
  });

  it('never writes the same text the same way', () => {
    const sealer = createSealer(secretKey);
    expect(sealer.seal('x', 'slack:T1', 'a')).not.toBe(sealer.seal('x', 'slack:T1', 'b'));
  });
});

async function scene(engine: TestEngine) {
  let at = Date.UTC(2026, 10, 24, 6);
  const now = () => at;
  const store = await engine.open();
  const slack = await openSlack({ now, rotatesTokens: true });
  onTestFinished(async () => {
    await slack.close();
    await store.close();
  });
  const workspace = slack.addWorkspace({ name: 'ML people' });
  const alice = workspace.addUser({ name: 'alice' });
  const { token, refreshToken, botId, botUserId } = workspace.install({ by: alice });
  const open = () =>
    storedInstalls({
      db: store.db,
      log,
      sealer: createSealer(secretKey),
      config: {
        mode: 'oauth',
        apiUrl: slack.apiUrl,
        clientId: slack.app.clientId,
        clientSecret: new Secret(slack.app.clientSecret),
        stateSecret: new Secret('state'),
        signingSecret: new Secret(slack.app.signingSecret),
        secretKey,
        publicUrl: 'https://quiz.example',
      },
      client: createClients({ apiUrl: slack.apiUrl, log }).anonymous,
      now,
      newId: counted('salt'),
    });
  const installation: Installation<'v2', false> = {
    team: { id: workspace.id, name: 'ML people' },
    enterprise: undefined,
    isEnterpriseInstall: false,
    authVersion: 'v2',
    user: { id: alice.id, token: undefined, scopes: undefined },
    bot: {
      token,
      id: botId,
      userId: botUserId,
      scopes: ['commands'],
      ...(refreshToken !== undefined && { refreshToken, expiresAt: Math.floor(at / 1000) + 12 * 3600 }),
    },
  };
  const installs = open();
  await installs.store(installation, at);
  return {
    db: store.db,
    slack,
    installs,
    token,
    workspace: workspace.id,
    alice,
    open,
    advance(ms: number) {
      at += ms;
    },
    now,
  };
}

describe.each(engines)('Tokens that rotate, on $name', (engine) => {
  it('are used as they are until two hours before their end, then renewed once however many ask', async () => {
    const { installs, token, workspace, slack, advance, alice } = await scene(engine);
    const access = await installs.access(workspace);
    expect(access).toMatchObject({ token, installedBy: alice.id, name: 'ML people' });
    advance(10 * hourMs + 1000);
    const renewed = await Promise.all(Array.from({ length: 20 }, () => installs.access(workspace)));
    const tokens = new Set(renewed.map((one) => one?.token));
    expect([...tokens]).toEqual([expect.not.stringMatching(token)]);
    expect(slack.requests('oauth.v2.access')).toHaveLength(1);
    expect((await installs.access(workspace))?.token).toBe([...tokens][0]);
    expect(slack.requests('oauth.v2.access')).toHaveLength(1);
  });

  it('are the same for a second replica that came too late with its refresh token', async () => {
    const { installs, open, workspace, slack, advance } = await scene(engine);
    advance(11 * hourMs);
    const held = slack.faults.hold('oauth.v2.access', 'after');
    const first = installs.access(workspace);
    await held.reached;
    const second = open().access(workspace);
    await slack.until(() => slack.requests('oauth.v2.access').some(({ error }) => error !== undefined), 'a refusal');
    held.release();
    const [one, other] = await Promise.all([first, second]);
    expect(one?.token).not.toBe(other?.token);
    expect((await open().access(workspace))?.token).toBe(one?.token);
  });

  it('go on as long as they live when Slack does not renew them, and are an outage afterwards', async () => {
    const { installs, token, workspace, slack, advance } = await scene(engine);
    slack.faults.next('oauth.v2.access', { kind: 'failing', when: 'before' }, 2);
    advance(11 * hourMs);
    expect((await installs.access(workspace))?.token).toBe(token);
    advance(2 * hourMs);
    await expect(installs.access(workspace)).rejects.toMatchObject({ code: 'unavailable', certain: true });
    expect((await installs.access(workspace))?.token).not.toBe(token);
  });

  it('are not stored again where the app was taken out while they were renewed', async () => {
    const { db, installs, workspace, slack, advance, now } = await scene(engine);
    advance(11 * hourMs);
    const held = slack.faults.hold('oauth.v2.access', 'after');
    const renewing = installs.access(workspace);
    await held.reached;
    expect(await removeInstallation(db, 'slack', workspace, now())).toBe(true);
    held.release();
    await renewing;
    expect(await installs.access(workspace)).toBeUndefined();
  });
});

describe.each(engines)('Changing the key, on $name', (engine) => {
  it('seals every token anew, once, and names those that neither key opens', async () => {
    const { db, workspace, now, installs } = await scene(engine);
    const salts = { now, newId: counted('next') };
    const keys = { old: secretKey, next: otherKey };
    expect(await reseal(db, keys, salts)).toEqual({ changed: 1, kept: 0, lost: [] });
    expect(await reseal(db, keys, salts)).toEqual({ changed: 0, kept: 1, lost: [] });
    const row = present(await installationOf(db, 'slack', workspace));
    expect(createSealer(otherKey).open(row.sealed, `slack:${workspace}`)).toContain('"bot"');
    await expect(installs.access(workspace)).rejects.toBeInstanceOf(SealError);
    const third = new Secret('QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=');
    expect(await reseal(db, { old: secretKey, next: third }, salts)).toEqual({
      changed: 0,
      kept: 0,
      lost: [workspace],
    });
  });

  it('writes nothing over what changed meanwhile', async () => {
    const { db, workspace, now } = await scene(engine);
    const row = present(await installationOf(db, 'slack', workspace));
    const next = { sealed: 'new', keyId: 'k' };
    expect(await resealInstallation(db, { ...row, sealed: 'other' }, next, now())).toBe(false);
    expect(await resealInstallation(db, row, next, now())).toBe(true);
  });
});
