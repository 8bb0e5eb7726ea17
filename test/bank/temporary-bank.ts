import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Writes files (paths relative to the bank, with `/`) into a new folder that goes when the running test ends. */
export async function temporaryBank(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bank-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return folder;
}

/** A valid tips file of one tip. */
export const oneTip = '- id: explain-why\n  about: concepts\n  text: Say why before you say how.\n';

/** A valid question as YAML of 23 lines; its options stand on lines 9 to 16. */
export const driftYaml = (id = 'drift-baseline-01') => `- id: ${id}
  kind: choice
  topic: drift
  difficulty: 1
  interviewTopics: [2]
  title: Choosing a baseline
  prompt: |-
    You compare today's data with a baseline. Which one shows seasonal drift?
  options:
    - id: a
      text: The same week of last year
      correct: true
      why: Seasons repeat from one year to the next.
    - id: b
      text: The day before
      correct: false
      why: A day is too near to show a season.
  hints:
    - Think of a calendar.
  explanation: A baseline decides which change becomes visible.
  references:
    - { title: A guide to drift, url: https://example.org/drift }
  discuss: Which baseline does your team use?
`;
