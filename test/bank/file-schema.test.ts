import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileSchema } from '../../src/bank/file-schema.ts';
import { loadBank } from '../../src/bank/load.ts';
import { operator } from '../cli/operator.ts';
import { dataFolder } from '../support/paths.ts';
import { driftYaml, oneTip, temporaryBank } from './temporary-bank.ts';

describe('The JSON Schema of question files', () => {
  it('is what `bank schema` prints, and stands in data/question.schema.json as it is now', async () => {
    const { code, out } = await operator().runs('bank schema');
    expect([code, out]).toEqual([0, fileSchema()]);
    expect(readFileSync(join(dataFolder, 'question.schema.json'), 'utf8')).toBe(fileSchema());
  });

  it('may be named at the head of a file', async () => {
    const named = `# yaml-language-server: $schema=../question.schema.json\n${driftYaml()}`;
    const folder = await temporaryBank({ 'questions/drift.yaml': named, 'tips.yaml': oneTip });
    expect((await loadBank(folder)).questions.map(({ id }) => id)).toEqual(['drift-baseline-01']);
  });
});
