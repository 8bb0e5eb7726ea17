/** The server itself, as an operator starts it, before a Discord of our own. */

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../src/store/open.ts';
import { type Discord, openDiscord } from '../../support/discord/index.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { dataFolder } from '../../support/paths.ts';

const program = fileURLToPath(new URL('../../../bin/mlops-quiz.js', import.meta.url));

describe('The server with Discord', () => {
  let discord: Discord;
  beforeEach(async () => {
    discord = await openDiscord({ now: () => Date.now(), patienceMs: 15_000 });
  });
  afterEach(() => discord.close());

  /** Starts it in an empty folder of its own. */
  function start(env: Record<string, string> = {}) {
    const child = spawn(process.execPath, [program, 'start'], {
      cwd: temporaryFolder(),
      env: {
        PATH: process.env.PATH,
        PORT: '0',
        QUIZ_DATA: dataFolder,
        DISCORD_TOKEN: discord.token,
        DISCORD_APPLICATION_ID: discord.applicationId,
        DISCORD_API_URL: discord.apiUrl,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const lines: { level: number; msg: string; url?: string }[] = [];
    let errors = '';
    child.stderr.on('data', (text) => {
      errors += text;
    });
    const url = new Promise<string>((resolve) => {
      createInterface({ input: child.stdout }).on('line', (line) => {
        const told = JSON.parse(line);
        lines.push(told);
        if (told.url) resolve(told.url);
      });
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    return {
      url,
      lines,
      ended,
      errors: () => errors,
      stop: () => child.kill('SIGTERM'),
      kill: () => child.kill('SIGKILL'),
    };
  }

  const readiness = async (url: string) => {
    const response = await fetch(`${url}/readyz`);
    return { status: response.status, ...JSON.parse(await response.text()) };
  };

  it('connects, answers, and leaves in good order', async () => {
    const guild = discord.addGuild();
    const channel = guild.addChannel('general');
    const bob = guild.addMember('bob');
    const server = start();
    const url = await server.url;
    await expect
      .poll(() => readiness(url), { timeout: 10_000 })
      .toMatchObject({ status: 200, checks: { discord: true } });
    expect(discord.gateway.connectedShards()).toEqual([0]);
    const answered = await bob.in(channel.id).slash('mlops-quiz', ['tip']);
    expect(answered).toMatchObject({ acknowledged: true, message: { ephemeral: true } });
    server.stop();
    expect(await server.ended).toBe(0);
  });

  it('refuses to start with a token that Discord refuses, in one line', async () => {
    const server = start({ DISCORD_TOKEN: 'another' });
    expect(await server.ended).toBe(1);
    expect(server.errors()).toBe('Discord refuses DISCORD_TOKEN; copy a new one from the Developer Portal.\n');
  });

  it('ends with a clear word when its token is revoked', async () => {
    const server = start();
    await server.url;
    await discord.until(() => discord.gateway.connectedShards().length === 1, 'the connection');
    discord.revokeToken();
    expect(await server.ended).toBe(1);
    expect(server.lines.filter(({ level }) => level === 60)).toMatchObject([
      { msg: expect.stringContaining('DISCORD_TOKEN is no longer valid') },
    ]);
  });

  it('starts without a Discord in reach, says what is missing, and connects once there is one', async () => {
    discord.faults.next('GET /users/@me', { kind: 'failing', when: 'before', status: 503 }, 4);
    const server = start();
    const url = await server.url;
    expect(await readiness(url)).toMatchObject({ status: 503 });
    await discord.until(() => discord.gateway.connectedShards().length === 1, 'the connection');
    await expect.poll(() => readiness(url), { timeout: 10_000 }).toMatchObject({ status: 200 });
    server.stop();
    expect(await server.ended).toBe(0);
  });

  it('posts a round once, though it was killed before it heard that the post stands', async () => {
    const database = join(temporaryFolder(), 'quiz.db');
    const guild = discord.addGuild();
    const channel = guild.addChannel('general');
    const alice = guild.addMember('alice', { permissions: ['manageGuild'] });
    const posts = () => alice.sees(channel.id).messages.filter((message) => !message.private);

    const killed = start({ DATABASE_URL: database });
    await killed.url;
    await discord.until(() => discord.gateway.connectedShards().length === 1, 'the connection');
    const options = { time: '9', zone: 'UTC', days: 'all', reveal: '16:00' };
    await alice.slash('mlops-quiz', ['admin', 'setup'], options);
    const held = discord.faults.hold('POST /channels/:channel/messages', 'after');
    await alice.slash('mlops-quiz', ['admin', 'post']);
    await held.reached;
    killed.kill();
    await killed.ended;
    held.release();
    expect(posts()).toHaveLength(1);
    expect(await outboxOf(database)).toMatchObject([{ kind: 'post', state: 'ready', attempts: 1 }]);

    await letLeasesRunOut(database);
    const restarted = start({ DATABASE_URL: database });
    const looking = 'GET /channels/:channel/messages';
    await discord.until(() => discord.requests().some(({ route }) => route === looking), 'the look');
    await discord.until(() => discord.gateway.connectedShards().length === 1, 'the connection');
    expect((await alice.click(posts()[0] ?? '', 'Hint (−2)')).acknowledged).toBe(true);
    restarted.stop();
    expect(await restarted.ended).toBe(0);
    expect(await outboxOf(database)).toMatchObject([{ kind: 'post', state: 'sent', attempts: 2 }]);
    expect(posts()).toHaveLength(1);
  });
});

async function outboxOf(database: string) {
  const store = await openStore(database);
  try {
    return await store.db.selectFrom('outbox').selectAll().execute();
  } finally {
    await store.close();
  }
}

/** In place of the half minute until somebody else may take over what a process had in its hands. */
async function letLeasesRunOut(database: string): Promise<void> {
  const store = await openStore(database);
  try {
    await store.db.updateTable('outbox').set({ lease_until: 0 }).execute();
  } finally {
    await store.close();
  }
}
