import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tick } from '../../../src/schedule/jobs.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { openStore } from '../../../src/store/open.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { migrationsFolder } from '../../support/paths.ts';
import { isObject } from '../../support/slack/json.ts';
import { watched } from '../../support/store.ts';
import { present } from '../../support/team.ts';
import { openStage, type Stage, type StageOptions, wholeProgram } from './stage.ts';

async function opened(options: Partial<StageOptions> = {}): Promise<Stage> {
  const stage = await openStage(wholeProgram, { transport: 'oauth', ...options });
  onTestFinished(() => stage.close());
  return stage;
}

const installPage = ({ url }: Stage) => `${url}/slack/install`;

/** Another workspace with an admin and a channel, and the app installed by that admin. */
async function anotherWorkspace(stage: Stage, name: string) {
  const workspace = stage.slack.addWorkspace({ name });
  const dora = workspace.addUser({ name: 'dora' });
  expect((await workspace.installBy(dora, installPage(stage))).status).toBe(200);
  const channel = workspace.addChannel({ name: 'quiz', creator: dora, members: [dora] });
  await channel.inviteBot(dora);
  return { workspace, dora: dora.in(channel) };
}

async function installedIn({ app }: Stage): Promise<string[]> {
  const rows = await app.db.selectFrom('installations').select('external_id').execute();
  return rows.map((row) => row.external_id);
}

async function workspacesOf({ app }: Stage) {
  return app.db.selectFrom('workspaces').select(['external_id', 'team_id', 'removed_at', 'name']).execute();
}

describe('Installing by OAuth', () => {
  it('makes two workspaces two teams, and greets who installed each', async () => {
    const stage = await opened();
    const { alice, workspace, slack } = stage;
    const visit = await workspace.installBy(alice, installPage(stage));
    expect(visit).toMatchObject({ status: 200, body: expect.stringContaining('is installed') });
    const other = await anotherWorkspace(stage, 'Others');

    await (await alice.command('/mlops-quiz me settings')).answer();
    await (await other.dora.command('/mlops-quiz me settings')).answer();
    const teams = await workspacesOf(stage);
    expect(teams.map(({ name }) => name)).toEqual(['ML people', 'Others']);
    expect(new Set(teams.map((one) => one.team_id)).size).toBe(2);
    const greetings = slack.messages().filter(({ text }) => text.startsWith('I am installed'));
    expect(greetings).toHaveLength(2);
    expect(alice.sees().messages.find(({ place }) => place === 'direct')?.text).toContain('admin setup');
    expect(other.dora.sees().messages.find(({ place }) => place === 'direct')?.text).toContain('admin setup');
    expect(slack.violations()).toEqual([]);
  });

  it('takes whoever installed it for an admin, and posts with the token of each workspace', async () => {
    const stage = await opened();
    const { dora } = await anotherWorkspace(stage, 'Others');
    const saved = await (await dora.command('/mlops-quiz admin setup 09:00 Europe/Berlin all 16:00')).answer();
    expect(saved.text).toContain('Saved for #quiz');
    stage.advance(2 * 3_600_000);
    await tick(stage.app, stage.app.now());
    expect(
      dora
        .sees()
        .messages.filter((message) => !message.private)
        .map(({ text }) => text),
    ).toContainEqual(expect.stringContaining('#1 · '));
  });

  it.each([
    ['another state', { state: 'forged' }],
    ['no cookie', { losesCookies: true }],
    ['a refusal', { decision: 'cancel' }],
  ] as const)('stores nothing after %s', async (_, choice) => {
    const stage = await opened();
    const visit = await stage.workspace.installBy(stage.alice, installPage(stage), choice);
    expect(visit).toMatchObject({ status: 400, body: expect.stringContaining('was not installed') });
    expect(await installedIn(stage)).toEqual([]);
  });

  it('keeps the token out of the database file, its log and our own', async () => {
    const folder = temporaryFolder();
    const store = watched(await openStore(`file:${join(folder, 'quiz.db')}`));
    await migrate(store, { folder: migrationsFolder, now: 0 });
    const stage = await opened({ store, slack: { rotatesTokens: true } });
    await stage.workspace.installBy(stage.alice, installPage(stage));
    const answer = await (await stage.alice.command('/mlops-quiz tip')).answer();
    expect(answer.text).toContain('💡');

    const used = new Set(
      stage.slack
        .requests()
        .map(({ token }) => token)
        .filter((token) => token !== undefined),
    );
    expect(used.size).toBe(1);
    const files = ['quiz.db', 'quiz.db-wal'].map((name) => readFileSync(join(folder, name), 'latin1')).join('');
    for (const token of used) {
      expect(files).not.toContain(token);
      expect(stage.logged.join('')).not.toContain(token);
    }
    expect(files).not.toContain('-refresh-token-of-the-double');
    expect(files).toContain(stage.workspace.id);
  });

  it('serves a whole Enterprise with one installation, people with ids of their own kind', async () => {
    const stage = await opened();
    const enterprise = stage.slack.addEnterprise({ name: 'Big' });
    const [first, second] = [enterprise.addWorkspace({ name: 'One' }), enterprise.addWorkspace({ name: 'Two' })];
    const wanda = first.addUser({ name: 'wanda' });
    second.admit(wanda);
    await enterprise.installBy(wanda, installPage(stage), [first, second]);
    expect(await installedIn(stage)).toEqual([enterprise.id]);
    for (const workspace of [first, second]) {
      const channel = workspace.addChannel({ name: 'quiz', members: [wanda] });
      expect((await (await wanda.in(channel).command('/mlops-quiz tip')).answer()).text).toContain('💡');
    }
    expect(await workspacesOf(stage)).toMatchObject([{ external_id: enterprise.id, name: 'Big' }]);
    const people = await stage.app.db.selectFrom('identities').select('external_id').execute();
    expect(people).toEqual([{ external_id: wanda.id }]);
    expect(wanda.id).toMatch(/^W/);
  });
});

