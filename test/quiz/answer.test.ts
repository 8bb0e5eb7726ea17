import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closedAnswerMax, readAnswer, textAnswerMax, writeAnswer } from '../../src/quiz/answer.ts';
import { type Letter, letters, type PublicQuestion, toPublic } from '../../src/quiz/question.ts';
import { anyText } from './any-text.ts';
import { choiceQuestion, numericQuestion, openQuestion, orderQuestion } from './sample-questions.ts';

const single = toPublic(choiceQuestion(['b']));
const several = toPublic(choiceQuestion(['a', 'c']));
const order = toPublic(orderQuestion(['b', 'a', 'd', 'c']));
const numeric = toPublic(numericQuestion(0.25, 0));
const open = toPublic(openQuestion);
const star: PublicQuestion = { ...open, kind: 'star' };

describe('reading the answer to a choice', () => {
  it.each(['B', 'b', 'b)', '(B)', ' b. ', 'Ｂ', 'Ⓑ', '\u200bb\u202e', '**B**', 'B B'])('reads %j as B', (input) => {
    expect(readAnswer(single, input)).toEqual({ answer: { kind: 'choice', letters: ['b'] } });
  });

  it.each(['A,C', 'a c', 'AC', 'ca', 'C, A', 'a and c', 'A & C', 'a/c', 'c+a+c'])('reads %j as A and C', (input) => {
    expect(readAnswer(several, input)).toEqual({ answer: { kind: 'choice', letters: ['a', 'c'] } });
  });

  it.each(['Z', 'e', 'b1', 'a cat', '2', 'A-C', 'and', '?', '__proto__'])(
    'refuses %j and says which letters there are',
    (input) => {
      expect(readAnswer(several, input)).toEqual({ slip: 'not-a-choice', given: input, last: 'd' });
    },
  );

  it('refuses several letters where one is right, and names them', () => {
    expect(readAnswer(single, 'B, A')).toEqual({ slip: 'one-only', given: ['a', 'b'] });
  });

  it('repeats at most a line of what it could not read', () => {
    const slip = readAnswer(single, 'x'.repeat(closedAnswerMax));
    expect(slip).toEqual({ slip: 'not-a-choice', given: `${'x'.repeat(39)}…`, last: 'd' });
  });

  it('refuses a page of text as too long', () => {
    expect(readAnswer(single, 'b '.repeat(closedAnswerMax))).toEqual({ slip: 'too-long', max: closedAnswerMax });
  });
});

describe('reading an order', () => {
  it.each([
    'BADC',
    'b a d c',
    'b>a>d>c',
    'b, a, d, c',
    'B → A → D → C',
    'b -> a -> d -> c',
    'b then a then d then c',
    'b-a-d-c',
  ])('reads %j', (input) => {
    expect(readAnswer(order, input)).toEqual({ answer: { kind: 'order', letters: ['b', 'a', 'd', 'c'] } });
  });

  it('says what is missing, repeated and unknown', () => {
    expect(readAnswer(order, 'b b x a')).toEqual({
      slip: 'not-an-order',
      given: 'b b x a',
      missing: ['c', 'd'],
      repeated: ['b'],
      unknown: ['x'],
      last: 'd',
    });
  });
});

describe('reading free text', () => {
  it('keeps the words as written, trimmed and without what cannot be seen', () => {
    expect(readAnswer(open, '  Ｆirst,\r\nI\u200b look\u202e.\0 ')).toEqual({
      answer: { kind: 'text', text: 'Ｆirst,\nI look.' },
    });
    expect(readAnswer(star, 'We shipped it.')).toEqual({ answer: { kind: 'text', text: 'We shipped it.' } });
  });

  it.each(['', '   ', '\n\t', '\u200b\u200d', '\u2800', '\u3164 \ufeff', '\0'])(
    'calls %j empty for every kind',
    (input) => {
      for (const question of [open, single, order, numeric])
        expect(readAnswer(question, input)).toEqual({ slip: 'empty' });
    },
  );

  it(`takes ${textAnswerMax} characters and not one more`, () => {
    expect(readAnswer(open, 'a'.repeat(textAnswerMax))).toHaveProperty('answer');
    expect(readAnswer(open, 'a'.repeat(textAnswerMax + 1))).toEqual({ slip: 'too-long', max: textAnswerMax });
  });
});

