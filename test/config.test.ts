import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { variableNames } from '../src/config/variables.ts';
import { ConfigError, readConfig } from '../src/config.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const discord = { DISCORD_TOKEN: 'discord.bot.token', DISCORD_APPLICATION_ID: '123456789012345678' };
const socket = { SLACK_BOT_TOKEN: 'xoxb-bot-token', SLACK_APP_TOKEN: 'xapp-app-token' };
const oauth = {
  SLACK_CLIENT_ID: '111.222',
  SLACK_CLIENT_SECRET: 'client-secret',
  SLACK_STATE_SECRET: 'state-secret',
  SLACK_SIGNING_SECRET: 'signing-secret',
  SECRET_KEY: key,
  PUBLIC_URL: 'https://quiz.example.com/',
};

function problemsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('gives a program that runs without any variable, with the playground on', () => {
    const { databaseUrl, ...config } = readConfig({});
    expect(databaseUrl.reveal()).toBe('file:mlops-quiz.db');
    expect(config).toEqual({
      http: { host: '127.0.0.1', port: 3000 },
      playground: true,
      bankFolder: 'data',
      admins: [],
      logLevel: 'info',
      secrets: [],
    });
  });

  it('counts empty and blank variables as unset', () => {
    const blank = Object.fromEntries(variableNames.map((name, at) => [name, at % 2 ? '' : '  ']));
    expect(readConfig(blank)).toEqual(readConfig({}));
  });

  it('cuts off the blanks around a value', () => {
    expect(readConfig({ PORT: ' 8080\n' }).http.port).toBe(8080);
  });

  it('switches the playground off where a platform is set up, unless told otherwise', () => {
    expect(readConfig(discord).playground).toBe(false);
    expect(readConfig(socket).playground).toBe(false);
    expect(readConfig({ ...discord, PLAYGROUND: 'on' }).playground).toBe(true);
    expect(readConfig({ PLAYGROUND: 'off' }).playground).toBe(false);
  });

  it('reads Discord over the gateway, with all shards or a share of them', () => {
    expect(readConfig(discord).discord).toMatchObject({
      mode: 'gateway',
      applicationId: '123456789012345678',
      apiUrl: 'https://discord.com/api',
      shards: 'auto',
    });
    const shards = { DISCORD_SHARDS: '4-7/16', DISCORD_API_URL: 'http://127.0.0.1:9/api/' };
    expect(readConfig({ ...discord, ...shards }).discord).toMatchObject({
      apiUrl: 'http://127.0.0.1:9/api',
      shards: { first: 4, last: 7, total: 16 },
    });
  });

  it('reads Discord over HTTP with its public key, and asks for a missing one', () => {
    const http = { ...discord, DISCORD_MODE: 'http' };
    expect(readConfig({ ...http, DISCORD_PUBLIC_KEY: 'AB'.repeat(32) }).discord).toMatchObject({
      mode: 'http',
      publicKey: 'ab'.repeat(32),
    });
    expect(problemsOf(http)).toEqual(['DISCORD_PUBLIC_KEY is missing; DISCORD_MODE=http needs it']);
  });

  it('asks for the other half of Discord', () => {
    expect(problemsOf({ DISCORD_TOKEN: discord.DISCORD_TOKEN })).toEqual([
      'DISCORD_APPLICATION_ID is missing; Discord needs it',
    ]);
    expect(problemsOf({ DISCORD_PUBLIC_KEY: 'ab'.repeat(32) })).toHaveLength(2);
  });

  it('reads each of the three Slack sets', () => {
    expect(readConfig(socket).slack?.mode).toBe('socket');
    expect(readConfig({ ...socket, SLACK_SIGNING_SECRET: 'signing-secret' }).slack?.mode).toBe('socket');
    const http = { SLACK_BOT_TOKEN: 'xoxb-bot-token', SLACK_SIGNING_SECRET: 'signing-secret' };
    expect(readConfig(http).slack?.mode).toBe('http');
    expect(readConfig(oauth).slack).toMatchObject({
      mode: 'oauth',
      clientId: '111.222',
      publicUrl: 'https://quiz.example.com',
      apiUrl: 'https://slack.com/api/',
    });
  });

  it('refuses half a Slack set and two sets at once', () => {
    expect(problemsOf({ SLACK_BOT_TOKEN: 'xoxb-bot-token' })).toEqual([
      expect.stringMatching(/^SLACK_BOT_TOKEN is set alone/),
    ]);
    expect(problemsOf({ SLACK_SIGNING_SECRET: 'signing' })).toEqual([
      expect.stringMatching(/^SLACK_SIGNING_SECRET is set alone/),
    ]);
    expect(problemsOf({ SLACK_APP_TOKEN: 'xapp-app-token' })).toEqual([
      'SLACK_BOT_TOKEN is missing; SLACK_APP_TOKEN needs it',
    ]);
    expect(problemsOf({ ...socket, ...oauth })).toEqual([
      expect.stringMatching(/^SLACK_CLIENT_ID and SLACK_BOT_TOKEN belong to different Slack sets/),
    ]);
  });

  it('asks Slack OAuth for everything it cannot do without', () => {
    const starts = problemsOf({ SLACK_CLIENT_ID: '111.222' }).map((problem) => problem.split(' ')[0]);
    expect(starts).toEqual([
      'SLACK_CLIENT_SECRET',
      'SLACK_STATE_SECRET',
      'SLACK_SIGNING_SECRET',
      'SECRET_KEY',
      'PUBLIC_URL',
    ]);
  });

  it('notices Slack tokens in each other’s place', () => {
    const swapped = { SLACK_BOT_TOKEN: socket.SLACK_APP_TOKEN, SLACK_APP_TOKEN: socket.SLACK_BOT_TOKEN };
    expect(problemsOf(swapped).map((problem) => problem.split(' ')[0])).toEqual(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN']);
  });

  it('takes the second reader whole or not at all, with or without a key', () => {
    const llm = { LLM_BASE_URL: 'http://127.0.0.1:11434/v1/', LLM_MODEL: 'qwen3:8b' };
    expect(readConfig(llm).llm).toEqual({ baseUrl: 'http://127.0.0.1:11434/v1', model: 'qwen3:8b' });
    expect(readConfig({ ...llm, LLM_API_KEY: 'key-of-the-house' }).llm?.apiKey?.reveal()).toBe('key-of-the-house');
    const needed = 'the second reader of free-text answers needs it';
    expect(problemsOf({ LLM_MODEL: 'small' })).toEqual([`LLM_BASE_URL is missing; ${needed}`]);
    expect(problemsOf({ LLM_API_KEY: 'key' })).toEqual([
      `LLM_BASE_URL is missing; ${needed}`,
      `LLM_MODEL is missing; ${needed}`,
    ]);
    expect(problemsOf({ LLM_BASE_URL: 'llm.example', LLM_MODEL: 'a b' }).map((line) => line.split(' ')[0])).toEqual([
      'LLM_BASE_URL',
      'LLM_MODEL',
    ]);
  });

  it('reads admins of both platforms', () => {
    expect(readConfig({ QUIZ_ADMINS: 'slack:U012ABC, discord:123,' }).admins).toEqual([
      { platform: 'slack', id: 'U012ABC' },
      { platform: 'discord', id: '123' },
    ]);
    expect(problemsOf({ QUIZ_ADMINS: 'bob,discord:bob' })).toHaveLength(2);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '3000x'],
    ['PORT', '-1'],
    ['PORT', '1e3'],
    ['HOST', 'http://127.0.0.1'],
    ['HOST', '127.0.0.1:3000'],
    ['PUBLIC_URL', 'http://quiz.example.com'],
    ['PUBLIC_URL', 'quiz.example.com'],
    ['PUBLIC_URL', 'https://user:password@quiz.example.com'],
    ['PUBLIC_URL', 'https://quiz.example.com/?a=b'],
    ['PLAYGROUND', 'yes'],
    ['SECRET_KEY', Buffer.alloc(31).toString('base64')],
    ['SECRET_KEY', Buffer.alloc(33).toString('base64')],
    ['SECRET_KEY', 'ab'.repeat(32)],
    ['DATABASE_URL', 'mysql://user:password@host/quiz'],
    ['DATABASE_URL', 'file:'],
    ['DATABASE_URL', 'postgres://user:pass#word@:x/quiz'],
    ['DISCORD_MODE', 'socket'],
    ['DISCORD_SHARDS', '3-2/16'],
    ['DISCORD_SHARDS', '0-16/16'],
    ['DISCORD_SHARDS', '0/16'],
    ['DISCORD_SHARDS', '-1-3/16'],
    ['DISCORD_API_URL', 'discord.com/api'],
    ['SLACK_API_URL', 'ftp://slack.com/api/'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s in one line that begins with its name', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} [^\\n]+; [^\\n]+$`))]);
  });

  it.each([
    ['PUBLIC_URL', 'http://localhost:3000'],
    ['PUBLIC_URL', 'http://127.0.0.1:3000/'],
    ['PUBLIC_URL', 'http://[::1]:3000'],
    ['HOST', '::1'],
    ['HOST', 'localhost'],
    ['PORT', '0'],
    ['PORT', '65535'],
    ['LOG_LEVEL', 'WARN'],
    ['SECRET_KEY', key.replace('=', '')],
    ['DATABASE_URL', 'file:///var/lib/quiz.db'],
    ['DATABASE_URL', 'postgres://user:p%40ss@host:5432/quiz'],
    ['DISCORD_SHARDS', '0-15/16'],
    ['DISCORD_SHARDS', '3-3/16'],
  ])('takes %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([]);
  });

  it('lists all problems at once', () => {
    const names = problemsOf({ PORT: 'x', LOG_LEVEL: 'x', LLM_MODEL: 'x' }).map((problem) => problem.split(' ')[0]);
    expect(names).toEqual(['PORT', 'LOG_LEVEL', 'LLM_BASE_URL']);
  });

  it('never prints a secret, however the configuration is printed', () => {
    const env = { ...discord, ...oauth, DATABASE_URL: 'postgres://user:p%40ssword@host/quiz' };
    const config = readConfig(env);
    const printed = [inspect(config, { depth: 9 }), JSON.stringify(config), `${config.databaseUrl}`].join();
    const secrets = config.secrets.map((secret) => secret.reveal());
    expect(secrets).toEqual(expect.arrayContaining([discord.DISCORD_TOKEN, key, 'p%40ssword', 'p@ssword']));
    for (const secret of secrets) expect(printed).not.toContain(secret);
  });

  it('keeps a token quiet that was pasted into the wrong line', () => {
    const token = 'short.bot.token';
    expect(problemsOf({ DISCORD_TOKEN: token, PORT: token, LOG_LEVEL: token }).join()).not.toContain(token);
    expect(problemsOf({ DISCORD_APPLICATION_ID: token }).join()).not.toContain(token);
  });
});

