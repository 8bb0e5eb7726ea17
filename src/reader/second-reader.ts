import type { OpenQuestion } from '../quiz/question.ts';
import type { PointFinding } from '../quiz/verdict.ts';

/** All that a second reader is given: nothing of it tells whose answer it is. */
export type ToRead = { question: Pick<OpenQuestion, 'prompt' | 'keyPoints'>; text: string };

/** A language model that reads free-text answers beside the grader. */
export type SecondReader = {
  /** Its name, as the operator wrote it. */
  readonly model: string;
  /** @throws ReaderFailure, within some seconds, for whatever keeps it from answering */
  read(asked: ToRead): Promise<PointFinding[]>;
  /** Breaks off what is being read; every later reading fails as `stopped`. */
  close(): void;
};

/**
 * - `timeout` it took too long
 * - `rate-limited` it wants to be asked less often
 * - `refused` it will not: a wrong key, an unknown model, a request it does not understand
 * - `unavailable` it cannot be reached, or has trouble of its own
 * - `unreadable` its answer is not what it was asked for
 * - `stopped` this program is stopping
 */
export type ReaderTrouble = 'timeout' | 'rate-limited' | 'refused' | 'unavailable' | 'unreadable' | 'stopped';

/** Holds nothing of what the server said: that could repeat the answer. */
export class ReaderFailure extends Error {
  override readonly name = 'ReaderFailure';
  readonly trouble: ReaderTrouble;
  /** HTTP status, where there was one. */
  readonly status: number | undefined;
  /** Wait at least this long before the next try. */
  readonly retryAfterMs: number | undefined;

  constructor(trouble: ReaderTrouble, more: { status?: number | undefined; retryAfterMs?: number | undefined } = {}) {
    super(`The second reader failed: ${trouble}${more.status === undefined ? '' : ` (${more.status})`}.`);
    this.trouble = trouble;
    this.status = more.status;
    this.retryAfterMs = more.retryAfterMs;
  }
}
