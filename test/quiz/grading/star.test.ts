import { describe, expect, it } from 'vitest';
import { gradeOpen } from '../../../src/quiz/grading/open.ts';
import type { OpenQuestion } from '../../../src/quiz/question.ts';
import { openQuestion } from '../sample-questions.ts';

const tips = { situation: 'Where and when.', task: 'What was yours.', action: 'What you did.', result: 'A number.' };
const question: OpenQuestion = { ...openQuestion, kind: 'star', parts: tips, traps: ['No number.'] };
const story =
  'At my last company the accuracy of a price model fell every week. My task was to find out why within a month. ' +
  'I compared the distribution of live inputs with the training data and I fixed a broken join. ' +
  'As a result the error fell from 14 to 9 percent.';

function found(text: string): string[] {
  return (gradeOpen(question, text).parts ?? []).flatMap(({ part, found: there }) => (there ? [part] : []));
}

describe('The parts of a story', () => {
  it('are all found in a whole one, each with its tip and the words it was found in', () => {
    const { parts, flags } = gradeOpen(question, story);
    expect(parts?.map(({ part, found: there, tip }) => [part, there, tip])).toEqual(
      Object.entries(tips).map(([part, tip]) => [part, true, tip]),
    );
    for (const { quote } of parts ?? []) expect(story).toContain(quote);
    expect(flags).toEqual([]);
  });

  it.each(['situation', 'task', 'action', 'result'])('are not found where they are not told: %s', (missing) => {
    const order = ['situation', 'task', 'action', 'result'];
    const rest = story.split(/(?<=\.) /).filter((_, at) => order[at] !== missing);
    const told = found(missing === 'situation' ? `So. ${rest.join(' ')}` : rest.join(' '));
    expect(told).not.toContain(missing);
  });

  it.each([
    "So basically we had this price model, right, and it just kind of went off. I'm on call so it landed on me. I literally " +
      'compared the inputs, turned out a join was broken, and I fixed it. It was live 3 days later and it went fine.',
    'ok so this was at my old job and the model got worse. I kinda had to find out why. I just sat down and wrote a check. ' +
      "It's down to five hours now and there's an alert.",
  ])('are heard in a story as it is spoken: %s', (spoken) => {
    expect(found(spoken)).toEqual(['situation', 'task', 'action', 'result']);
  });

  it('are reported for stories only, and not where there is no answer', () => {
    expect(gradeOpen(openQuestion, story).parts).toBeUndefined();
    expect(gradeOpen(question, 'no idea').parts).toBeUndefined();
  });

  it('earn nothing', () => {
    expect(gradeOpen(question, story).score).toBe(gradeOpen(openQuestion, story).score);
  });
});

describe('The remarks on a story', () => {
  it.each([
    ['hypothetical', 'I would look at the logs first. Then I would compare the inputs and would tell the team.'],
    ['mostly-we', 'We had an outage. We looked at our logs, we fixed our join, and we told our customers.'],
    ['no-number', 'We had an outage last year. I fixed the join. As a result the error was gone.'],
  ])('name what it lacks: %s', (flag, text) => {
    expect(gradeOpen(question, text).flags).toContain(flag);
  });
});
