import { z } from 'zod';
import { Secret } from '../secret.ts';
import { StoreError } from '../store/error.ts';
import { readDatabaseUrl } from '../store/open.ts';

/** Longer or stranger values are only measured: a token pasted into the wrong line must not end up on a screen. */
const echoable = /^[\w.,:/+ -]{1,24}$/;

/** How a problem speaks of a value that is not a secret. */
function shown(value: unknown): string {
  const text = String(value);
  return echoable.test(text) ? `"${text}"` : `a value of ${text.length} characters`;
}

/** Turns `rule`'s refusal (undefined) into a problem that shows the value and says what is wanted. */
function read<T>(rule: (value: string) => T | undefined, wanted: string, echo: (value: string) => string = shown) {
  return z.string().transform((value, context): T => {
    const result = rule(value);
    if (result !== undefined) return result;
    context.addIssue({ code: 'custom', message: `is ${echo(value)}; ${wanted}` });
    return z.NEVER;
  });
}

/** For values that stand beside a token where they are copied from, and so are easily swapped with it. */
const unseen = () => 'not what belongs here';

const secret = (shape: RegExp = /^/, wanted = 'paste it again, as one word without spaces') =>
  read((value) => (/^\S+$/.test(value) && shape.test(value) ? new Secret(value) : undefined), wanted, unseen);

function httpUrl(value: string): URL | undefined {
  const url = URL.parse(value);
  const clean = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.search && !url.hash;
  return clean ? url : undefined;
}

