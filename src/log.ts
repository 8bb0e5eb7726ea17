import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';
import { masker, redactRecord } from './redact.ts';
import type { Secret } from './secret.ts';

export type Log = Logger;

/** Where finished lines go; `process.stdout` is one. */
export interface LogOutput {
  write(text: string): unknown;
  isTTY?: boolean;
}

/** Left out of the short form: shown in its own way, or the same on every line. */
const ownPlace = new Set(['level', 'time', 'pid', 'hostname', 'msg', 'err']);

/** What a member typed may reach a log line; on a terminal its control characters would act. */
function inert(text: string, acting: RegExp = /\p{Cc}/gu): string {
  return text.replace(acting, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** `09:00:02 warn  posting failed channel=c1`, an error's stack below it; the time is UTC. */
function shortLine(record: Record<string, unknown>): string {
  const clock = new Date(Number(record.time)).toISOString().slice(11, 19);
  const level = pino.levels.labels[Number(record.level)] ?? String(record.level);
  const details = Object.entries(record)
    .filter(([key]) => !ownPlace.has(key))
    .map(([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const { err } = record;
  const stack = typeof err === 'object' && err !== null && 'stack' in err ? `\n${err.stack}` : '';
  const line = [clock, level.padEnd(5), String(record.msg ?? ''), ...details].join(' ');
  return inert(line) + inert(stack, /[^\P{Cc}\n]/gu);
}

/**
 * The program's logger: one JSON object a line, short plain lines on a terminal.
 * What must not be seen is taken out of the finished line, so that no way of logging it goes round that:
 * values under keys such as `token`, `apiKey` or `answer`, and every occurrence of a secret's value.
 */
export function createLog(options: { level: Config['logLevel']; secrets: readonly Secret[]; output: LogOutput }): Log {
  const { level, secrets, output } = options;
  const mask = masker(secrets);
  const write = (line: string) => {
    const record = redactRecord(JSON.parse(line), mask);
    output.write(`${output.isTTY ? shortLine(record) : JSON.stringify(record)}\n`);
  };
  return pino({ level }, { write });
}

/** No letter or digit that is mistaken for another when a member reads the id out. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';

/**
 * A short id that a member is told and the log line carries, so that the two can be brought together.
 * @param random gives numbers from 0 up to, not including, 1
 * @returns eight letters and digits
 */
export function incidentId(random: () => number): string {
  return Array.from({ length: 8 }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
}
