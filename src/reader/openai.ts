/** A second reader behind any server that speaks OpenAI's chat completions. */

import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { LlmConfig } from '../config.ts';
import type { PointFinding } from '../quiz/verdict.ts';
import { answerFormat, messagesFor, readFindings } from './prompt.ts';
import { ReaderFailure, type SecondReader, type ToRead } from './second-reader.ts';

const timeoutMs = 8000;
/** A server that wants a longer pause is left alone for now. */
const longestPauseMs = 2000;

const completion = z.object({
  choices: z.tuple([z.object({ message: z.object({ content: z.string() }) })]).rest(z.unknown()),
});

/** Headers in which the library tells servers about this machine. */
const untold = Object.fromEntries(
  ['Lang', 'Package-Version', 'OS', 'Arch', 'Runtime', 'Runtime-Version', 'Retry-Count', 'Timeout'].map(
    (name) => [`X-Stainless-${name}`, null] as const,
  ),
);

/**
 * A reader that asks nothing and loads nothing until its first reading.
 * @param deadline gives a signal that fires after so many milliseconds
 */
export function openReader(
  { baseUrl, apiKey, model }: LlmConfig,
  deadline: (ms: number) => AbortSignal = AbortSignal.timeout,
): SecondReader {
  const closing = new AbortController();
  let loading: ReturnType<typeof load> | undefined;

  /** Loaded at the first reading: it takes a third of a second and some memory. */
  async function load() {
    const { default: OpenAI } = await import('openai');
    return new OpenAI({
      baseURL: baseUrl,
      // It will not do without one; without a key of ours the header that would carry it is left out, see below.
      apiKey: apiKey?.reveal() ?? 'none',
      // Left out, these would be looked for in the environment.
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      logLevel: 'off',
      // Its own retries wait as long as a server says, and its timeout ends with the headers.
      maxRetries: 0,
      defaultHeaders: { ...untold, ...(!apiKey && { Authorization: null }) },
      // An answer goes to the server that the operator named, and nowhere else.
      fetchOptions: { redirect: 'error' },
    });
  }

  async function ask(asked: ToRead): Promise<PointFinding[]> {
    if (closing.signal.aborted) throw new ReaderFailure('stopped');
    loading ??= load();
    const client = await loading;
    const sent = { model, temperature: 0, messages: messagesFor(asked), response_format: answerFormat(asked) };
    const late = deadline(timeoutMs);
    try {
      const signal = AbortSignal.any([late, closing.signal]);
      const said = completion.safeParse(await client.chat.completions.create(sent, { signal }));
      const findings = said.success ? readFindings(said.data.choices[0].message.content) : undefined;
      if (!findings) throw new ReaderFailure('unreadable');
      return findings;
    } catch (error) {
      if (closing.signal.aborted) throw new ReaderFailure('stopped');
      throw late.aborted ? new ReaderFailure('timeout') : failureOf(error);
    }
  }

  return {
    model,
    async read(asked) {
      try {
        return await ask(asked);
      } catch (error) {
        const pauseMs = error instanceof ReaderFailure && mayMend(error) ? (error.retryAfterMs ?? 0) : undefined;
        if (pauseMs === undefined || pauseMs > longestPauseMs) throw error;
        await sleep(pauseMs);
        return ask(asked);
      }
    },
    close: () => closing.abort(),
  };
}

function mayMend({ trouble }: ReaderFailure): boolean {
  return trouble !== 'refused' && trouble !== 'stopped';
}

const refusal = z.object({ status: z.int(), headers: z.instanceof(Headers).optional() });

/** Everything that the library throws becomes ours here, and nothing of its text is kept. */
function failureOf(error: unknown): ReaderFailure {
  if (error instanceof ReaderFailure) return error;
  if (error instanceof SyntaxError) return new ReaderFailure('unreadable');
  const { data } = refusal.safeParse(error);
  if (!data) return new ReaderFailure('unavailable');
  const { status, headers } = data;
  if (status === 429) return new ReaderFailure('rate-limited', { status, retryAfterMs: pauseIn(headers) });
  const isTheirs = status >= 500 || status === 408 || status === 409;
  return new ReaderFailure(isTheirs ? 'unavailable' : 'refused', { status });
}

/** The seconds of a Retry-After header; its other form, a date, would need a clock and is rare. */
function pauseIn(headers: Headers | undefined): number | undefined {
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
