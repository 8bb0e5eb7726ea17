/** Reads structured values from the JSON text they are stored as. */
import { z } from 'zod';
import type { Answer } from '../quiz/answer.ts';
import { letters } from '../quiz/question.ts';
import { confirmers, type PointFinding, starParts, type Verdict } from '../quiz/verdict.ts';

const letterList = z.array(z.enum(letters));
const storedAnswer: z.ZodType<Answer> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('choice'), letters: letterList }),
  z.object({ kind: z.literal('order'), letters: letterList }),
  z.object({ kind: z.literal('numeric'), value: z.number() }),
  z.object({ kind: z.literal('text'), text: z.string() }),
]);
export const storedAnswers = z.array(storedAnswer);

export function readStoredAnswer(stored: string): Answer {
  return storedAnswer.parse(JSON.parse(stored));
}

const pointStatus = z.enum(['covered', 'partial', 'missed', 'contradicted']);
const storedFindings: z.ZodType<PointFinding[]> = z.array(
  z.object({ id: z.string(), status: pointStatus, quote: z.string() }),
);

export function readStoredFindings(stored: string): PointFinding[] {
  return storedFindings.parse(JSON.parse(stored));
}

const storedVerdict: z.ZodType<Verdict> = z.object({
  credit: z.number(),
  right: z.boolean(),
  open: z
    .object({
      score: z.number(),
      band: z.enum(['strong', 'partial', 'weak', 'no-answer']),
      verdicts: z.array(
        z.object({
          id: z.string(),
          status: pointStatus,
          quote: z.string().exactOptional(),
          confidence: z.number(),
        }),
      ),
      flags: z.array(z.string()),
      parts: z
        .array(
          z.object({ part: z.enum(starParts), found: z.boolean(), quote: z.string().exactOptional(), tip: z.string() }),
        )
        .exactOptional(),
      by: z.enum(['offline', 'both']),
      model: z.string().exactOptional(),
      agreed: z.literal(true).exactOptional(),
    })
    .exactOptional(),
  confirmedBy: z.enum(confirmers).exactOptional(),
});

export function readStoredVerdict(stored: string): Verdict {
  return storedVerdict.parse(JSON.parse(stored));
}
