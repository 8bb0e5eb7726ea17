import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkReading } from '../../src/bank/check.ts';
import { faultLine } from '../../src/bank/fault.ts';
import { loadBank } from '../../src/bank/load.ts';
import { readBank } from '../../src/bank/read.ts';
import type { NumericQuestion } from '../../src/quiz/question.ts';
import { numericFormulas } from './numeric-formulas.ts';

const folder = fileURLToPath(new URL('../../data', import.meta.url));
const reading = await readBank(folder);
const numericQuestions = reading.questions.filter(
  (question): question is NumericQuestion => question.kind === 'numeric',
);

describe('The bank that ships', () => {
  it('loads', async () => {
    const bank = await loadBank(folder);
    expect(bank.questions.length).toBeGreaterThan(0);
    expect(bank.tips.length).toBeGreaterThan(0);
  });

  it('passes every gate', () => {
    const found = checkReading(reading, folder);
    expect(found.filter(({ severity }) => severity === 'fault').map(faultLine)).toEqual([]);
  });
});

describe('The numbers of the bank that ships', () => {
  it.each(numericQuestions.map((question) => [question.id, question] as const))(
    'are what the numbers of the prompt give: %s',
    (id, { answer }) => {
      const formula = numericFormulas[id];
      expect(formula, `numeric-formulas.ts has no formula for ${id}`).toBeTypeOf('function');
      expect(Math.abs((formula?.() ?? Number.NaN) - answer.value)).toBeLessThanOrEqual(answer.tolerance);
    },
  );

  it('are the only ones with a formula', () => {
    const ids = new Set(numericQuestions.map(({ id }) => id));
    expect(Object.keys(numericFormulas).filter((id) => !ids.has(id))).toEqual([]);
  });
});
