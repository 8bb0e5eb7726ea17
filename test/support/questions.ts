/** Arbitrary questions up to the largest that may be, and text of every nasty kind. */

import fc from 'fast-check';
import { type Letter, letters, type Question, type Topic, topicSlugs } from '../../src/quiz/question.ts';

const plainWords = ['model', 'latency', 'the', 'feature store', 'drifts', 'p99', 'retrain', 'canary'];
const nastyWords = [
  '**bold**',
  '`code_x`',
  '*',
  '_under_',
  '~~gone~~',
  '||hidden||',
  '<@123456789012345678>',
  '@everyone',
  '<!channel>',
  '<#C123|x>',
  '[title](https://example.org/a_b)',
  '&amp; & <b>',
  '\\',
  '👩‍👩‍👧‍👦',
  'שלום עולם',
  '\u{202E}reversed',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  '\n\n- item',
  '\n\n```python\nif x < 1: y = "a_b"\n```\n\n',
  '\n# big',
  '\n> said',
];

/** One nasty word in four: what a question may hold and still be prose. Exactly `max` long when `full`. */
function prose(max: number, full: boolean): fc.Arbitrary<string> {
  const words = fc.array(
    fc.tuple(fc.constantFrom(...nastyWords), fc.array(fc.constantFrom(...plainWords), { minLength: 3, maxLength: 5 })),
    {
      minLength: 1,
      maxLength: 6,
    },
  );
  return fc.tuple(words, full ? fc.constant(max) : fc.integer({ min: 1, max })).map(([pairs, length]) => {
    const text = pairs.flatMap(([nasty, plain]) => [...plain, nasty]).join(' ');
    return fitted(`${text} `, length);
  });
}

/** A text repeated to a length; what trimming and half a character would take away is filled up. */
function fitted(text: string, length: number): string {
  const repeated = text.repeat(Math.ceil(length / text.length)).slice(0, length);
  return repeated.replace(/[\uD800-\uDBFF]$/, 'x').replace(/^\s|\s$/g, 'x');
}

/** What a person may type, of any density of nastiness, before anything was made of it. */
export const typed = (max: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.array(fc.constantFrom('***', '\u{E000}1|x\u{E001}', '\u{E000}', ...nastyWords, ...plainWords), {
        minLength: 1,
        maxLength: 8,
      }),
      fc.integer({ min: 1, max }),
    )
    .map(([words, length]) => fitted(`${words.join(' ')} `, length));

export const slug = fc.stringMatching(/^[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9}){0,4}$/);

const letterAt = (place: number): Letter => letters[place] ?? 'f';

/** Numbers that need many characters among them. */
export const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
  fc.constantFrom(0.25, -1.2345678901234568e-300),
);

/** Questions that {@link questionSchema} takes, of every kind; half of them as large as it takes them. */
export function anyQuestion(): fc.Arbitrary<Question> {
  return fc.boolean().chain((full) => fc.oneof(choice(full), numeric(full), order(full), open(full), star(full)));
}

function several<T>(item: fc.Arbitrary<T>, min: number, max: number, full: boolean): fc.Arbitrary<T[]> {
  return fc.array(item, { minLength: full ? max : min, maxLength: max, size: 'max' });
}

function common(full: boolean) {
  const url = (full ? fc.constant(300) : fc.integer({ min: 20, max: 300 })).map((length) =>
    'https://example.org/a_path/'.padEnd(length, 'pq_&'),
  );
  return {
    id: slug,
    version: fc.integer({ min: 1, max: 99 }),
    topic: fc.constantFrom<Topic[]>(...topicSlugs),
    difficulty: fc.constantFrom<(1 | 2 | 3)[]>(1, 2, 3),
    interviewTopics: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 4 }),
    title: prose(60, full),
    prompt: prose(1400, full),
    hints: several(prose(300, full), 1, 2, full),
    explanation: prose(1200, full),
    references: several(fc.record({ title: fc.constant(fitted('Title, 2nd ed. ', full ? 120 : 30)), url }), 1, 4, full),
    discuss: prose(240, full),
  };
}

const choice = (full: boolean): fc.Arbitrary<Question> =>
  fc.record({
    kind: fc.constant('choice' as const),
    ...common(full),
    options: several(
      fc.record({ text: prose(180, full), correct: fc.boolean(), why: prose(300, full) }),
      2,
      6,
      full,
    ).map((options) =>
      options.map((option, place) => ({ ...option, correct: option.correct || place === 0, id: letterAt(place) })),
    ),
  });

const numeric = (full: boolean): fc.Arbitrary<Question> =>
  fc.record({
    kind: fc.constant('numeric' as const),
    ...common(full),
    answer: fc.record({
      value: number,
      tolerance: fc.constant(0.5),
      unit: fc.constantFrom('%', 'requests_s', '$/1,000 requests'),
    }),
  });

const order = (full: boolean): fc.Arbitrary<Question> =>
  several(fc.record({ text: prose(180, full), why: prose(300, full) }), 3, 6, full).chain((items) => {
    const options = items.map((item, place) => ({ ...item, id: letterAt(place) }));
    const ids = options.map(({ id }) => id);
    return fc.record({
      kind: fc.constant('order' as const),
      ...common(full),
      options: fc.constant(options),
      answer: fc.record({ order: fc.shuffledSubarray(ids, { minLength: ids.length }) }),
    });
  });

function rubric(full: boolean) {
  const point = fc.record({
    label: prose(60, full),
    text: prose(300, full),
    any: fc.constant<string[]>(['a phrasing']),
    weight: fc.constantFrom<(1 | 2 | 3)[]>(1, 2, 3),
    hint: prose(200, full),
  });
  return {
    tests: prose(240, full),
    modelAnswer: prose(1800, full),
    keyPoints: several(point, 3, 7, full).map((points) =>
      points.map((one, place) => ({ ...one, id: `point-${place}` })),
    ),
    weakExamples: fc.constant<string[]>(['Retrain it.', 'Use a bigger one.']),
    followUp: prose(240, full),
  };
}

const open = (full: boolean): fc.Arbitrary<Question> =>
  fc.record({ kind: fc.constant('open' as const), ...common(full), ...rubric(full) });

const star = (full: boolean): fc.Arbitrary<Question> =>
  fc.record({
    kind: fc.constant('star' as const),
    ...common(full),
    ...rubric(full),
    parts: fc.record({
      situation: prose(300, full),
      task: prose(300, full),
      action: prose(300, full),
      result: prose(300, full),
    }),
    traps: several(prose(200, full), 1, 4, full),
  });
