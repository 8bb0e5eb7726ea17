/** What every part of the double works with. */

import type { Waiting } from '../waiting.ts';
import type { Faults } from './faults.ts';
import type { Violation } from './records.ts';
import type { State } from './state.ts';

/** The app as Slack knows it: there is one. */
export type AppSettings = {
  appId: string;
  clientId: string;
  clientSecret: string;
  signingSecret: string;
  /** Slash commands, with the slash. */
  commands: readonly string[];
  /** Events it is subscribed to. */
  events: readonly string[];
  /** Where OAuth may lead back to; a redirect_uri must begin with one of them. */
  redirectUrls: readonly string[];
  /** Whether tokens expire after twelve hours. */
  rotatesTokens: boolean;
};

export type Core = {
  state: State;
  app: AppSettings;
  faults: Faults;
  waiting: Waiting;
  /** Slack's time: message ts, triggers, response_urls, tokens, signatures. Epoch milliseconds. */
  now(): number;
  /** Real time, for how long an acknowledgement took. Milliseconds. */
  monotonic(): number;
  /** How long an app may take to acknowledge, real milliseconds. */
  ackWithinMs: number;
  /** Base of our own URLs, without a slash at its end. */
  origin(): string;
};

export function violate({ state, waiting }: Core, { where, problems, payload }: Violation): void {
  state.violations.push({ where, problems, payload });
  waiting.changed();
}
