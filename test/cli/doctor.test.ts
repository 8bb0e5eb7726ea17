import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadBank } from '../../src/bank/load.ts';
import { nodeFinding } from '../../src/cli/doctor.ts';
import { storeFindings } from '../../src/cli/doctor-database.ts';
import { openClock } from '../../src/platforms/playground/clock.ts';
import type { PointFinding } from '../../src/quiz/verdict.ts';
import { keepQuestion } from '../../src/store/questions.ts';
import { driftYaml, oneTip } from '../bank/temporary-bank.ts';
import { migrationsFolder } from '../support/paths.ts';
import { finds, openReaderDouble, type Turn } from '../support/reader/index.ts';
import { engines } from '../support/store.ts';
import { collected, noon, type Operator, operator } from './operator.ts';
import { addCrew } from './team.ts';

const hour = 3_600_000;

/** An operator whose bank is in order. */
function patient(env: Record<string, string> = {}, now: () => number = () => noon): Operator {
  const who = operator({ env: { PORT: '0', ...env }, now });
  mkdirSync(join(who.folder, 'data/questions'), { recursive: true });
  writeFileSync(join(who.folder, 'data/questions/drift.yaml'), driftYaml());
  writeFileSync(join(who.folder, 'data/tips.yaml'), oneTip);
  return who;
}

/** A program that answers every request with this text; gone after the test. */
async function program(text: string): Promise<number> {
  const server: Server = createServer((_, response) => response.end(text));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  return portOf(server);
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

describe('doctor', () => {
  it('finds nothing wrong before the first start', async () => {
    const { runs, database } = patient();
    const { code, out, err } = await runs('doctor');
    expect([code, err]).toEqual([0, '']);
    expect(out.trimEnd().split('\n')).toEqual([
      `ok     Node: ${process.versions.node}`,
      'ok     time zones: known to this Node',
      'ok     configuration: readable and complete',
      `ok     database: ${database} is not there yet; start makes it`,
      'ok     bank: 1 question and 1 tip in data',
      'ok     port: any free one',
      'ok     playground: on',
    ]);
  });

  it('looks at a database in use', async () => {
    const { runs, database, opens } = patient();
    const store = await opens();
    await addCrew(store);
    const { code, out } = await runs('doctor');
    await store.close();
    expect(code).toBe(0);
    expect(out).toContain(`ok     database: ${database} can be read and written, journal wal\n`);
    expect(out).toMatch(/^(ok|warn) +database: [\d.]+ [kM]B, [\d.]+ [kMGT]B free on its disk/m);
    expect(out).toContain('ok     database: whole, by a quick check\n');
    expect(out).toMatch(/^ok {5}database: up to date with \d{4}_/m);
    expect(out).toContain('ok     clock: 2026-11-24 12:00 UTC\n');
  });

  it('names a question whose text changed under the version that was asked', async () => {
    const { runs, opens, folder } = patient();
    const store = await opens();
    const { questions } = await loadBank(join(folder, 'data'));
    for (const question of questions) await keepQuestion(store.db, question);
    await store.close();
    expect((await runs('doctor')).out).not.toMatch(/^warn/m);

    writeFileSync(join(folder, 'data/questions/drift.yaml'), driftYaml().replace('seasonal', 'sudden'));
    const { code, out } = await runs('doctor');
    expect(code).toBe(0);
    expect(out).toContain(
      'warn   bank: drift-baseline-01 was asked with another text as version 1; give it version 2, or the old text is asked again\n',
    );
  });

  it('lists every problem of the configuration', async () => {
    const { code, out } = await patient({ PORT: 'x', LOG_LEVEL: 'loud' }).runs('doctor');
    expect(code).toBe(1);
    expect(out).toMatch(
      /^wrong {2}configuration: PORT is "x"; .*\nwrong {2}configuration: LOG_LEVEL is "loud"; .*\nwarn {3}the rest: /m,
    );
  });

  it.each([
    ['file:no/quiz.db', /^wrong {2}database: \S+quiz\.db cannot be made; make its folder/m],
    ['file::memory:', /^wrong {2}database: DATABASE_URL names a database in memory/m],
    ['file:data/tips.yaml', /^wrong {2}database: \S+tips\.yaml is damaged or is not a database/m],
  ])('says what is wrong with the database %s', async (url, line) => {
    const { code, out } = await patient({ DATABASE_URL: url }).runs('doctor');
    expect(code).toBe(1);
    expect(out).toMatch(line);
  });

  it('says that a database lacks its tables', async () => {
    const { runs, database } = patient();
    writeFileSync(database, '');
    const { code, out } = await runs('doctor');
    expect(code).toBe(0);
    expect(out).toMatch(/^warn {3}database: lacks 0001_initial.*; migrate or start brings it up to date$/m);
  });

  it('finds damage inside a database', async () => {
    const { runs, database, opens } = patient();
    const store = await opens();
    await addCrew(store);
    await store.close();
    // Pages that hold indexes and rows; the first one, which makes it a database, stays.
    const bytes = readFileSync(database);
    writeFileSync(database, bytes.fill(0xff, 40_960, bytes.length));
    const { code, out } = await runs('doctor');
    expect(code).toBe(1);
    expect(out).toMatch(/^wrong {2}database: /m);
  });

  it('names the faults of the bank', async () => {
    const { runs, folder } = patient();
    writeFileSync(join(folder, 'data/questions/drift.yaml'), driftYaml().replace('title:', 'titel:'));
    const { code, out } = await runs('doctor');
    expect(code).toBe(1);
    expect(out.replaceAll('\\', '/')).toContain(
      'wrong  bank: data/questions/drift.yaml:1: [drift-baseline-01] title: is missing\n',
    );
  });

  it('tells a running server from another program on the port', async () => {
    const [ours, other] = [await program('ok'), await program('hello')];
    const running = await patient({ PORT: String(ours) }).runs('doctor');
    expect(running.code).toBe(0);
    expect(running.out).toContain(`ok     port: a server is running here, at http://127.0.0.1:${ours}\n`);
    const taken = await patient({ PORT: String(other) }).runs('doctor');
    expect(taken.code).toBe(1);
    expect(taken.out).toContain(
      `wrong  port: 127.0.0.1:${other} is in use: stop the other program, or set PORT to another port.\n`,
    );
  });

  it('finds a free port free', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const port = portOf(server);
    await new Promise((resolve) => server.close(resolve));
    const { out } = await patient({ PORT: String(port) }).runs('doctor');
    expect(out).toContain(`ok     port: http://127.0.0.1:${port} is free
`);
  });

  it.each([
    [
      { PLAYGROUND: 'off' },
      'warn   platforms: none is switched on; set the tokens of Discord or Slack, or PLAYGROUND=on',
    ],
    [{ SLACK_BOT_TOKEN: 'xoxb-1-abc', SLACK_APP_TOKEN: 'xapp-1-abc' }, 'ok     Slack: on by socket'],
    [
      { SLACK_BOT_TOKEN: 'copied-wrong', SLACK_SIGNING_SECRET: 'abcdef123456' },
      'warn   Slack: SLACK_BOT_TOKEN does not begin with xoxb-; copy it again from OAuth & Permissions',
    ],
    [
      { DISCORD_TOKEN: `${'a'.repeat(26)}.${'b'.repeat(6)}.${'c'.repeat(38)}`, DISCORD_APPLICATION_ID: '42' },
      'ok     Discord: on by gateway, application 42',
    ],
    [
      { DISCORD_TOKEN: 'client-secret', DISCORD_APPLICATION_ID: '42' },
      'warn   Discord: DISCORD_TOKEN does not look like one; copy it again from Bot in the Developer Portal',
    ],
  ])('says which platforms are on: %j', async (env, line) => {
    const { code, out } = await patient(env).runs('doctor');
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n').at(-1)).toBe(line);
  });

  const blue: PointFinding = { id: 'blue', status: 'covered', quote: 'The sky is blue' };
  const readers: [string, Turn, RegExp][] = [
    ['answers', finds(blue), /^ok {5}second reader: small at http:\S+\/v1 answers, in \d\.\d s$/],
    ['finds nothing', finds(), /^warn {3}second reader: small at http:\S+ answers, but does not find/],
    [
      'wants another key',
      () => ({ status: 401 }),
      /^warn {3}second reader: .* refuses; look at LLM_API_KEY .* \(401\)$/,
    ],
    ['talks', () => ({ says: 'Blue!' }), /^warn {3}second reader: .* does not give the JSON it is asked for; /],
  ];
  it.each(readers)('says of a second reader that it %s', async (_, turn, line) => {
    const server = await openReaderDouble();
    onTestFinished(() => server.close());
    server.always(turn);
    const { code, out } = await patient({ LLM_BASE_URL: server.url, LLM_MODEL: 'small' }).runs('doctor');
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n').at(-1)).toMatch(line);
    expect(server.asked[0]?.body).not.toContain('drift');
  });

  it('asks for a newer Node', () => {
    expect(nodeFinding('22.18.0', '>=22.18').level).toBe('ok');
    expect(nodeFinding('24.0.0', '>=22.18').level).toBe('ok');
    expect(nodeFinding('22.17.1', '>=22.18')).toEqual({
      level: 'wrong',
      about: 'Node',
      said: '22.17.1; install 22.18 or later',
    });
  });
});

