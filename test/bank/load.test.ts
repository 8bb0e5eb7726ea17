import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultLine } from '../../src/bank/fault.ts';
import { BankError, loadBank } from '../../src/bank/load.ts';
import { driftYaml, oneTip, temporaryBank } from './temporary-bank.ts';

/** Every fault of loading as `file:line [id] message`, with the folder's name cut off. */
async function faultsOf(folder: string): Promise<string[]> {
  const error: unknown = await loadBank(folder).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof BankError)) throw new Error(`expected a BankError, got ${String(error)}`);
  return error.faults.map((fault) => faultLine(fault).replaceAll(folder, '').replaceAll('\\', '/').replace(/^\//, ''));
}

const faultsOfDrift = async (drift: string) =>
  faultsOf(await temporaryBank({ 'questions/drift.yaml': drift, 'tips.yaml': oneTip }));

describe('Loading a bank', () => {
  it('gives questions, tips and a look-up by id', async () => {
    const folder = await temporaryBank({
      'questions/drift.yaml': driftYaml() + driftYaml('drift-baseline-02'),
      'tips.yaml': oneTip,
    });
    const bank = await loadBank(folder);
    expect(bank.questions.map(({ id }) => id)).toEqual(['drift-baseline-01', 'drift-baseline-02']);
    expect(bank.questions[0]).toMatchObject({ kind: 'choice', version: 1, options: [{ id: 'a', correct: true }, {}] });
    expect(bank.byId.get('drift-baseline-02')).toBe(bank.questions[1]);
    expect(bank.tips).toEqual([{ id: 'explain-why', about: 'concepts', text: 'Say why before you say how.' }]);
  });

  it('orders questions by file name, whatever order the files were written in', async () => {
    const testing = driftYaml('testing-one-01').replace('topic: drift', 'topic: testing');
    const folder = await temporaryBank({
      'questions/testing.yaml': testing,
      'questions/drift.yaml': driftYaml(),
      'tips.yaml': oneTip,
    });
    expect((await loadBank(folder)).questions.map(({ topic }) => topic)).toEqual(['drift', 'testing']);
  });

  it('passes over hidden files and notes that are not YAML', async () => {
    const folder = await temporaryBank({
      'questions/drift.yaml': driftYaml(),
      'questions/.drift.yaml.swp': '{',
      'questions/README.md': '# Questions',
      'tips.yaml': oneTip,
    });
    expect((await loadBank(folder)).questions).toHaveLength(1);
  });
});

describe('A folder that is no bank', () => {
  it('is a fault when it is missing', async () => {
    const folder = join(await temporaryBank({}), 'nowhere');
    const faults = await faultsOf(folder);
    expect(faults).toHaveLength(2);
    expect(faults[0]).toMatch(/^questions cannot be read \(ENOENT/);
    expect(faults[1]).toMatch(/^tips.yaml cannot be read \(ENOENT/);
  });

  it('is a fault when it holds no question file', async () => {
    const folder = await temporaryBank({ 'tips.yaml': oneTip });
    await mkdir(join(folder, 'questions'));
    expect(await faultsOf(folder)).toEqual(['questions holds no <topic>.yaml file']);
  });
});

describe('A file that cannot be read', () => {
  it('is a fault, and the other files are still checked', async () => {
    const folder = await temporaryBank({ 'questions/testing.yaml': '- 1\n', 'tips.yaml': oneTip });
    await mkdir(join(folder, 'questions', 'drift.yaml'));
    const faults = await faultsOf(folder);
    expect(faults[0]).toMatch(/^questions\/drift.yaml cannot be read \(EISDIR/);
    expect(faults[1]).toBe('questions/testing.yaml:1 the entry must be a set of fields, not 1');
    expect(faults).toHaveLength(2);
  });

  it('is a fault when it is not UTF-8', async () => {
    const folder = await temporaryBank({
      'questions/drift.yaml': Uint8Array.of(0xff, 0xfe, 0x2d),
      'tips.yaml': oneTip,
    });
    expect((await faultsOf(folder))[0]).toMatch(/^questions\/drift.yaml cannot be read .*valid/);
  });

  it('is a fault when its name would be passed over', async () => {
    const folder = await temporaryBank({
      'questions/drift.yaml': driftYaml(),
      'questions/testing.yml': '',
      'questions/testing.YAML': '',
      'tips.yaml': oneTip,
    });
    expect(await faultsOf(folder)).toEqual([
      'questions/testing.YAML would not be read: name it <topic>.yaml',
      'questions/testing.yml would not be read: name it <topic>.yaml',
    ]);
  });

  it('is a fault when it is named for no topic', async () => {
    const folder = await temporaryBank({ 'questions/drfit.yaml': driftYaml(), 'tips.yaml': oneTip });
    const [fault, ...others] = await faultsOf(folder);
    expect(fault).toMatch(/^questions\/drfit.yaml "drfit" is not a topic; the topics are basics, drift, /);
    expect(others).toEqual([]);
  });
});

describe('YAML that does not say what it means', () => {
  it('is a fault at the line of the syntax error', async () => {
    const faults = await faultsOfDrift(`${driftYaml()}- id: "open\n  kind: choice\n`);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^questions\/drift.yaml:\d+ Missing closing "quote/);
  });

  it('is a fault where a key is given twice, beside the faults of the fields', async () => {
    const twice = driftYaml().replace('  difficulty: 1\n', '  difficulty: 1\n  difficulty: 2\n');
    expect(await faultsOfDrift(twice.replace('title: Choosing a baseline', 'title:'))).toEqual([
      'questions/drift.yaml:5 Map keys must be unique',
      'questions/drift.yaml:7 [drift-baseline-01] title: must be text, not empty',
    ]);
  });

  it('refuses aliases without following them', async () => {
    const layers = Array.from({ length: 30 }, (_, n) => `- &l${n + 1} [${Array(9).fill(`*l${n}`).join(', ')}]`);
    const faults = await faultsOfDrift(['- &l0 [boom]', ...layers].join('\n'));
    expect(faults).toHaveLength(270);
    expect(faults[0]).toBe('questions/drift.yaml:2 *l0: aliases are refused, write the text out');
    expect(faults.at(-1)).toMatch(/^questions\/drift.yaml:31 \*l29:/);
  });

  it('is a fault when a tag asks for something else than text', async () => {
    const faults = await faultsOfDrift(driftYaml().replace('title: ', 'title: !secret '));
    expect(faults).toEqual(['questions/drift.yaml:6 Unresolved tag: !secret']);
  });

  it('is a fault when it is nested beyond reason', async () => {
    const [fault] = await faultsOfDrift('['.repeat(10_000));
    expect(fault).toMatch(/^questions\/drift.yaml:\d+ /);
  });

  it.each([
    ['empty', '', 'must be a list of entries'],
    ['not a list', 'questions:\n  - id: drift-x\n', 'must be a list of entries'],
    ['an empty list', '[]', 'is an empty list'],
    ['two documents', '- 1\n---\n- 2\n', 'Source contains multiple documents; please use YAML.parseAllDocuments()'],
  ])('is a fault when the file is %s', async (_, text, message) => {
    const [fault] = await faultsOfDrift(text);
    expect(fault).toMatch(/^questions\/drift.yaml:\d /);
    expect(fault).toContain(message);
  });
});

describe('A field at fault', () => {
  it.each<[string, string, string, string]>([
    [
      'missing',
      '      why: A day is too near to show a season.\n',
      '',
      '14 [drift-baseline-01] options[1].why: is missing',
    ],
    ['unknown', '  discuss:', '  discus:', '23 [drift-baseline-01] discus: is not a field that exists here'],
    ['empty', 'title: Choosing a baseline', 'title: " "', '6 [drift-baseline-01] title: is empty'],
    ['null', 'title: Choosing a baseline', 'title:', '6 [drift-baseline-01] title: must be text, not empty'],
    [
      'too long',
      'The day before',
      'x'.repeat(181),
      '15 [drift-baseline-01] options[1].text: has 181 characters, at most 180 fit',
    ],
    [
      'of another type',
      'correct: false',
      'correct: no',
      '16 [drift-baseline-01] options[1].correct: must be true or false, not the text "no"',
    ],
    ['none of the values', 'difficulty: 1', 'difficulty: 4', '4 [drift-baseline-01] difficulty: 4 is none of 1, 2, 3'],
    [
      'out of range',
      'interviewTopics: [2]',
      'interviewTopics: [2, 31]',
      '5 [drift-baseline-01] interviewTopics[1]: must be at most 30, not 31',
    ],
    [
      'too short a list',
      '    - Think of a calendar.',
      '    []',
      '18 [drift-baseline-01] hints: needs at least 1, has 0',
    ],
    [
      'no address',
      'https://example.org/drift',
      'ftp://example.org',
      '22 [drift-baseline-01] references[0].url: "ftp://example.org" is not an http or https address',
    ],
    [
      'no kind',
      'kind: choice',
      'kind: riddle',
      '2 [drift-baseline-01] kind: "riddle" is none of choice, numeric, order, open, star',
    ],
    [
      'no slug',
      'drift-baseline-01',
      'Drift 1',
      '1 [Drift 1] id: "Drift 1" must be a slug: lower-case words and digits joined by hyphens',
    ],
    [
      'in the wrong file',
      'topic: drift',
      'topic: testing',
      '3 [drift-baseline-01] topic: "testing" belongs in testing.yaml, this file is for drift',
    ],
  ])('is named with its line when it is %s', async (_, from, to, fault) => {
    expect(await faultsOfDrift(driftYaml().replace(from, to))).toContain(`questions/drift.yaml:${fault}`);
  });

  it('keeps no other fault of the bank from being named', async () => {
    const folder = await temporaryBank({
      'questions/drift.yaml':
        driftYaml().replace('difficulty: 1', 'difficulty: 0') + driftYaml('drift-x-02').replace('[2]', '[]'),
      'questions/testing.yaml': driftYaml(),
      'tips.yaml': oneTip.replace('concepts', 'weather'),
    });
    expect((await faultsOf(folder)).map((fault) => fault.replace(/: .*/, ''))).toEqual([
      'questions/drift.yaml:4 [drift-baseline-01] difficulty',
      'questions/drift.yaml:28 [drift-x-02] interviewTopics',
      'questions/testing.yaml:1 [drift-baseline-01] id',
      'questions/testing.yaml:3 [drift-baseline-01] topic',
      'tips.yaml:2 [explain-why] about',
    ]);
  });

  it('is the second of two equal ids, across files and within one', async () => {
    const folder = await temporaryBank({
      'questions/drift.yaml': driftYaml() + driftYaml(),
      'tips.yaml': oneTip + oneTip,
    });
    expect(
      (await faultsOf(folder)).map((fault) => fault.replaceAll(/given to \S*(questions|tips)/g, 'given to $1')),
    ).toEqual([
      'questions/drift.yaml:24 [drift-baseline-01] id: already given to questions/drift.yaml:1',
      'tips.yaml:4 [explain-why] id: already given to tips.yaml:1',
    ]);
  });
});

describe('A BankError', () => {
  it('lists every fault in its message, each with file and line', () => {
    const error = new BankError([
      { file: 'questions', line: 0, message: 'holds no <topic>.yaml file' },
      { file: 'tips.yaml', line: 3, id: 'one', message: 'text: is missing' },
    ]);
    expect(error.message).toBe(
      'The question bank has 2 faults:\nquestions holds no <topic>.yaml file\ntips.yaml:3 [one] text: is missing',
    );
  });
});
