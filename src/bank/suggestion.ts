/** A member's idea for a choice question: typed in a form, checked as far as it goes, made whole by an admin. */

import { stringify } from 'yaml';
import { z } from 'zod';
import { type ChoiceQuestion, choiceOption, letters, questionFields } from '../quiz/question.ts';
import { faultsIn } from './check.ts';
import type { FieldPath } from './fault.ts';
import { inPlainWords } from './plain-words.ts';

const { topic, prompt, explanation } = questionFields;

/** The fields of a choice that a member fills in; reasons and the link may be missing. */
export const suggestionSchema = z.strictObject({
  topic,
  prompt,
  options: z
    .array(
      z.strictObject({
        text: choiceOption.shape.text,
        correct: choiceOption.shape.correct,
        why: z.string().trim().max(300),
      }),
    )
    .min(2)
    .max(6),
  explanation,
  source: z.string().trim().max(300),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

/**
 * Reads options as people type them, one a line: `*` before a right one, `|` before its reason.
 * `* Shadow traffic | no user sees an answer`.
 */
export function readOptionLines(typed: string): Suggestion['options'] {
  return typed
    .split('\n')
    .map((line) => line.trim().replace(/^(?:[a-f][).:]|-)\s*/i, ''))
    .filter((line) => line !== '')
    .map((line) => {
      const [text = '', ...why] = line.replace(/^\*\s*/, '').split('|');
      return { text: text.trim(), correct: line.startsWith('*'), why: why.join('|').trim() };
    });
}

/** Checks what a member wrote by the schema and the gates of the bank, in the words of `bank check`. */
export function checkSuggestion(
  written: unknown,
): { suggestion: Suggestion } | { faults: { path: FieldPath; message: string }[] } {
  const read = suggestionSchema.safeParse(written);
  if (!read.success) return { faults: read.error.issues.flatMap((issue) => inPlainWords(issue, written)) };
  // What the admin fills in is not the member's to mend.
  const faults = faultsIn(draftOf(read.data, `${read.data.topic}-draft`)).filter(({ path }) =>
    Object.hasOwn(suggestionSchema.shape, path[0] ?? ''),
  );
  return faults.length > 0 ? { faults } : { suggestion: read.data };
}

/** A suggestion as the YAML of a whole question; what is still missing is left for the editor to fill in. */
export function suggestionYaml(suggestion: Suggestion, id: string): string {
  const { version: _, ...draft } = draftOf(suggestion, id);
  return stringify(draft);
}

function draftOf({ topic, prompt, options, explanation, source }: Suggestion, id: string): ChoiceQuestion {
  return {
    id,
    version: 1,
    kind: 'choice',
    topic,
    difficulty: 2,
    interviewTopics: [1],
    title: prompt.split(/[.?!\n]/)[0]?.slice(0, 60) ?? '',
    prompt,
    options: options.map((option, place) => ({ id: letters[place] ?? 'f', ...option })),
    hints: [''],
    explanation,
    references: [{ title: '', url: source }],
    discuss: '',
  };
}