const apiUrl = (end: '' | '/') =>
  read(
    (value) => httpUrl(value)?.href.replace(/\/*$/, end),
    'give a URL that begins with https:// or http://, without user, password, ? and #',
    unseen,
  );

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

function publicUrl(value: string): string | undefined {
  const url = httpUrl(value);
  const safe = url && (url.protocol === 'https:' || loopback.test(url.hostname));
  return safe ? url.href.replace(/\/+$/, '') : undefined;
}

/** Kept whole, because it may hold a password; the store takes it apart again. */
function databaseUrl(value: string): Secret | undefined {
  try {
    const readable = readDatabaseUrl(value).dialect === 'sqlite' || URL.canParse(value);
    return readable ? new Secret(value) : undefined;
  } catch (error) {
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}

/** This process's share of a sharded bot: shards `first` to `last`, both included, of `total`. */
export interface ShardRange {
  first: number;
  last: number;
  total: number;
}

function shards(value: string): 'auto' | ShardRange | undefined {
  if (value === 'auto') return 'auto';
  const [, first = 0, last = 0, total = 0] = /^(\d{1,5})-(\d{1,5})\/(\d{1,5})$/.exec(value)?.map(Number) ?? [];
  return first <= last && last < total ? { first, last, total } : undefined;
}

/** A person who may use `admin` wherever this process serves, by the platform's own user id. */
export interface AdminId {
  platform: 'discord' | 'slack';
  id: string;
}

function adminId(entry: string): AdminId | undefined {
  const [, discord, slack] = /^(?:discord:(\d{1,20})|slack:([UW][A-Z0-9]{1,20}))$/.exec(entry) ?? [];
  if (discord !== undefined) return { platform: 'discord', id: discord };
  return slack === undefined ? undefined : { platform: 'slack', id: slack };
}

const admins = z.string().transform((value, context): AdminId[] => {
  const entries = value.split(',').map((entry) => entry.trim());
  return entries.flatMap((entry) => {
    if (entry === '') return [];
    const admin = adminId(entry);
    if (admin) return admin;
    const message = `has ${shown(entry)}; write ids like slack:U012ABC or discord:123456789, separated by commas`;
    context.addIssue({ code: 'custom', message });
    return [];
  });
});

const oneOf = <const T extends string>(words: readonly T[]) =>
  read((value) => words.find((word) => word === value.toLowerCase()), `use one of ${words.join(', ')}`);

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** A 32-byte key in base64; a command makes one, because typing one is how weak keys are born. */
const secretKey = read(
  (value) => (/^[A-Za-z0-9+/]{43}=?$/.test(value) ? new Secret(value) : undefined),
  'it must be 32 bytes in base64: make one with `openssl rand -base64 32`',
  unseen,
);

/** Every environment variable the program reads, and how its text becomes a value. Empty text counts as unset. */
export const variables = z.object({
  DATABASE_URL: read(databaseUrl, 'use file:<path> or postgres://<user>@<host>/<database>', unseen).prefault(
    'file:mlops-quiz.db',
  ),
  HOST: read(
    (value) => (/^[\w.:%-]+$/.test(value) && !/^[\w.-]+:\d+$/.test(value) ? value : undefined),
    'give one address or name to listen on, without scheme and port, such as 127.0.0.1 or 0.0.0.0',
  ).prefault('127.0.0.1'),
  PORT: read(
    (value) => (/^\d{1,5}$/.test(value) && Number(value) <= 65535 ? Number(value) : undefined),
    'use a whole number from 0 (any free port) to 65535',
  ).prefault('3000'),
  PUBLIC_URL: read(
    publicUrl,
    'give the https:// address of this server (http:// only on loopback), without user, password, ? and #',
  ).optional(),
  PLAYGROUND: oneOf(['on', 'off']).optional(),
  QUIZ_DATA: z.string().default('data'),
  SECRET_KEY: secretKey.optional(),
  DISCORD_TOKEN: secret(/^/, "paste the bot's token again, as one word without Bot in front").optional(),
  DISCORD_APPLICATION_ID: read(
    (value) => (/^\d{1,20}$/.test(value) ? value : undefined),
    'copy the Application ID (digits only) from General Information in the Developer Portal',
    unseen,
  ).optional(),
  DISCORD_MODE: oneOf(['gateway', 'http']).prefault('gateway'),
  DISCORD_PUBLIC_KEY: read(
    (value) => (/^[0-9a-f]{64}$/i.test(value) ? value.toLowerCase() : undefined),
    'copy the Public Key (64 hexadecimal digits) from General Information in the Developer Portal',
    unseen,
  ).optional(),
  DISCORD_SHARDS: read(shards, 'use auto, or first-last/total such as 0-3/16, counted from 0').prefault('auto'),
  DISCORD_API_URL: apiUrl('').prefault('https://discord.com/api'),
  SLACK_BOT_TOKEN: secret(
    /^(?!xapp-|xoxp-)/,
    'paste the Bot User OAuth Token (xoxb-…) from OAuth & Permissions, as one word',
  ).optional(),
  SLACK_APP_TOKEN: secret(
    /^(?!xox)/,
    'paste the App-Level Token (xapp-…) from Basic Information, as one word',
  ).optional(),
  SLACK_SIGNING_SECRET: secret(/^(?!xox|xapp-)/, 'paste the Signing Secret from Basic Information').optional(),
  SLACK_CLIENT_ID: read(
    (value) => (/^[\w.-]+$/.test(value) ? value : undefined),
    'copy the Client ID from Basic Information',
    unseen,
  ).optional(),
  SLACK_CLIENT_SECRET: secret().optional(),
  SLACK_STATE_SECRET: secret().optional(),
  SLACK_API_URL: apiUrl('/').prefault('https://slack.com/api/'),
  LLM_BASE_URL: apiUrl('').optional(),
  LLM_API_KEY: secret().optional(),
  LLM_MODEL: read(
    (value) => (/^[\w.:/@+-]{1,120}$/.test(value) ? value : undefined),
    'give the name under which the server lists the model, as one word',
  ).optional(),
  QUIZ_ADMINS: admins.prefault(''),
  LOG_LEVEL: oneOf(logLevels).prefault('info'),
});

export type Values = z.output<typeof variables>;
export type VariableName = keyof Values;
export const variableNames = variables.keyof().options;
