import { z } from 'zod';

const phrase = z.string().regex(/^[a-z0-9][a-z0-9 /&'-]*$/, 'must be lower-case words');

/** The shape of `data/lexicon.yaml`. */
export const handLexiconSchema = z.strictObject({
  /** Ways to write one thing; the first stands for all of them. */
  alike: z.array(z.array(phrase).min(2)),
  /** Single words that answers use for each other. */
  near: z.array(z.array(phrase).min(2)),
  /** Pairs of which one is what the other is not. */
  opposite: z.array(z.tuple([phrase, phrase])),
  /** Forms that no rule leads back to their base. */
  irregular: z.record(phrase, z.array(phrase).min(1)),
});
