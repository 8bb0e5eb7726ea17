import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { variableNames } from '../src/config/variables.ts';
import { readConfig } from '../src/config.ts';

const lines = readFileSync(new URL('../.env.example', import.meta.url), 'utf8').split('\n');
const assignment = /^# ([A-Z][A-Z_]+)=(.*)$/;

describe('.env.example', () => {
  it('lists exactly the variables the program reads, each once', () => {
    const listed = lines.flatMap((line) => assignment.exec(line)?.[1] ?? []);
    expect(listed.toSorted()).toEqual([...variableNames].toSorted());
  });

  it('says in the line above each what it is for and what holds without it', () => {
    for (const [at, line] of lines.entries()) {
      if (assignment.test(line)) expect(lines[at - 1]).toMatch(/^# \S.*\(default .+\)$/);
    }
  });

  it('sets nothing until somebody uncomments a line', () => {
    expect(parseEnv(lines.join('\n'))).toEqual({});
  });

  it('shows values that are accepted, and true defaults', () => {
    const shown = parseEnv(lines.map((line) => line.replace(assignment, '$1=$2')).join('\n'));
    const { LLM_BASE_URL, PUBLIC_URL, ...defaults } = shown;
    expect(readConfig({ PUBLIC_URL }).publicUrl).toBe(PUBLIC_URL);
    expect(readConfig({ LLM_BASE_URL, LLM_MODEL: 'any' }).llm?.baseUrl).toBe(LLM_BASE_URL);
    const [asShown, bare] = [readConfig(defaults), readConfig({})];
    expect(asShown).toEqual(bare);
    expect(asShown.databaseUrl.reveal()).toBe(bare.databaseUrl.reveal());
  });
});
