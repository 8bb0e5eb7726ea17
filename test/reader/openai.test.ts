/** The real library, over HTTP, in front of a server of our own. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReader } from '../../src/reader/openai.ts';
import type { ReaderFailure, SecondReader } from '../../src/reader/second-reader.ts';
import { Secret } from '../../src/secret.ts';
import { openQuestion } from '../quiz/sample-questions.ts';
import { finds, openReaderDouble, type ReaderDouble, type Turn } from '../support/reader/index.ts';
import { itemAt } from '../support/team.ts';

const text = 'I would compare "the inputs"\nand collect fresh labels.';
const asked = { question: openQuestion, text };
const finding = { id: 'input-drift', status: 'covered', quote: 'compare "the inputs"' } as const;
const busy: Turn = () => ({ status: 429, headers: { 'retry-after': '0' } });

describe('The second reader behind an OpenAI-compatible server', () => {
  let server: ReaderDouble;
  /** Fires the deadline of the request under way. */
  let expire: () => void;
  let reader: SecondReader;
  beforeEach(async () => {
    server = await openReaderDouble();
    reader = openHere();
  });
  afterEach(() => server.close());

  function openHere(apiKey?: string): SecondReader {
    const config = { baseUrl: server.url, model: 'small', ...(apiKey !== undefined && { apiKey: new Secret(apiKey) }) };
    return openReader(config, () => {
      const deadline = new AbortController();
      expire = () => deadline.abort();
      return deadline.signal;
    });
  }

  const failure = (): Promise<ReaderFailure> =>
    reader.read(asked).then(
      () => expect.fail('it should have failed'),
      (error: ReaderFailure) => error,
    );

  it('is asked with the rubric as the rules and the answer as one JSON string', async () => {
    server.next(finds(finding));
    expect(await reader.read(asked)).toEqual([finding]);
    const [{ body, answer, points }] = [itemAt(server.asked, 0)];
    expect(answer).toBe(text);
    expect(points.map(({ id }) => id)).toEqual(openQuestion.keyPoints.map(({ id }) => id));
    const { model, temperature, messages, response_format: format, ...rest } = JSON.parse(body);
    expect({ model, temperature, rest }).toEqual({ model: 'small', temperature: 0, rest: {} });
    expect(messages[0].content).toContain(openQuestion.prompt);
    expect(messages[0].content).not.toContain('collect fresh labels.');
    expect(messages[1].content).toBe(JSON.stringify(text));
    expect(format.json_schema.schema.properties.points.items.properties.id.enum).toHaveLength(3);
  });

  it('is told its key, where there is one, and nothing about this machine', async () => {
    await reader.read(asked);
    reader = openHere('key-of-the-house');
    await reader.read(asked);
    const [without, withKey] = server.asked.map(({ headers }) => headers);
    expect(without?.authorization).toBeUndefined();
    expect(withKey?.authorization).toBe('Bearer key-of-the-house');
    const told = Object.keys(without ?? {}).filter((name) => name.startsWith('x-') || name.startsWith('openai-'));
    expect(told).toEqual([]);
  });

  it.each([
    ['a bare list', JSON.stringify([finding])],
    ['a code fence', `\`\`\`json\n${JSON.stringify({ points: [finding] })}\n\`\`\``],
    ['quotes left out of what was missed', JSON.stringify({ points: [{ ...finding, quote: null }] })],
  ])('is understood in %s', async (_, says) => {
    server.next(() => ({ says }));
    expect(await reader.read(asked)).toMatchObject([{ id: 'input-drift', status: 'covered' }]);
  });

  const troubles: [string, Turn, string, number | undefined][] = [
    ['a 500', () => ({ status: 500 }), 'unavailable', 500],
    ['a 429', busy, 'rate-limited', 429],
    ['broken JSON', () => ({ says: '{"points":[{"id":' }), 'unreadable', undefined],
    ['prose', () => ({ says: 'All points are covered.' }), 'unreadable', undefined],
    ['a status of its own', () => ({ says: '[{"id":"a","status":"perfect","quote":""}]' }), 'unreadable', undefined],
  ];

  it.each(troubles)('gets one more try after %s', async (_, trouble) => {
    server.next(trouble, finds(finding));
    expect(await reader.read(asked)).toEqual([finding]);
    expect(server.asked).toHaveLength(2);
  });

  it.each(troubles)(
    'gets no third try after %s, and keeps nothing of what was said',
    async (_, turn, trouble, status) => {
      server.next(turn, turn);
      const error = await failure();
      expect({ ...error }).toMatchObject({ name: 'ReaderFailure', trouble, status });
      expect(error.cause).toBeUndefined();
      expect(error.message).not.toContain('inputs');
      expect(server.asked).toHaveLength(2);
    },
  );

  it.each([400, 401, 404])('is not asked again after a %i', async (status) => {
    server.next(() => ({ status }));
    expect(await failure()).toMatchObject({ trouble: 'refused', status });
    expect(server.asked).toHaveLength(1);
  });

  it('is left alone for as long as it says', async () => {
    server.next(() => ({ status: 429, headers: { 'retry-after': '40' } }));
    expect(await failure()).toMatchObject({ trouble: 'rate-limited', retryAfterMs: 40_000 });
    expect(server.asked).toHaveLength(1);
  });

  it.each(['headers', 'body'] as const)(
    'is waited for twice and no longer where it stalls before its %s',
    async (stalls) => {
      server.next(
        () => ({ stalls }),
        () => ({ stalls }),
      );
      const failed = failure();
      for (const count of [1, 2]) {
        await server.reached(count);
        expire();
      }
      expect(await failed).toMatchObject({ trouble: 'timeout' });
    },
  );

  it('sends the answer nowhere else', async () => {
    const other = await openReaderDouble();
    const redirect: Turn = () => ({ status: 307, headers: { location: `${other.url}/chat/completions` } });
    server.always(redirect);
    expect(await failure()).toMatchObject({ trouble: 'unavailable' });
    expect(other.asked).toEqual([]);
    await other.close();
  });

  it('is unavailable where nobody listens', async () => {
    await server.close();
    expect(await failure()).toMatchObject({ trouble: 'unavailable' });
    server = await openReaderDouble();
  });

  it('breaks off when the program stops', async () => {
    server.next(() => ({ stalls: 'headers' }));
    const failed = failure();
    await server.reached(1);
    reader.close();
    expect(await failed).toMatchObject({ trouble: 'stopped' });
    expect(await failure()).toMatchObject({ trouble: 'stopped' });
    expect(server.asked).toHaveLength(1);
  });
});
