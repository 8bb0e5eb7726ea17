import { describe, expect, it } from 'vitest';
import {
  codeNamesItsLanguage,
  idBeginsWithTopic,
  markupIsPlain,
  noDoubleNegative,
  sentencesAreShort,
} from '../../../src/bank/gates/prose.ts';
import { choice, open } from '../sample-questions.ts';

const two = ['The schema', 'The labels'];
const words = (count: number) => Array(count).fill('word').join(' ');

describe('An id', () => {
  it('begins with its topic', () => {
    expect(idBeginsWithTopic(choice('a', two))).toEqual([]);
    expect(idBeginsWithTopic(choice('a', two, { id: 'driftwood-01' }))).toEqual([
      { path: ['id'], message: 'id: must begin with "drift-" (Drift)' },
    ]);
  });
});

describe('Fenced code', () => {
  it('names its language and is closed', () => {
    const prompt = 'Read this.\n\n```sql\nselect 1;\n```\n\nAnd this:\n\n```yaml\na: 1\n```';
    expect(codeNamesItsLanguage(choice('a', two, { prompt }))).toEqual([]);
  });

  it('without a language is refused in every field that is rendered', () => {
    const bare = 'Read this.\n\n```\nselect 1;\n```';
    expect(codeNamesItsLanguage(open({ prompt: bare, explanation: bare, modelAnswer: bare }))).toEqual(
      ['prompt', 'explanation', 'modelAnswer'].map((name) => ({
        path: [name],
        message: `${name}: fenced code must name its language`,
      })),
    );
  });

  it('left open is refused', () => {
    expect(codeNamesItsLanguage(choice('a', two, { prompt: '```sql\nselect 1;' }))).toEqual([
      { path: ['prompt'], message: 'prompt: fenced code is not closed' },
    ]);
  });
});

describe('Markup', () => {
  it('that chats cannot show is refused outside fenced code', () => {
    const table = '| item | cost |\n|---|---|\n| GPU | 2 |';
    expect(markupIsPlain(choice('a', two, { prompt: `The bill:\n\n${table}` }))).toEqual([
      { path: ['prompt'], message: 'prompt: a line that begins with "|" needs a fence (```text)' },
    ]);
    expect(markupIsPlain(choice('a', two, { prompt: `The bill:\n\n\`\`\`text\n${table}\n\`\`\`` }))).toEqual([]);
    expect(markupIsPlain(open({ explanation: '## Why\n\n> so' }))).toHaveLength(1);
    expect(markupIsPlain(choice('a', two, { prompt: '**Now**\n\n- p99 > 2 s\n- rank #1' }))).toEqual([]);
  });
});

describe('A prompt', () => {
  it('has 14 words a sentence on average at most', () => {
    const prompt = (first: number, second: number) => `${words(first)}. Word ${words(second - 1)}?`;
    expect(sentencesAreShort(choice('a', two, { prompt: prompt(20, 8) }))).toEqual([]);
    expect(sentencesAreShort(choice('a', two, { prompt: prompt(21, 8) }))).toEqual([
      { path: ['prompt'], message: 'prompt: 14.5 words a sentence, at most 14 are easy to read' },
    ]);
  });

  it('is measured without its code', () => {
    const prompt = `What fails?\n\n\`\`\`text\n${words(80)}\n\`\`\``;
    expect(sentencesAreShort(choice('a', two, { prompt }))).toEqual([]);
  });
});

describe('A double negative', () => {
  it.each([
    ['You cannot not retrain.', 'cannot not'],
    ['Never deploy without tests?', 'Never deploy without'],
    ['It is not uncommon.', 'not uncommon'],
    ["A job doesn't run without labels.", "doesn't run without"],
    ['That is not impossible.', 'not impossible'],
  ])('is found in a prompt: %s', (prompt, found) => {
    expect(noDoubleNegative(choice('a', two, { prompt }))).toEqual([
      { path: ['prompt'], message: `prompt: "${found}" is a double negative` },
    ]);
  });

  it('is found in an option, and passed over in code', () => {
    const texts = ['It is **not** without risk', 'It runs `not never`'];
    expect(noDoubleNegative(choice('a', texts)).map(({ path }) => path)).toEqual([['options', 0, 'text']]);
  });

  it.each([
    'It is not fast and not cheap.',
    'Do not wait until noon.',
    'No labels arrive; nothing is trained.',
    'It is not an incident.',
  ])('is not seen in %s', (prompt) => {
    expect(noDoubleNegative(choice('a', two, { prompt }))).toEqual([]);
  });
});
