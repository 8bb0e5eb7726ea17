import { describe, expect, it } from 'vitest';
import { checkSuggestion, readOptionLines, suggestionYaml } from '../../src/bank/suggestion.ts';
import { readWrittenQuestion, readWrittenQuestions } from '../../src/bank/written.ts';
import { driftYaml } from './temporary-bank.ts';

describe('Questions as somebody writes them', () => {
  it('may begin with comments and empty lines, which count as lines', () => {
    const text = `\n# yaml-language-server: $schema=x.json\n${driftYaml('drift-one')}${driftYaml('drift-two')}`;
    const { written, faults } = readWrittenQuestions(text);
    expect(faults).toEqual([]);
    expect(written.map(({ line, question }) => [line, question.id])).toEqual([
      [3, 'drift-one'],
      [26, 'drift-two'],
    ]);
  });

  it('may come from Windows, and with marks that nobody sees', () => {
    const hidden = `\u{FEFF}${driftYaml().replace('title: Choosing', 'title: Choo\u{200B}sing').replaceAll('\n', '\r\n')}`;
    expect(readWrittenQuestion(hidden)).toMatchObject({ question: { title: 'Choosing a baseline' } });
  });

  it('are faulted by schema and gates, question by question and in the order of lines', () => {
    const long = `prompt: ${'word '.repeat(15)}`;
    const text =
      driftYaml('drift-one').replace('title:', 'titel:') + driftYaml('wrong-two').replace(/prompt: \|-\n.*/, long);
    expect(readWrittenQuestions(text).faults).toEqual([
      { line: 1, id: 'drift-one', message: 'title: is missing' },
      { line: 6, id: 'drift-one', message: 'titel: is not a field that exists here' },
      { line: 24, id: 'wrong-two', message: 'id: must begin with "drift-" (Drift)' },
      { line: 30, id: 'wrong-two', message: 'prompt: 15.0 words a sentence, at most 14 are easy to read' },
    ]);
  });

  it('are one where one is asked for', () => {
    expect(readWrittenQuestion(driftYaml())).toMatchObject({ question: { id: 'drift-baseline-01' } });
    expect(readWrittenQuestion(driftYaml('drift-one') + driftYaml('drift-two'))).toEqual({
      faults: [{ line: 24, message: 'is a second question; only one is asked for here' }],
    });
    expect(readWrittenQuestion(' ')).toEqual({ faults: [{ line: 1, message: 'must be a list of entries' }] });
  });
});

describe('A suggestion', () => {
  const typed = {
    topic: 'drift',
    prompt: 'The share of missing values doubled overnight. What do you look at first?',
    options: readOptionLines('* The job that writes the feature | it changed last\nThe weights of the model'),
    explanation: 'A sudden change in one feature points upstream.',
    source: '',
  };

  it('is taken as far as it goes, and becomes the YAML of a whole question', () => {
    const read = checkSuggestion(typed);
    expect(read).toHaveProperty('suggestion');
    const faults = 'suggestion' in read ? readWrittenQuestion(suggestionYaml(read.suggestion, 'drift-draft')) : {};
    expect(faults).toEqual({
      faults: [
        { line: 17, id: 'drift-draft', message: 'options[1].why: is empty' },
        { line: 19, id: 'drift-draft', message: 'hints[0]: is empty' },
        { line: 22, id: 'drift-draft', message: 'references[0].title: is empty' },
        { line: 23, id: 'drift-draft', message: 'references[0].url: "" is not an http or https address' },
        { line: 24, id: 'drift-draft', message: 'discuss: is empty' },
      ],
    });
  });

  it.each([
    ['options: needs at least 2, has 1', { options: readOptionLines('* only one') }],
    ['options: none is right', { options: readOptionLines('one\nanother') }],
    ['options: every one is right', { options: readOptionLines('* one\n* another'), prompt: 'Choose two.' }],
    ['prompt: two options are right, so say "Choose two."', { options: readOptionLines('* one\n* another\nnone') }],
    ['options[1].text: reads the same as options[0]', { options: readOptionLines('* one\nOne.') }],
    ['options[0].text: has 200 characters, at most 180 fit', { options: readOptionLines(`* ${'x'.repeat(200)}\nb`) }],
    ['topic: "x" is none of basics', { topic: 'x' }],
  ])('is faulted in the words of the bank’s check: %s', (said, over) => {
    const read = checkSuggestion({ ...typed, ...over });
    const messages = 'faults' in read ? read.faults.map(({ message }) => message) : [];
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(said);
  });
});
