import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../log.ts';

/** Our log for Slack's libraries. What they call debugging holds whole requests, so it is left out. */
export function boltLogger(log: Log): Logger {
  const said = (messages: unknown[]) => messages.map((part) => (part instanceof Error ? part.message : part)).join(' ');
  return {
    debug() {},
    info: (...messages) => log.debug({ from: 'slack' }, said(messages)),
    warn: (...messages) => log.warn({ from: 'slack' }, said(messages)),
    error: (...messages) => log.warn({ from: 'slack' }, said(messages)),
    setLevel() {},
    getLevel: () => LogLevel.INFO,
    setName() {},
  };
}
