import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { driftYaml, oneTip } from '../bank/temporary-bank.ts';
import { type Operator, operator } from './operator.ts';

/** An operator with a bank in `data`. */
function withBank(questions: string, env: Record<string, string> = {}): Operator {
  const who = operator({ env });
  mkdirSync(join(who.folder, 'data/questions'), { recursive: true });
  writeFileSync(join(who.folder, 'data/questions/drift.yaml'), questions);
  writeFileSync(join(who.folder, 'data/tips.yaml'), oneTip);
  return who;
}

const broken = driftYaml().replace('title:', 'titel:') + driftYaml('driftwood-02');

describe('bank check', () => {
  it('closes with the counts of a bank without fault', async () => {
    const { code, out, err } = await withBank(driftYaml()).runs('bank check');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/\n1 valid question, 1 valid tip, 0 faults, \d+ notes\.\n$/);
  });

  it.each(['bank check', 'bank check data'])('names file and line of each fault: %s', async (line) => {
    const { code, out } = await withBank(broken).runs(line);
    expect(code).toBe(1);
    const lines = out.trimEnd().split('\n');
    expect(
      lines.filter((said) => /^data[\\/]questions[\\/]drift\.yaml:\d+: /.test(said)).map((said) => said.slice(26)),
    ).toEqual([
      '1: [drift-baseline-01] title: is missing',
      '6: [drift-baseline-01] titel: is not a field that exists here',
      '24: [driftwood-02] id: must begin with "drift-" (Drift)',
    ]);
    expect(lines.at(-1)).toMatch(/^1 valid question, 1 valid tip, 3 faults, \d+ notes\.$/);
  });

  it('looks where QUIZ_DATA says, unless a folder is named', async () => {
    const { runs } = withBank(driftYaml(), { QUIZ_DATA: 'elsewhere' });
    const elsewhere = await runs('bank check');
    expect(elsewhere.code).toBe(1);
    expect(elsewhere.out).toMatch(/^elsewhere[\\/]questions: cannot be read \(/);
    expect((await runs('bank check data')).code).toBe(0);
  });
});

describe('bank export', () => {
  it('writes the questions to a new file, to an old one only by force, and to standard output', async () => {
    const { runs, folder } = withBank(driftYaml());
    expect(await runs('bank export bank.json')).toEqual({ code: 0, out: 'Wrote 1 question to bank.json.\n', err: '' });
    const text = readFileSync(join(folder, 'bank.json'), 'utf8');
    expect(JSON.parse(text).questions).toMatchObject([
      { id: 'drift-baseline-01', options: [{ id: 'a', correct: true }, {}] },
    ]);

    writeFileSync(join(folder, 'bank.json'), 'precious');
    expect(await runs('bank export bank.json')).toMatchObject({
      code: 1,
      err: `${join(folder, 'bank.json')} is there already; name a new file or add --force.\n`,
    });
    expect(readFileSync(join(folder, 'bank.json'), 'utf8')).toBe('precious');
    expect((await runs('bank export bank.json --force')).code).toBe(0);
    expect(readFileSync(join(folder, 'bank.json'), 'utf8')).toBe(text);

    expect(await runs('bank export -')).toEqual({ code: 0, out: text, err: '' });
  });

  it('says that a file cannot be written', async () => {
    const { runs, folder } = withBank(driftYaml());
    expect(await runs('bank export no/bank.json')).toMatchObject({
      code: 1,
      err: `${join(folder, 'no/bank.json')} cannot be written (ENOENT); check its folder, permissions and the disk.\n`,
    });
  });

  it.each(['bank export bank.json', 'bank stats'])(
    'of a bank that does not load names each fault: %s',
    async (line) => {
      const { code, out, err } = await withBank(broken).runs(line);
      expect([code, out]).toEqual([1, '']);
      expect(err.split('\n')[0]?.replaceAll('\\', '/')).toBe(
        'data/questions/drift.yaml:1: [drift-baseline-01] title: is missing',
      );
    },
  );
});

describe('bank stats', () => {
  it('counts by kind, topic and difficulty', async () => {
    const { code, out } = await withBank(driftYaml()).runs('bank stats');
    expect(code).toBe(0);
    expect(out).toMatch(/^1 question: 1 easy, 0 medium, 0 hard\n/);
    expect(out).toMatch(/^drift +1 +1 +0 +0 +0 +1$/m);
  });
});
