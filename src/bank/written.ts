/** Questions that people write as YAML in a form, read by the schema and the gates of the bank and with its words. */

import { visible } from '../quiz/plain-text.ts';
import { type Question, questionSchema } from '../quiz/question.ts';
import { faultsIn } from './check.ts';
import { inPlainWords } from './plain-words.ts';
import { type Entry, idOf, parseYamlList } from './yaml-list.ts';

/** What is wrong with a written question, in plain words; `line` counts from 1, `id` is the question's where it has one. */
export type WrittenFault = { line: number; id?: string; message: string };

/** A question and the line on which it begins. */
export type WrittenQuestion = { line: number; question: Question };

/** Reads a list of questions, or one alone. Where there is any fault, what is right beside it is not to be used. */
export function readWrittenQuestions(text: string): { written: WrittenQuestion[]; faults: WrittenFault[] } {
  const { entries, faults } = parseYamlList(shown(text), { orOne: true });
  const read = entries.map(readEntry);
  return {
    written: read.flatMap(({ written }) => written),
    faults: [...faults, ...read.flatMap((one) => one.faults), ...idsUsedAgain(entries)].sort((a, b) => a.line - b.line),
  };
}

/** Reads text that is one question. */
export function readWrittenQuestion(text: string): { question: Question } | { faults: WrittenFault[] } {
  const { written, faults } = readWrittenQuestions(text);
  const [first, second] = written;
  if (faults.length > 0 || !first) return { faults };
  if (second) return { faults: [{ line: second.line, message: 'is a second question; only one is asked for here' }] };
  return { question: first.question };
}

/** Without what nobody can see; the white space at its ends stays, because lines and indents count. */
function shown(text: string): string {
  return visible(`|${text}|`).slice(1, -1);
}

function readEntry(entry: Entry): { written: WrittenQuestion[]; faults: WrittenFault[] } {
  const read = questionSchema.safeParse(entry.value);
  const found = read.success
    ? faultsIn(read.data)
    : read.error.issues.flatMap((issue) => inPlainWords(issue, entry.value));
  const faults = found.map(({ path, message }) => ({ line: entry.lineOf(path), ...idOf(entry), message }));
  return {
    written: read.success && faults.length === 0 ? [{ line: entry.lineOf([]), question: read.data }] : [],
    faults,
  };
}

function idsUsedAgain(entries: readonly Entry[]): WrittenFault[] {
  const lines = new Map<string, number>();
  return entries.flatMap((entry) => {
    const { id } = idOf(entry);
    if (id === undefined) return [];
    const line = entry.lineOf(['id']);
    const first = lines.get(id);
    lines.set(id, first ?? line);
    return first === undefined ? [] : [{ line, id, message: `id: already given in line ${first}` }];
  });
}
