import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadBank } from '../../src/bank/load.ts';
import { gradeLines } from '../../src/cli/grade.ts';
import { isOpen } from '../../src/quiz/question.ts';

const { questions } = await loadBank(fileURLToPath(new URL('../../data', import.meta.url)));
const open = new Map(questions.filter(isOpen).map((question) => [question.id, question]));

async function* chunks(...parts: (string | Uint8Array)[]) {
  yield* parts;
}

/** What is written for the lines, read back. */
async function graded(input: AsyncIterable<string | Uint8Array>, bank?: typeof open) {
  let out = '';
  const add = (text: string) => {
    out += text;
  };
  await gradeLines(input, add, bank);
  return out
    .split('\n')
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));
}

const salt = { question: 'How did you get the salt?', reference: 'The water was evaporated, leaving the salt.' };
const line = (fields: object) => `${JSON.stringify(fields)}\n`;

describe('Grading JSON lines', () => {
  it('gives each answer a score by its references alone, one or several', async () => {
    const answer = 'We let the water evaporate and the salt was left.';
    const several = { ...salt, reference: ['It was filtered.', salt.reference] };
    const results = await graded(
      chunks(
        line({ id: 'a', ...salt, answer }),
        line({ id: 2, ...several, answer }),
        line({ id: 'c', ...salt, answer: 'no idea' }),
      ),
    );
    expect(results).toEqual([
      { id: 'a', score: expect.closeTo(0.9, 0), verdicts: [], flags: [] },
      { id: 2, score: expect.closeTo(0.9, 0), verdicts: [], flags: [] },
      { id: 'c', score: 0, verdicts: [], flags: [] },
    ]);
  });

  it('gives a verdict for each key point where there are any', async () => {
    const keyPoints = [
      { id: 'heat', text: 'The water is evaporated.', any: ['evaporate the water'], weight: 3 },
      { id: 'rest', text: 'Salt stays behind.', not: ['salt melts away'] },
    ];
    const [result] = await graded(
      chunks(line({ id: 1, ...salt, keyPoints, answer: 'I would evaporate the water slowly.' })),
    );
    expect(result).toMatchObject({
      id: 1,
      score: 0.75,
      verdicts: [
        { id: 'heat', status: 'covered', quote: 'I would evaporate the water slowly.' },
        { id: 'rest', status: 'missed' },
      ],
    });
  });

  it('takes rubrics from the bank, stories with their parts', async () => {
    const [story] = [...open.values()].filter(({ kind }) => kind === 'star');
    if (story === undefined) throw new Error('the bank has no behavioral question');
    const [result] = await graded(chunks(line({ id: 'x', questionId: story.id, answer: story.modelAnswer })), open);
    expect(result).toMatchObject({
      id: 'x',
      score: 1,
      parts: [{ found: true }, { found: true }, { found: true }, { found: true }],
    });
  });

  it('reads lines however the stream cuts them, passing over empty ones', async () => {
    const bytes = new TextEncoder().encode(
      `\n${line({ id: 'ü', ...salt, answer: 'Über' })}\r\n${line({ id: 'b', ...salt, answer: 'x' }).trim()}`,
    );
    const whole = await graded(chunks(bytes));
    for (const size of [1, 7, 64]) {
      const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.slice(at * size, (at + 1) * size),
      );
      expect(await graded(chunks(...parts))).toEqual(whole);
    }
    expect(whole).toMatchObject([{ id: 'ü' }, { id: 'b' }]);
  });

  it.each([
    ['Line 2 is not JSON.', 'oops'],
    ['Line 2: answer: Invalid input', '{"id":1,"question":"q","reference":"r"}'],
    ['Line 2: reference or keyPoints is missing', '{"id":1,"question":"q","answer":"a"}'],
  ])('names the line it cannot read, after grading those before: %s', async (message, bad) => {
    const written: string[] = [];
    const input = chunks(line({ id: 'a', ...salt, answer: 'x' }), bad);
    await expect(gradeLines(input, (text) => written.push(text))).rejects.toThrow(message);
    expect(written).toHaveLength(1);
  });

  it('names a question the bank has not', async () => {
    const input = chunks(line({ id: 1, questionId: 'constructor', answer: 'x' }));
    await expect(graded(input, open)).rejects.toThrow('Line 1: the bank has no open question "constructor".');
  });
});
