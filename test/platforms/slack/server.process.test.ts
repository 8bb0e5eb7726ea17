import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { dataFolder } from '../../support/paths.ts';
import { openSlack, type Slack } from '../../support/slack/index.ts';
import { itemAt } from '../../support/team.ts';

const program = fileURLToPath(new URL('../../../bin/mlops-quiz.js', import.meta.url));

type Server = { url: string; process: ChildProcess; end(signal: NodeJS.Signals): Promise<number | null> };

/** The whole program in a process of its own, as an operator starts it. */
async function startServer(folder: string, env: Record<string, string>): Promise<Server> {
  const child = spawn(process.execPath, [program, 'start'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, PORT: '0', QUIZ_DATA: dataFolder, DATABASE_URL: 'file:quiz.db', ...env },
  });
  const ended = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { url: opened } = JSON.parse(line);
      if (typeof opened === 'string') resolve(opened);
    });
    createInterface({ input: child.stderr }).on('line', (line) => reject(new Error(line)));
  });
  return {
    url,
    process: child,
    async end(signal) {
      child.kill(signal);
      const [code]: (number | null)[] = await ended;
      return code ?? null;
    },
  };
}

async function readiness({ url }: Server): Promise<unknown> {
  return (await fetch(`${url}/readyz`)).json();
}

async function scene(slack: Slack) {
  onTestFinished(() => slack.close());
  const workspace = slack.addWorkspace({ name: 'ML people' });
  const alice = workspace.addUser({ name: 'alice', isAdmin: true });
  const bob = workspace.addUser({ name: 'bob' });
  const { token } = workspace.install({ by: alice });
  const channel = workspace.addChannel({ name: 'quiz', members: [alice, bob], hasBot: true });
  const folder = temporaryFolder();
  const env = { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: slack.appToken, SLACK_API_URL: slack.apiUrl };
  return { folder, env, channel, alice: alice.in(channel), bob: bob.in(channel) };
}

// Each start of the program takes some seconds on a busy machine.
describe('The server with Slack', { timeout: 60_000 }, () => {
  it('posts once although it was killed while Slack held the answer, and ends well when it is told to', async () => {
    const slack = await openSlack({ patienceMs: 10_000 });
    const { folder, env, alice, bob, channel } = await scene(slack);
    const first = await startServer(folder, env);
    await slack.until(() => slack.socket.connections() > 0, 'a connection');
    await expect
      .poll(() => readiness(first))
      .toEqual({ ok: true, checks: { database: true, opened: true, slack: true } });

    const held = slack.faults.hold('chat.postMessage', 'after');
    await (await alice.command('/mlops-quiz admin setup 09:00')).answer();
    await (await alice.command('/mlops-quiz admin post')).answer();
    await held.reached;
    await first.end('SIGKILL');
    held.release();

    await leaseRunsOut(folder);
    const second = await startServer(folder, env);
    await slack.until(() => slack.socket.connections() > 0, 'a new connection');
    await expect.poll(() => outboxOf(folder), { timeout: 20_000 }).toEqual(['unknown']);
    const posts = bob.sees().messages.filter((message) => !message.private);
    expect(posts).toHaveLength(1);
    const answered = await bob.command('/mlops-quiz today');
    expect((await answered.answer()).text).toContain('You have not answered yet');
    expect(itemAt(posts, 0).channelId).toBe(channel.id);
    expect(await second.end('SIGTERM')).toBe(0);
    expect(slack.violations()).toEqual([]);
  });

  it('says in one line that Slack refuses its token', async () => {
    const slack = await openSlack();
    const { folder, env } = await scene(slack);
    await expect(startServer(folder, { ...env, SLACK_BOT_TOKEN: 'xoxb-not-this-one' })).rejects.toThrow(
      'Slack refuses SLACK_BOT_TOKEN; copy it again from OAuth & Permissions.',
    );
  });
});

/** As if half a minute had gone by, after which nobody may still be sending. */
async function leaseRunsOut(folder: string): Promise<void> {
  const store = await openStore(`file:${join(folder, 'quiz.db')}`);
  await store.db.updateTable('outbox').set({ lease_until: 0 }).where('lease', 'is not', null).execute();
  await store.close();
}

async function outboxOf(folder: string): Promise<string[]> {
  const store = await openStore(`file:${join(folder, 'quiz.db')}`);
  const rows = await store.db.selectFrom('outbox').select('state').execute();
  await store.close();
  return rows.map(({ state }) => state);
}