describe.each(['app_uninstalled', 'tokens_revoked'] as const)('Taken out, %s first', (first) => {
  async function takenOut() {
    const stage = await opened();
    const { alice, workspace, channel } = stage;
    await workspace.installBy(alice, installPage(stage));
    await channel.inviteBot(alice);
    await (await alice.command('/mlops-quiz admin setup 09:00 Europe/Berlin all 16:00')).answer();
    // Slack's events tell seconds: this one is later than the installation.
    stage.advance(2_000);
    await workspace.uninstall(first);
    await stage.slack.until(() => stage.slack.deliveries().filter(({ kind }) => kind === 'event').length > 1, 'both');
    return stage;
  }

  it('forgets the token, and posts no more', async () => {
    const stage = await takenOut();
    await until(async () => (await installedIn(stage)).length === 0);
    expect(await workspacesOf(stage)).toMatchObject([{ removed_at: expect.any(Number) }]);
    const { status } = await stage.app.db.selectFrom('schedules').select('status').executeTakeFirstOrThrow();
    expect(status).toBe('paused');
    stage.advance(2 * 3_600_000);
    const before = stage.slack.requests('chat.postMessage').length;
    await tick(stage.app, stage.app.now());
    expect(stage.slack.requests('chat.postMessage')).toHaveLength(before);
  });

  it('takes a new installation for a new one, whatever is said late of the old', async () => {
    const stage = await takenOut();
    await until(async () => (await installedIn(stage)).length === 0);
    stage.advance(60_000);
    await stage.workspace.installBy(stage.alice, installPage(stage));
    expect(await workspacesOf(stage)).toMatchObject([{ removed_at: null }]);
    const late = stage.slack.deliveries().find(({ body }) => isObject(body.event) && body.event.type === first);
    const { body, ...delivery } = present(late);
    const again = { ...delivery, body: { ...body, event_id: 'Ev999' } };
    expect(await stage.slack.deliverAgain(again, { signature: 'good' })).toBe(200);
    await (await stage.alice.command('/mlops-quiz tip')).answer();
    expect(await installedIn(stage)).toEqual([stage.workspace.id]);
  });
});

describe('Where nothing is installed', () => {
  it('a command is answered in private with how to install it', async () => {
    const stage = await opened();
    stage.workspace.install({ by: stage.alice });
    const answer = await (await stage.bob.command('/mlops-quiz today')).answer();
    expect(answer).toMatchObject({ ephemeral: true, text: expect.stringContaining('/slack/install|add me') });
    expect(await stage.app.db.selectFrom('members').selectAll().execute()).toEqual([]);
  });
});

describe('Somebody who leaves the workspace', () => {
  it('is erased when their account is deactivated, and called by a new name when they change it', async () => {
    const stage = await opened();
    const { workspace, alice, bob, app, slack } = stage;
    await workspace.installBy(alice, installPage(stage));
    const names = async () => (await app.db.selectFrom('members').select('name').execute()).map(({ name }) => name);
    await (await bob.command('/mlops-quiz tip')).answer();
    await bob.change({ name: 'Robert' });
    await (await bob.command('/mlops-quiz topics')).answer();
    expect(await names()).toEqual(['Robert']);
    await bob.change({ isDeleted: true });
    await until(async () => (await names()).length === 0);
    expect(slack.violations()).toEqual([]);
  });
});

/** Polls what only the database tells. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  await expect.poll(isSo).toBe(true);
}