describe('writing an answer', () => {
  it.each([
    [{ kind: 'choice', letters: ['b'] } as const, undefined, 'B'],
    [{ kind: 'choice', letters: ['a', 'c'] } as const, undefined, 'A, C'],
    [{ kind: 'order', letters: ['b', 'a', 'd', 'c'] } as const, undefined, 'B A D C'],
    [{ kind: 'numeric', value: 0.25 } as const, '%', '0.25 %'],
    [{ kind: 'numeric', value: -3 } as const, undefined, '-3'],
    [{ kind: 'text', text: 'I look first.' } as const, undefined, 'I look first.'],
  ])('writes %j with unit %j as %j', (answer, unit, written) => {
    const own = 'letters' in answer ? { ...answer, letters: [...answer.letters] } : answer;
    expect(writeAnswer(own, unit)).toBe(written);
  });
});

describe('laws of reading and writing', () => {
  const subset = (count: number) => fc.subarray<Letter>(letters.slice(0, count), { minLength: 1 });

  it('reads back every choice it writes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }).chain((count) => fc.tuple(fc.constant(count), subset(count))),
        ([count, chosen]) => {
          const question = toPublic(choiceQuestion(chosen.length > 1 ? ['a', 'b'] : ['a'], count));
          const answer = { kind: 'choice', letters: chosen } as const;
          expect(readAnswer(question, writeAnswer(answer))).toEqual({ answer });
        },
      ),
    );
  });

  it('reads back every order it writes', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 3, max: 6 })
          .chain((count) => fc.shuffledSubarray<Letter>(letters.slice(0, count), { minLength: count })),
        (given) => {
          const answer = { kind: 'order', letters: given } as const;
          expect(readAnswer(toPublic(orderQuestion(given)), writeAnswer(answer))).toEqual({ answer });
        },
      ),
    );
  });

  it('reads back every number it writes, with the unit and without', () => {
    const units = fc.constantFrom('%', 'ms', '$', 'req/s', 'GPU hours', '$ per 1k tokens', 'µs', 'm²', '');
    const numbers = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0));
    fc.assert(
      fc.property(numbers, units, fc.boolean(), (value, unit, withUnit) => {
        const answer = { kind: 'numeric', value } as const;
        const question = toPublic(numericQuestion(0, 0, unit));
        expect(readAnswer(question, writeAnswer(answer, withUnit ? unit : undefined))).toEqual({ answer });
      }),
    );
  });

  it('reads back every text it has read', () => {
    fc.assert(
      fc.property(anyText, (input) => {
        const read = readAnswer(open, input);
        if ('answer' in read) expect(readAnswer(open, writeAnswer(read.answer))).toEqual(read);
      }),
    );
  });

  it('gives an answer that fits the question, or a slip, for any string', () => {
    const anything = fc.oneof(
      anyText,
      fc.string({ unit: fc.constantFrom(...'abcdef0123456789.,-+e %$>)\u200b\ud800'), maxLength: 12 }),
    );
    fc.assert(
      fc.property(anything, fc.constantFrom(single, several, order, numeric, open, star), (input, question) => {
        const read = readAnswer(question, input);
        if ('slip' in read) return;
        const { answer } = read;
        expect(answer.kind).toBe(question.kind === 'open' || question.kind === 'star' ? 'text' : question.kind);
        if (answer.kind === 'numeric') expect(Number.isFinite(answer.value)).toBe(true);
        if (answer.kind === 'choice') expect(answer.letters).toEqual([...new Set(answer.letters)].sort());
        if (answer.kind === 'order') expect([...answer.letters].sort()).toEqual(['a', 'b', 'c', 'd']);
      }),
      { numRuns: 1000 },
    );
  });
});
