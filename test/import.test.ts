import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { driftYaml, oneTip } from './bank/temporary-bank.ts';
import { operator } from './cli/operator.ts';
import { present } from './support/team.ts';
import { openWorld, type Seen, text, type World } from './support/world.ts';

const key = 'The same week of last year';
const secretReason = 'Seasons repeat from one year to the next.';
/** What `bank check` finds three faults in, on lines 1, 6 and 11. */
const broken = driftYaml('drift-own-02')
  .replace('title:', 'titel:')
  .replace(`text: ${key}`, `text: ${'long '.repeat(50)}`);

describe('Importing questions of a team’s own', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld('2026-11-23T10:00:00Z');
    await world.say('alice', 'admin setup 09:00 Europe/Berlin mon-fri 16:00');
  });
  afterEach(() => world.close());

  const only = (messages: Seen[]) => present(messages[0]);

  async function send(form: Seen, ...boxes: string[]): Promise<Seen> {
    const ids = ['questions', 'more', 'still-more', 'rest'];
    const values = Object.fromEntries(boxes.map((box, place) => [ids[place], box]));
    return only(
      await world.press('alice', form, present(form.controls.find(({ kind }) => kind === 'form')).id, values),
    );
  }

  async function imports(...boxes: string[]): Promise<Seen> {
    return send(only(await world.say('alice', 'admin import')), ...boxes);
  }

  async function own(): Promise<{ id: string; version: number }[]> {
    const rows = await world.app.db.selectFrom('team_questions').select(['id', 'version']).orderBy('id').execute();
    return rows.map(({ id, version }) => ({ id: id.replace(/^own-[a-z0-9]+-/, ''), version }));
  }

  it('takes a list or one alone; they can be put on a day, are asked, and are practised', async () => {
    const done = await imports(driftYaml('drift-own-01'), driftYaml('drift-own-02'));
    expect(done.private).toBe(true);
    expect(done.text).toContain('Read 2 questions: 2 new.');
    expect(done.text).toContain('drift-own-01 · Choosing a baseline');
    expect(text(await world.say('alice', 'admin queue drift-own-02 2026-11-24'))).toContain('is put on Tue 24 Nov');
    expect(text(await world.say('alice', 'admin queue'))).toContain('Choosing a baseline (drift-own-02) · put here');
    await world.travel('2026-11-24T08:00:00Z');
    expect(text(await world.sees('bob'))).toContain('Which one shows seasonal drift?');

    const single = driftYaml('drift-own-03').replaceAll(/^(- | {2})/gm, '');
    expect((await imports(single)).text).toContain('Read 1 question: 1 new.');
    const easy = world.app.bank.questions.filter(({ topic, difficulty }) => topic === 'drift' && difficulty === 1);
    const practised = [];
    // Nothing is asked again before everything was asked once; one of the team's own is open.
    for (let times = 0; times < easy.length + 2; times += 1) {
      practised.push(text(await world.say('carol', 'practice drift easy')));
    }
    expect(practised.filter((asked) => asked.includes('Which one shows seasonal drift?'))).toHaveLength(2);
  });

  it('takes all or nothing, and names box, line and field as bank check does', async () => {
    const slip = await imports(driftYaml('drift-own-01'), `\n${broken}`);
    expect(slip.private).toBe(true);
    expect(slip.text).toContain('Nothing was imported; your text is kept.');
    expect(await own()).toEqual([]);

    const { folder, runs } = operator();
    mkdirSync(join(folder, 'data/questions'), { recursive: true });
    writeFileSync(join(folder, 'data/questions/drift.yaml'), broken);
    writeFileSync(join(folder, 'data/tips.yaml'), oneTip);
    const { out } = await runs('bank check data');
    const checked = out.split('\n').flatMap((line) => /^data.questions.drift\.yaml:(.*)$/.exec(line)?.[1] ?? []);
    // One empty line stands above them in the box.
    const lines = slip.text.split('\n').flatMap((line) => {
      const [, number, rest] = /^- box 2, line (\d+)(: .*)$/.exec(line) ?? [];
      return number === undefined ? [] : [`${Number(number) - 1}${rest}`];
    });
    expect(checked).toHaveLength(3);
    expect(lines).toEqual(checked);

    const again = only(await world.press('alice', slip, 'Edit again'));
    expect((await send(again, driftYaml('drift-own-01'))).text).toContain('Read 1 question: 1 new.');
    expect(only(await world.say('alice', 'admin import')).text).not.toContain('drift-own-02');
  });

  it('counts a version up where the text is another one, and an open round keeps the one it asked', async () => {
    await imports(driftYaml('drift-own-01'));
    await world.say('alice', 'admin queue drift-own-01 2026-11-24');
    await world.travel('2026-11-24T08:00:00Z');
    await world.say('bob', 'answer A');

    expect((await imports(driftYaml('drift-own-01'))).text).toContain('Read 1 question: 1 as you had it already.');
    expect(await own()).toEqual([{ id: 'drift-own-01', version: 1 }]);
    // The other way round: whoever grades by the new text finds B right.
    const turned = driftYaml('drift-own-01')
      .replace('seasonal drift', 'sudden drift')
      .replace(`text: ${key}\n      correct: true`, `text: ${key}\n      correct: false`)
      .replace('day before\n      correct: false', 'day before\n      correct: true');
    expect((await imports(turned)).text).toContain('(changed; rounds that asked it keep the text they asked)');
    expect(await own()).toEqual([{ id: 'drift-own-01', version: 2 }]);

    expect(text(await world.say('bob', 'today'))).toContain('shows seasonal drift?');
    await world.travel('2026-11-24T15:00:00Z');
    expect(text(await world.sees('bob'))).toContain(`Closed. A: ${key}`);
    await world.say('alice', 'admin queue drift-own-01 2026-11-25');
    await world.travel('2026-11-25T08:00:00Z');
    expect(text(await world.say('bob', 'today'))).toContain('shows sudden drift?');
    await world.travel('2026-11-25T15:00:00Z');
    expect(text(await world.sees('bob'))).toContain('Closed. B: The day before');
  });

  it.each([
    ['what is no YAML', '- id: [', /line 1: .+/],
    ['an anchor', '- &a x\n- *a', /line 2: \*a: aliases are refused, write the text out/],
    ['what is nested beyond reason', '['.repeat(2900), /line 1: /],
    ['an empty list', '[]', /line 1: is an empty list/],
    ['words', 'please add a question', /line 1: must be a list of entries/],
    ['one id twice', driftYaml() + driftYaml(), /line 24: \[drift-baseline-01\] id: already given in line 1/],
    ['an id of the bank', '', /line 1: \[(.+)\] id: \1 is taken by the bank/],
    ['an id that is too long', driftYaml(`drift-${'x'.repeat(40)}`), /id: has 46 characters, at most 43 fit/],
  ])('refuses %s in a sentence of its own', async (_, typed, sentence) => {
    const taken = present(world.app.bank.questions.find(({ topic }) => topic === 'drift')).id;
    const slip = await imports(typed || driftYaml(taken));
    expect(slip.text).toContain('Nothing was imported; your text is kept.');
    expect(slip.text).toMatch(sentence);
    expect(await own()).toEqual([]);
  });

  it('has its limits, at once and for a team', async () => {
    const small = (id: string) => `- ${JSON.stringify(shrunk(id))}`;
    const many = Array.from({ length: 26 }, (_, index) => small(`drift-many-${index}`));
    const boxes = [many.slice(0, 7), many.slice(7, 14), many.slice(14, 20), many.slice(20)].map((box) =>
      box.join('\n'),
    );
    expect((await imports(...boxes)).text).toContain('That is 26 questions; I take 25 at a time. Nothing was imported');

    const { teamId } = await world.app.db
      .selectFrom('workspaces')
      .select('team_id as teamId')
      .executeTakeFirstOrThrow();
    const content = JSON.stringify({ ...shrunk('drift-old'), version: 1 });
    const rows = Array.from({ length: 299 }, (_, index) => ({
      team_id: teamId,
      id: `own-t-drift-${index}`,
      version: 1,
    }));
    await world.app.db
      .insertInto('team_questions')
      .values(rows.map((row) => ({ ...row, content, added_at: 0 })))
      .execute();
    expect((await imports(small('drift-a'), small('drift-b'))).text).toContain(
      'Your team would have 301 questions of its own; there is room for 300. Nothing was imported',
    );
    expect((await imports(small('drift-a'))).text).toContain('1 new');
    expect((await imports(small('drift-a').replace('Why', 'Why now'))).text).toContain('1 changed');
  });

  it('is for admins, and shows what was typed to the one who typed it alone', async () => {
    expect(text(await world.say('bob', 'admin import'))).toContain('That is for admins');
    await world.say('alice', 'admin allow bob');
    const slip = await imports(driftYaml('drift-own-01').replace('discuss:', 'discus:'));
    expect(text([only(await world.press('alice', slip, 'Edit again'))])).toContain('Import questions');
    const others = only(await world.say('bob', 'admin import'));
    expect(JSON.stringify(others)).not.toContain('drift-own-01');

    await imports(driftYaml('drift-own-01'));
    await world.say('alice', 'admin queue drift-own-01 2026-11-24');
    const queue = only(await world.say('bob', 'admin queue'));
    await world.press('bob', queue, 'Preview');
    await world.travel('2026-11-24T08:00:00Z');
    await world.say('bob', 'answer B');
    for (const seen of [await world.sees('bob'), await world.sees('carol')]) {
      expect(JSON.stringify(seen)).not.toContain(secretReason);
    }
    expect(world.logged.join('\n')).not.toContain(secretReason);
    await world.travel('2026-11-24T15:00:00Z');
    expect(JSON.stringify(await world.sees('carol'))).toContain(secretReason);
  });
});

/** The smallest question there is. */
function shrunk(id: string) {
  const option = { text: 'x', correct: true, why: 'y' };
  return {
    id,
    kind: 'choice',
    topic: 'drift',
    difficulty: 1,
    interviewTopics: [2],
    title: 't',
    prompt: 'Why?',
    options: [
      { id: 'a', ...option },
      { id: 'b', ...option, text: 'z', correct: false },
    ],
    hints: ['h'],
    explanation: 'e',
    references: [{ title: 't', url: 'https://a.bc' }],
    discuss: 'd',
  };
}
