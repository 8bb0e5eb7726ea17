/** Questions that people write in a form: a member's suggestion, and its edited text as YAML. */

import { stringify } from 'yaml';
import { z } from 'zod';
import { letters, type Question, questionSchema, topicSlugs } from '../quiz/question.ts';
import { checkQuestions } from './check.ts';
import { inPlainWords } from './plain-words.ts';
import { parseYamlList } from './yaml-list.ts';

/** A member's idea for a choice question. */
export const suggestionSchema = z.strictObject({
  topic: z.enum(topicSlugs),
  prompt: z.string().trim().min(10).max(1400),
  options: z
    .array(z.strictObject({ text: z.string().min(1).max(180), correct: z.boolean(), why: z.string().max(300) }))
    .min(2)
    .max(6),
  explanation: z.string().trim().min(10).max(1200),
  source: z.string().max(300),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

/** What is wrong with a written question, in plain words; `line` counts from 1. */
export type WrittenFault = { line: number; message: string };

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

/** A suggestion as the YAML of a whole question; what is still missing is left for the editor to fill in. */
export function suggestionYaml(suggestion: Suggestion, id: string): string {
  const { topic, prompt, options, explanation, source } = suggestion;
  return stringify({
    id,
    kind: 'choice',
    topic,
    difficulty: 2,
    interviewTopics: [1],
    title: prompt.split(/[.?!\n]/)[0]?.slice(0, 60) ?? '',
    prompt,
    options: options.map(({ text, correct, why }, place) => ({ id: letters[place], text, correct, why })),
    hints: [''],
    explanation,
    references: [{ title: '', url: source }],
    discuss: '',
  });
}

/** Reads one question written as YAML, by the bank's own schema and gates. */
export function readWrittenQuestion(text: string): { question: Question } | { faults: WrittenFault[] } {
  // As the only entry of a list, so that the bank's reader serves; lines keep their numbers.
  const list = text.trimStart().startsWith('- ') ? text : `- ${text.trim().replaceAll('\n', '\n  ')}`;
  const { entries, faults } = parseYamlList(list);
  const [entry] = entries;
  if (faults.length > 0 || !entry) return { faults: faults.length > 0 ? faults : [{ line: 1, message: 'is empty' }] };
  const read = questionSchema.safeParse(entry.value);
  if (!read.success) {
    return {
      faults: read.error.issues
        .flatMap((issue) => inPlainWords(issue, entry.value))
        .map(({ path, message }) => ({ line: entry.lineOf(path), message })),
    };
  }
  const gates = checkQuestions([read.data]).filter(({ severity }) => severity === 'fault');
  return gates.length > 0
    ? { faults: gates.map(({ path, message }) => ({ line: entry.lineOf(path), message })) }
    : { question: read.data };
}
