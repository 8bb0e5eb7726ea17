import { describe, expect, it } from 'vitest';
import { checkBank, checkQuestions } from '../../src/bank/check.ts';
import { faultLine } from '../../src/bank/fault.ts';
import { choice, open } from './sample-questions.ts';
import { driftYaml, oneTip, temporaryBank } from './temporary-bank.ts';

/** What a check says with this severity, as `file:line [id] message` with the folder's name cut off. */
async function said(folder: string, severity: 'fault' | 'note'): Promise<string[]> {
  const found = (await checkBank(folder)).filter((finding) => finding.severity === severity);
  return found.map((finding) => faultLine(finding).replaceAll(folder, '').replaceAll('\\', '/').replace(/^\//, ''));
}

describe('Checking a folder', () => {
  it('finds nothing at fault in a good one', async () => {
    const folder = await temporaryBank({ 'questions/drift.yaml': driftYaml(), 'tips.yaml': oneTip });
    expect(await said(folder, 'fault')).toEqual([]);
  });

  it('names the line of each fault of schema and gates at once', async () => {
    const second = driftYaml('driftwood-02')
      .replace('Which one shows seasonal drift?', 'Choose two.')
      .replace('The day before', 'None of the above')
      .replace('id: b', 'id: c');
    const folder = await temporaryBank({
      'questions/drift.yaml': driftYaml().replace('title:', 'titel:') + second,
      'tips.yaml': oneTip,
    });
    expect((await said(folder, 'fault')).toSorted()).toEqual([
      'questions/drift.yaml:1 [drift-baseline-01] title: is missing',
      'questions/drift.yaml:24 [driftwood-02] id: must begin with "drift-" (Drift)',
      'questions/drift.yaml:30 [driftwood-02] prompt: asks for 2 options where one is right',
      'questions/drift.yaml:37 [driftwood-02] options[1].id: is c, not b',
      'questions/drift.yaml:38 [driftwood-02] options[1].text: "None of the above" speaks of the other options',
      'questions/drift.yaml:6 [drift-baseline-01] titel: is not a field that exists here',
    ]);
  });

  it('weighs only the first of two questions with one id', async () => {
    const folder = await temporaryBank({ 'questions/drift.yaml': driftYaml() + driftYaml(), 'tips.yaml': oneTip });
    const faults = await said(folder, 'fault');
    expect(faults.map((fault) => fault.replace(/ to .*/, ''))).toEqual([
      'questions/drift.yaml:24 [drift-baseline-01] id: already given',
    ]);
  });

  it('names the folder of questions for what only the whole bank shows', async () => {
    const folder = await temporaryBank({ 'questions/drift.yaml': driftYaml(), 'tips.yaml': oneTip });
    const notes = await said(folder, 'note');
    expect(notes).toHaveLength(30);
    expect(notes[1]).toBe('questions interview topic 2 (model drift and concept drift) has no open question');
  });

  it('says what is wrong with a folder that is missing', async () => {
    const folder = await temporaryBank({});
    expect((await said(folder, 'fault')).map((line) => line.split(' (')[0])).toEqual([
      'questions cannot be read',
      'tips.yaml cannot be read',
    ]);
  });
});

describe('Checking questions', () => {
  it('tells faults, which keep a bank from shipping, from notes', () => {
    const silent = open({ modelAnswer: 'word '.repeat(100) });
    const serving = Array.from({ length: 30 }, (_, index) => index + 1);
    const found = checkQuestions([
      { ...silent, interviewTopics: serving },
      choice('', ['x', 'y'], { id: 'drift-none-02', prompt: 'What broke?', interviewTopics: serving }),
    ]);
    expect(found.map(({ id, severity, path }) => [id, severity, path.join('.')])).toEqual([
      ['drift-sample-01', 'fault', 'modelAnswer'],
      ['drift-none-02', 'fault', 'options'],
      ['drift-sample-01', 'note', 'keyPoints.0.any'],
      ['drift-sample-01', 'note', 'keyPoints.1.any'],
      ['drift-sample-01', 'note', 'keyPoints.2.any'],
    ]);
  });
});
