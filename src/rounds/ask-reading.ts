import { createHash } from 'node:crypto';
import type { App } from '../app.ts';
import type { Answer } from '../quiz/answer.ts';
import { gradeOpen } from '../quiz/grading/open.ts';
import { isOpen, type Question } from '../quiz/question.ts';
import type { SecondReading } from '../quiz/verdict.ts';
import type { Handle } from '../store/open.ts';
import { addReading, countReadings, knownFindings } from '../store/readings.ts';

/** So many answers of a member are read in a day; the grader alone reads the rest. */
const readingsADay = 20;
const dayMs = 24 * 3600_000;

/** Where an answer stands: its round and member, or its practice question. */
export type Whereabouts = { memberId: string; roundId: string } | { memberId: string; practiceId: string };

/** The id of the reading of an answer. */
export function readingId(of: Whereabouts): string {
  return 'roundId' in of ? `${of.roundId}:${of.memberId}` : of.practiceId;
}

/**
 * Has a free-text answer read by the second reader, where there is one: at once from memory, else later, outside of this
 * transaction. What is no answer at all is not read, nor what a member answers beyond the day's quota.
 * @returns what the second reader found, where that is known already
 */
export async function askReading(
  app: Pick<App, 'reader' | 'metrics'>,
  tx: Handle,
  of: Whereabouts,
  { question, answer, at }: { question: Question; answer: Answer; at: number },
): Promise<SecondReading | undefined> {
  if (!app.reader || !isOpen(question) || answer.kind !== 'text') return undefined;
  if (gradeOpen(question, answer.text).band === 'no-answer') return undefined;
  const { model } = app.reader;
  const hash = readingHash(question, answer.text);
  const findings = await knownFindings(tx, hash, model);
  if (!findings && (await countReadings(tx, of.memberId, at - dayMs)) >= readingsADay) {
    app.metrics.readingDone('over-quota');
    return undefined;
  }
  await addReading(tx, { id: readingId(of), ...of, hash, model, at }, findings);
  if (!findings) return undefined;
  app.metrics.readingDone('cached');
  return { model, findings };
}

/** What one reading serves for: a question in one version, and one answer to it. */
export function readingHash({ id, version }: Pick<Question, 'id' | 'version'>, text: string): string {
  return createHash('sha256')
    .update(JSON.stringify([id, version, text]))
    .digest('hex');
}
