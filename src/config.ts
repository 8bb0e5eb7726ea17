import { groupProblems } from './config/groups.ts';
import {
  type AdminId,
  type logLevels,
  type ShardRange,
  type Values,
  type VariableName,
  variableNames,
  variables,
} from './config/variables.ts';
import { masker } from './redact.ts';
import { Secret } from './secret.ts';

interface DiscordApp {
  token: Secret;
  applicationId: string;
  /** Without a slash at its end. */
  apiUrl: string;
}

export type DiscordConfig = DiscordApp &
  ({ mode: 'gateway'; shards: 'auto' | ShardRange } | { mode: 'http'; publicKey: string });

/** `apiUrl` ends in a slash. OAuth comes with the key and the address it cannot do without. */
export type SlackConfig = { apiUrl: string } & (
  | { mode: 'socket'; botToken: Secret; appToken: Secret }
  | { mode: 'http'; botToken: Secret; signingSecret: Secret }
  | {
      mode: 'oauth';
      clientId: string;
      clientSecret: Secret;
      stateSecret: Secret;
      signingSecret: Secret;
      secretKey: Secret;
      publicUrl: string;
    }
);

export interface LlmConfig {
  /** Without a slash at its end. */
  baseUrl: string;
  /** Absent for a server that wants none. */
  apiKey?: Secret;
  model: string;
}

export interface Config {
  /** `openStore` takes it; a secret because of the password in a PostgreSQL URL. */
  databaseUrl: Secret;
  /** Port 0 takes any free one. */
  http: { host: string; port: number };
  /** Without a slash at its end. */
  publicUrl?: string;
  playground: boolean;
  /** Folder of the question bank. */
  bankFolder: string;
  /** 32 bytes in base64. */
  secretKey?: Secret;
  discord?: DiscordConfig;
  slack?: SlackConfig;
  llm?: LlmConfig;
  admins: readonly AdminId[];
  logLevel: (typeof logLevels)[number];
  /** Every secret above, for the logger to keep out of its lines. */
  secrets: readonly Secret[];
}

/** The environment does not describe a program that can run. Each problem is one line; none shows a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

function discordConfig(values: Values): DiscordConfig | undefined {
  const { DISCORD_TOKEN: token, DISCORD_APPLICATION_ID: applicationId, DISCORD_PUBLIC_KEY: publicKey } = values;
  if (!token || !applicationId) return undefined;
  const app = { token, applicationId, apiUrl: values.DISCORD_API_URL };
  if (values.DISCORD_MODE === 'gateway') return { ...app, mode: 'gateway', shards: values.DISCORD_SHARDS };
  return publicKey ? { ...app, mode: 'http', publicKey } : undefined;
}

function slackConfig(values: Values): SlackConfig | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = values;
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_STATE_SECRET: stateSecret } = values;
  const { SLACK_API_URL: apiUrl, SECRET_KEY: secretKey, PUBLIC_URL: publicUrl } = values;
  if (botToken && appToken) return { mode: 'socket', apiUrl, botToken, appToken };
  if (botToken && signingSecret) return { mode: 'http', apiUrl, botToken, signingSecret };
  if (!clientId || !clientSecret || !stateSecret || !signingSecret || !secretKey || !publicUrl) return undefined;
  return { mode: 'oauth', apiUrl, clientId, clientSecret, stateSecret, signingSecret, secretKey, publicUrl };
}

function llmConfig(values: Values): LlmConfig | undefined {
  const { LLM_BASE_URL: baseUrl, LLM_API_KEY: apiKey, LLM_MODEL: model } = values;
  return baseUrl && model ? { baseUrl, model, ...(apiKey && { apiKey }) } : undefined;
}

/** Secrets as they were typed, so that even a refused one is kept out of the problems. */
const secretNames: readonly VariableName[] = [
  'SECRET_KEY',
  'DISCORD_TOKEN',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'LLM_API_KEY',
];

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A database URL, and the password in it as it is written and as a driver would quote it. */
function databaseSecrets(databaseUrl = ''): string[] {
  if (databaseUrl.startsWith('file:')) return [];
  const password = URL.parse(databaseUrl)?.password ?? '';
  return [databaseUrl, password, decoded(password)];
}

/**
 * Reads the whole environment at once.
 * @param env variables as text; unknown ones are ignored, blanks around a value are cut off, empty ones count as unset
 * @throws {ConfigError} with every problem found
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given: Partial<Record<VariableName, string>> = {};
  for (const name of variableNames) {
    const text = env[name]?.trim();
    if (text) given[name] = text;
  }
  const typed = [...secretNames.map((name) => given[name] ?? ''), ...databaseSecrets(given.DATABASE_URL)];
  const secrets = typed.filter((text) => text !== '').map((text) => new Secret(text));

  const parsed = variables.safeParse(given);
  const wrong = parsed.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) ?? [];
  const half = groupProblems((name) => name in given, given.DISCORD_MODE?.toLowerCase() === 'http');
  if (!parsed.success || half.length > 0) throw new ConfigError([...wrong, ...half].map(masker(secrets)));

  const values = parsed.data;
  const [discord, slack, llm] = [discordConfig(values), slackConfig(values), llmConfig(values)];
  const { PUBLIC_URL: publicUrl, SECRET_KEY: secretKey, PLAYGROUND: playground } = values;
  return {
    databaseUrl: values.DATABASE_URL,
    http: { host: values.HOST, port: values.PORT },
    ...(publicUrl && { publicUrl }),
    playground: playground ? playground === 'on' : !discord && !slack,
    bankFolder: values.QUIZ_DATA,
    ...(secretKey && { secretKey }),
    ...(discord && { discord }),
    ...(slack && { slack }),
    ...(llm && { llm }),
    admins: values.QUIZ_ADMINS,
    logLevel: values.LOG_LEVEL,
    secrets,
  };
}
