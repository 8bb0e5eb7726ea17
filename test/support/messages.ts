/** Arbitrary answers, verdicts and rounds that fit a question, and messages of every shape. */

import fc from 'fast-check';
import { roundAction } from '../../src/chat/action.ts';
import type { Block, Control, Message } from '../../src/chat/message.ts';
import { moment } from '../../src/chat/text.ts';
import { type Answer, textAnswerMax } from '../../src/quiz/answer.ts';
import { visible } from '../../src/quiz/plain-text.ts';
import { letters, type Question } from '../../src/quiz/question.ts';
import type { OpenVerdict, PointStatus, Verdict } from '../../src/quiz/verdict.ts';
import type { Given, RoundFacts } from '../../src/words/post.ts';
import { number, typed } from './questions.ts';

export const zone = fc.constantFrom('Europe/Berlin', 'America/Argentina/ComodRivadavia', 'Asia/Kolkata');
/** Epoch milliseconds between 2020 and 2100. */
export const instant = fc.integer({ min: 1_577_836_800_000, max: 4_102_444_800_000 });
/** A local day. */
export const day = instant.map((at) => new Date(at).toISOString().slice(0, 10));
/** As `newId` makes them. */
export const id = fc.stringMatching(/^[0-9a-z]{20}$/);
export const roundNumber = fc.integer({ min: 1, max: 99_999 });
export const amount = fc.nat(99_999);

export const round: fc.Arbitrary<RoundFacts> = fc.record({
  id,
  number: roundNumber,
  zone,
  opensAt: instant,
  closesAt: instant,
  instant: fc.boolean(),
  comeback: fc.boolean(),
});

/** An answer that `readAnswer` could have read for the question. */
export function answerTo(question: Question): fc.Arbitrary<Answer> {
  switch (question.kind) {
    case 'choice': {
      const ids = question.options.map((option) => option.id);
      const many = question.options.filter(({ correct }) => correct).length > 1;
      const chosen = fc.subarray(ids, { minLength: 1, maxLength: many ? ids.length : 1 });
      return fc.record({ kind: fc.constant('choice'), letters: chosen });
    }
    case 'order': {
      const ids = question.options.map((option) => option.id);
      return fc.record({ kind: fc.constant('order'), letters: fc.shuffledSubarray(ids, { minLength: ids.length }) });
    }
    case 'numeric':
      return fc.record({ kind: fc.constant('numeric'), value: number });
    default:
      return fc.record({ kind: fc.constant('text'), text: typed(textAnswerMax).map((text) => visible(text) || 'x') });
  }
}

/** As `LLM_MODEL` takes it. */
export const modelName = fc.stringMatching(/^[\w.:/@+-]{1,120}$/);

export function verdictOn(question: Question): fc.Arbitrary<Verdict> {
  const credit = fc.constantFrom(0, 0.5, 0.8, 1);
  if (!('keyPoints' in question)) return credit.map((value) => ({ credit: value, right: value === 1 }));
  const verdicts = fc.tuple(
    ...question.keyPoints.map((point) =>
      fc.record({
        id: fc.constant(point.id),
        status: fc.constantFrom<PointStatus[]>('covered', 'partial', 'missed', 'contradicted'),
        confidence: fc.constant(0.9),
        quote: typed(160).map(visible),
      }),
    ),
  );
  const withoutQuotes = verdicts.map((all) => all.map(({ quote: _, ...rest }) => rest));
  const read = {
    score: credit,
    band: fc.constantFrom('strong' as const, 'partial' as const, 'weak' as const, 'no-answer' as const),
    verdicts: fc.oneof(verdicts, withoutQuotes),
    flags: fc.subarray(['speaks-to-reader']),
  };
  const open: fc.Arbitrary<OpenVerdict> = fc.oneof(
    fc.record({ ...read, by: fc.constant('offline' as const) }),
    fc.record(
      {
        ...read,
        by: fc.constant('both' as const),
        model: modelName,
        agreed: fc.constant(true as const),
      },
      { requiredKeys: ['score', 'band', 'verdicts', 'flags', 'by', 'model'] },
    ),
  );
  return fc.record({ credit, right: fc.boolean(), open }, { requiredKeys: ['credit', 'right'] });
}

/** All answers of a round: of a few members up to some hundreds. */
export function givenTo(question: Question, name: fc.Arbitrary<string>): fc.Arbitrary<Given[]> {
  const one = fc.record({
    answer: answerTo(question),
    verdict: verdictOn(question),
    name,
    alias: fc.option(name),
    board: fc.constantFrom(0, 1),
  });
  return fc
    .tuple(fc.array(one, { maxLength: 5 }), fc.constantFrom(1, 1, 60))
    .map(([few, times]) => Array.from({ length: times }, () => few).flat());
}

const text = typed(9000).chain((words) => fc.constantFrom(words, `${words} ${moment(1_795_000_000_000, '16:00')}`));
const letteredOption = fc.record({ letter: fc.constantFrom(...letters), text });
const button: fc.Arbitrary<Omit<Extract<Control, { kind: 'button' }>, 'id'>> = fc.record(
  {
    kind: fc.constant('button'),
    label: typed(200),
    tone: fc.constantFrom('primary', 'danger'),
    disabled: fc.boolean(),
  },
  { requiredKeys: ['kind', 'label'] },
);
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constantFrom('text' as const, 'heading' as const, 'quiet' as const), text }),
  fc.record({ type: fc.constant('fields' as const), fields: fc.array(fc.record({ label: typed(60), value: text })) }),
  fc.record({
    type: fc.constant('table' as const),
    caption: typed(300),
    columns: fc.constant<string[]>(['', 'Name', 'Points']),
    rows: fc.array(fc.tuple(typed(5), typed(80), typed(9)), { maxLength: 150, size: 'max' }),
  }),
  fc.record({ type: fc.constant('choices' as const), options: fc.array(letteredOption, { maxLength: 6 }) }),
  fc.record({
    type: fc.constant('controls' as const),
    controls: fc
      .array(button, { maxLength: 60 })
      .map((buttons) => buttons.map((one, place) => ({ ...one, id: roundAction('r', 'hint', String(place)) }))),
  }),
  fc.constant({ type: 'divider' as const }),
);

/** Messages of any shape and size: what no platform may ever refuse. */
export const anyMessage: fc.Arbitrary<Message> = fc.record({
  audience: fc.constantFrom('channel', 'private'),
  blocks: fc.array(block, { minLength: 1, maxLength: 30 }),
});