describe.each(engines)('An open database, on $name', (engine) => {
  it('is found writable, up to date and before the clock', async () => {
    const store = await engine.open();
    await addCrew(store);
    const found = await collected(storeFindings(store, { migrations: migrationsFolder, now: () => noon }));
    await store.close();
    expect(found.filter(({ level }) => level !== 'ok')).toEqual([]);
    expect(found.at(-1)).toEqual({ level: 'ok', about: 'clock', said: '2026-11-24 12:00 UTC' });
  });

  it('shows that the clock was turned back', async () => {
    const store = await engine.open();
    await addCrew(store);
    const found = await collected(storeFindings(store, { migrations: migrationsFolder, now: () => noon - 2 * hour }));
    await store.close();
    expect(found.at(-1)).toEqual({
      level: 'warn',
      about: 'clock',
      said: '2026-11-24 10:00 UTC, but the database was last used at 2026-11-24 11:59 UTC; set the clock of this machine',
    });
  });

  it('is not ahead of the clock because the playground is', async () => {
    const store = await engine.open();
    await addCrew(store);
    const realNow = () => noon - 2 * hour;
    await (await openClock({ db: store.db, realNow, travels: true })).forwardTo(noon);
    const found = await collected(storeFindings(store, { migrations: migrationsFolder, now: realNow }));
    await store.close();
    expect(found.at(-1)).toEqual({
      level: 'ok',
      about: 'clock',
      said: "2026-11-24 10:00 UTC, the playground's 2026-11-24 12:00 UTC",
    });
  });
});
