import { describe, expect, it } from 'vitest';
import { denialsOf } from '../../../src/quiz/grading/polarity.ts';
import { wordsOf } from '../../../src/quiz/grading/words.ts';

/** The sentence's words, those denied in their clause in brackets, those of a denied sentence in double ones. */
function shown(sentence: string): string {
  const words = wordsOf(sentence);
  return denialsOf(words)
    .map(
      ({ clause, whole }, at) =>
        `${whole ? '[' : ''}${clause ? `[${words[at]?.text}]` : words[at]?.text}${whole ? ']' : ''}`,
    )
    .join(' ');
}

describe('A negation', () => {
  it.each([
    ['we do not compare inputs', 'we do not [compare] [inputs]'],
    ['no drift but skew', 'no [drift] but skew'],
    ['it is not linear, it bends', 'it is not [linear] it bends'],
    ['data that is not separable is mapped', 'data that is not [separable] [is] [mapped]'],
    ['the model which never drifts because labels arrive', 'the model which never [drifts] because labels arrive'],
    ['not only drift', 'not only drift'],
    ['labels instead of guesses', 'labels instead of [guesses]'],
    ['no because they drift', 'no because they drift'],
    ['No, the inputs drift', 'no the inputs drift'],
    ['no the inputs drift', 'no the inputs drift'],
    ['inputs do not drift and they stay', 'inputs do not [drift] and they stay'],
    ['it is not the only circuit', 'it is not [the] [only] [circuit]'],
    ['not hotter than water', 'not [hotter] than water'],
  ])('holds to the end of its clause: %s', (sentence, denied) => {
    expect(shown(sentence)).toBe(denied);
  });

  it('reaches no farther than five words that carry meaning', () => {
    expect(shown('no alerts on inputs labels scores latency throughput')).toBe(
      'no [alerts] [on] [inputs] [labels] [scores] [latency] throughput',
    );
  });

  it.each([
    ['do not check labels and not scores', 'do not [check] [labels] and not [scores]'],
    ['do not check labels and do not check scores', 'do not [check] [labels] and do not [check] [scores]'],
    ['we neither check labels nor scores', 'we neither [check] [labels] nor [scores]'],
    ['no labels or scores', 'no [labels] [or] [scores]'],
  ])('is not taken back by one more beside it: %s', (sentence, denied) => {
    expect(shown(sentence)).toBe(denied);
  });

  it('cancels another one', () => {
    expect(shown('never deploy without canary')).toBe('never [deploy] [without] canary');
  });

  it.each([
    [
      'it is not true that drift matters because labels arrive',
      'it is not true that [drift] [matters] [because] [labels] [arrive]',
    ],
    ['data quality does not matter', '[data] [quality] [does] not matter'],
    ['we never say that drift matters', 'we never say that [drift] [matters]'],
    ['drift matters, which is false', '[drift] [matters] [which] is false'],
    ['we retrain, because drift is irrelevant', 'we retrain because [drift] is irrelevant'],
  ])('may hold for the whole sentence: %s', (sentence, denied) => {
    expect(shown(sentence)).toBe(denied);
  });
});
