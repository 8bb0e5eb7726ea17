import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { type Question, questionSchema, topicSlugs } from '../quiz/question.ts';
import type { Fault, FieldPath } from './fault.ts';
import { inPlainWords, valueAt } from './plain-words.ts';
import { type Tip, tipSchema } from './tips.ts';
import { type Entry, idOf, parseYamlList } from './yaml-list.ts';

type Place = { file: string; line: number };

/** What could be read of a bank, beside every reason why the rest could not. */
export type Reading = {
  questions: Question[];
  tips: Tip[];
  faults: Fault[];
  /** Where a field of a question that was read stands; undefined for an id that was not. */
  placeOf(id: string, path: FieldPath): Place | undefined;
};

type SourceFile = { file: string; entries: Entry[]; faults: Fault[] };
type Valid<Value> = { value: Value; file: string; entry: Entry };

/** Reads as much of a bank as is valid. Never throws: a folder that is not there is a fault like any other. */
export async function readBank(folder: string): Promise<Reading> {
  const questionFolder = join(folder, 'questions');
  const listing = await listQuestionFiles(questionFolder);
  const [tipSource, ...sources] = await Promise.all([join(folder, 'tips.yaml'), ...listing.files].map(readSource));
  const questions = validate(sources, questionSchema);
  const tips = validate(tipSource === undefined ? [] : [tipSource], tipSchema);
  const places = new Map(questions.valid.map(({ value, file, entry }) => [value.id, { file, entry }]));
  const faults = [
    ...listing.faults,
    ...sources.flatMap((source) => [...source.faults, ...misplaced(source)]),
    ...questions.faults,
    ...(tipSource?.faults ?? []),
    ...tips.faults,
  ];
  return {
    questions: questions.valid.map(({ value }) => value),
    tips: tips.valid.map(({ value }) => value),
    faults: inReadingOrder(faults),
    placeOf(id, path) {
      const found = places.get(id);
      return found && { file: found.file, line: found.entry.lineOf(path) };
    },
  };
}

async function listQuestionFiles(folder: string): Promise<{ files: string[]; faults: Fault[] }> {
  try {
    const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
    const files = names.filter((name) => name.endsWith('.yaml')).map((name) => join(folder, name));
    const faults = names
      .filter((name) => /\.(ya?ml|json)$/i.test(name) && !name.endsWith('.yaml'))
      .map((name) => ({ file: join(folder, name), line: 0, message: 'would not be read: name it <topic>.yaml' }));
    if (files.length === 0) faults.push({ file: folder, line: 0, message: 'holds no <topic>.yaml file' });
    return { files, faults };
  } catch (error) {
    return { files: [], faults: [{ file: folder, line: 0, message: `cannot be read (${reasonOf(error)})` }] };
  }
}

async function readSource(file: string): Promise<SourceFile> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
    const { entries, faults } = parseYamlList(text);
    return { file, entries, faults: faults.map((fault) => ({ file, ...fault })) };
  } catch (error) {
    return { file, entries: [], faults: [{ file, line: 0, message: `cannot be read (${reasonOf(error)})` }] };
  }
}

/** A file holds the questions of the topic it is named for, and no others. */
function misplaced({ file, entries }: SourceFile): Fault[] {
  const name = basename(file, '.yaml');
  if (!topicSlugs.some((topic) => topic === name)) {
    return [{ file, line: 0, message: `"${name}" is not a topic; the topics are ${topicSlugs.join(', ')}` }];
  }
  return entries.flatMap((entry) => {
    const topic = valueAt(entry.value, ['topic']);
    if (topic === name || !topicSlugs.some((slug) => slug === topic)) return [];
    const message = `topic: "${topic}" belongs in ${topic}.yaml, this file is for ${name}`;
    return [{ file, line: entry.lineOf(['topic']), ...idOf(entry), message }];
  });
}

function validate<Value>(
  sources: readonly SourceFile[],
  schema: z.ZodType<Value>,
): { valid: Valid<Value>[]; faults: Fault[] } {
  const valid: Valid<Value>[] = [];
  const faults: Fault[] = [];
  const firstPlaces = new Map<string, Place>();
  for (const { file, entries } of sources) {
    for (const entry of entries) {
      const { id } = idOf(entry);
      const place = { file, line: entry.lineOf(['id']) };
      const first = id === undefined ? undefined : firstPlaces.get(id);
      if (first !== undefined) {
        faults.push({ ...place, ...idOf(entry), message: `id: already given to ${first.file}:${first.line}` });
      } else if (id !== undefined) {
        firstPlaces.set(id, place);
      }
      const result = schema.safeParse(entry.value);
      if (result.success) {
        if (first === undefined) valid.push({ value: result.data, file, entry });
        continue;
      }
      const messages = result.error.issues.flatMap((issue) => inPlainWords(issue, entry.value));
      faults.push(
        ...messages.map(({ path, message }) => ({ file, line: entry.lineOf(path), ...idOf(entry), message })),
      );
    }
  }
  return { valid, faults };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function inReadingOrder(faults: readonly Fault[]): Fault[] {
  return faults.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}
