/**
 * Works off what the second reader is to read. Each is claimed under a lease, read outside any transaction, and recorded
 * with all that hangs on it only while the lease is still ours; whatever fails leaves the grader's reading as it stands.
 */

import type { App } from '../app.ts';
import type { Answer } from '../quiz/answer.ts';
import { isOpen, type OpenQuestion, type Question } from '../quiz/question.ts';
import type { PointFinding, SecondReading } from '../quiz/verdict.ts';
import { readingHash } from '../rounds/ask-reading.ts';
import { takeInReading } from '../rounds/take-in-reading.ts';
import { readStoredAnswer } from '../store/json.ts';
import type { Handle } from '../store/open.ts';
import { practiceById } from '../store/practices.ts';
import { questionOf } from '../store/questions.ts';
import {
  claimReading,
  giveUpReadings,
  type HeldReading,
  knownFindings,
  postponeReading,
  readingById,
  returnReading,
  settleReading,
} from '../store/readings.ts';
import { roundById } from '../store/rounds.ts';
import { submissionOf } from '../store/submissions.ts';
import { isResting } from './breaker.ts';
import { ReaderFailure, type SecondReader } from './second-reader.ts';

/** Longer than two tries of the reader, with room to record what came of them. */
const leaseMs = 30_000;
const parallel = 4;
/** Waits after a failure; after the last of them it is given up. */
const backoffMs = [60_000, 600_000];
/** What has waited for so long would surprise its author. */
const keptMs = 24 * 3600_000;

/** Reads everything that is due now; returns once nothing is left, or its server needs a rest. */
export async function readWaiting(app: App): Promise<void> {
  const { reader } = app;
  if (!reader) return;
  await giveUpReadings(app.db, app.now() - keptMs);
  const work = async () => {
    for (;;) {
      if (await isResting(app.db, app.now())) return;
      const held = await claim(app, reader);
      if (!held || (await read(app, reader, held)) === 'stopped') return;
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
}

/**
 * Reads one answer now, for somebody who has its first reading already.
 * @returns undefined when nothing is known by now: no reading was asked for, it failed, or somebody else is at it
 */
export async function readNow(app: App, id: string): Promise<SecondReading | undefined> {
  const { reader } = app;
  const before = await readingById(app.db, id);
  if (before?.state === 'waiting' && reader && !(await isResting(app.db, app.now()))) {
    const held = await claim(app, reader, id);
    if (held) await read(app, reader, held);
  }
  return before && (await readingById(app.db, id))?.reading;
}

function claim(app: App, { model }: SecondReader, id?: string): Promise<HeldReading | undefined> {
  const at = app.now();
  const mine = {
    at,
    lease: app.newId(),
    leaseUntil: at + leaseMs,
    model,
    skipLocked: app.store.dialect === 'postgres',
    ...(id !== undefined && { id }),
  };
  return app.store.transaction((tx) => claimReading(tx, mine));
}

async function read(app: App, reader: SecondReader, held: HeldReading): Promise<'done' | 'stopped'> {
  const asked = await answerOf(app.db, held);
  if (!asked) {
    const end = { state: 'failed', trouble: 'lost its point', at: app.now(), tried: false } as const;
    await settleReading(app.db, held, end);
    return 'done';
  }
  const known = await knownFindings(app.db, held.hash, held.model);
  if (known) {
    app.metrics.readingDone('cached');
    await record(app, held, known, false);
    return 'done';
  }
  const started = performance.now();
  const took = () => (performance.now() - started) / 1000;
  let findings: readonly PointFinding[];
  try {
    findings = await reader.read({ question: asked.question, text: asked.answer.text });
  } catch (error) {
    if (!(error instanceof ReaderFailure)) throw error;
    app.metrics.readingDone(error.trouble, took());
    return failed(app, held, error);
  }
  app.metrics.readingDone('read', took());
  await record(app, held, findings, true);
  return 'done';
}

type TextAnswer = Extract<Answer, { kind: 'text' }>;
type Asked = { question: OpenQuestion; answer: TextAnswer };

/** The answer as it stands; undefined when it is gone, was changed, or its round was withdrawn. */
async function answerOf(db: Handle, held: HeldReading): Promise<Asked | undefined> {
  const found = held.practiceId === null ? await answerInRound(db, held) : await answerInPractice(db, held.practiceId);
  if (!found || !isOpen(found.question) || found.answer.kind !== 'text') return undefined;
  const { question, answer } = found;
  return readingHash(question, answer.text) === held.hash ? { question, answer } : undefined;
}

type Found = { question: Question; answer: Answer };

async function answerInRound(db: Handle, { roundId, memberId }: HeldReading): Promise<Found | undefined> {
  const round = roundId === null ? undefined : await roundById(db, roundId);
  const submission = round && (await submissionOf(db, round.id, memberId));
  if (!submission || round.status === 'void') return undefined;
  return { question: await questionOf(db, round), answer: submission.answer };
}

async function answerInPractice(db: Handle, practiceId: string): Promise<Found | undefined> {
  const practice = await practiceById(db, practiceId);
  if (!practice?.answer) return undefined;
  return { question: await questionOf(db, practice), answer: readStoredAnswer(practice.answer) };
}

async function record(app: App, held: HeldReading, findings: readonly PointFinding[], tried: boolean): Promise<void> {
  const at = app.now();
  await app.store.transaction(async (tx) => {
    if (!(await settleReading(tx, held, { state: 'read', findings, at, tried }))) return;
    await takeInReading(app, tx, held, at);
  });
}

async function failed(app: App, held: HeldReading, failure: ReaderFailure): Promise<'done' | 'stopped'> {
  const { trouble, status, retryAfterMs = 0 } = failure;
  if (trouble === 'stopped') {
    await returnReading(app.db, held);
    return 'stopped';
  }
  app.log.warn({ trouble, status, model: held.model, attempts: held.attempts }, 'the second reader failed');
  const at = app.now();
  const backoff = backoffMs[held.attempts - 1];
  if (backoff === undefined) await settleReading(app.db, held, { state: 'failed', trouble, at, tried: true });
  else await postponeReading(app.db, held, { readyAt: at + Math.max(backoff, retryAfterMs), trouble, at });
  return 'done';
}
