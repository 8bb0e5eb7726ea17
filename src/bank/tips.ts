import { z } from 'zod';

/** What a tip for the interview is about; also the order in which the subjects are offered. */
const tipSubjects = [
  'concepts',
  'stack',
  'experience',
  'coding',
  'current',
  'skills',
  'scale',
  'technical',
  'mistakes',
  'standing-out',
] as const;

/** One entry of data/tips.yaml. `text` is CommonMark of at most 600 characters, short enough to stand under a question. */
export const tipSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a slug: lower-case words and digits joined by hyphens')
    .max(60),
  about: z.enum(tipSubjects),
  text: z.string().trim().min(1).max(600),
});

export type Tip = z.infer<typeof tipSchema>;