describe('any environment at all', () => {
  const plausible = fc.constantFrom(
    ...['on', 'http', 'auto', '0-3/16', '3000', 'https://a.example', 'xoxb-1', 'file:x.db', 'postgres://u:p@h/d', key],
  );
  const environment = fc.dictionary(
    fc.constantFrom(...variableNames),
    fc.oneof(fc.string(), fc.string({ unit: 'binary' }), plausible),
  );

  it('gives a configuration or a list of problems, never another error', () => {
    fc.assert(
      fc.property(environment, (env) => {
        for (const problem of problemsOf(env)) {
          expect(problem).toMatch(/^[^\n]+$/);
          expect(variableNames.some((name) => problem.startsWith(`${name} `))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('shows no secret’s value in a problem, even where it stands in other variables too', () => {
    const secretNames = variableNames.filter((name) => /TOKEN|SECRET|API_KEY/.test(name));
    // Digits and signs no sentence of ours holds, so that a hit can only be the value itself.
    const value = fc.stringMatching(/^[0-9 .:/@=-]{8,40}$/).map((text) => `7${text.trim()}7`);
    fc.assert(
      fc.property(
        environment,
        fc.constantFrom(...secretNames),
        value,
        fc.subarray([...variableNames]),
        (env, name, secret, echoes) => {
          const everywhere = Object.fromEntries([...echoes, name].map((echo) => [echo, secret]));
          for (const problem of problemsOf({ ...env, ...everywhere })) expect(problem).not.toContain(secret);
        },
      ),
      { numRuns: 500 },
    );
  });
});
