import { expect } from 'vitest';
import type { Question } from '../../../src/quiz/question.ts';
import type { StoredMessage } from '../../support/slack/records.ts';
import type { Shown } from '../../support/slack/seen.ts';
import { itemAt, present } from '../../support/team.ts';
import type { Stage } from './stage.ts';

/** What everybody in the channel sees, oldest first. */
export function postsIn({ slack, channel }: Stage): StoredMessage[] {
  return slack.messages().filter((one) => one.channelId === channel.id && one.ephemeralFor === undefined);
}

/** Alice sets the channel up and posts a question with one right letter. @returns the post and its question */
export async function postFirst(
  stage: Stage,
): Promise<{ post: Shown; question: Extract<Question, { kind: 'choice' }> }> {
  const { alice, app, slack } = stage;
  const saved = await alice.command('/mlops-quiz admin setup 09:00 Europe/Berlin all 16:00');
  expect((await saved.answer()).text).toContain('Saved for #mlops-interviews');
  const question = present(app.bank.questions.find(isOneRight));
  await (await alice.command(`/mlops-quiz admin queue ${question.id} today`)).answer();
  await (await alice.command('/mlops-quiz admin post')).answer();
  await slack.until(() => postsIn(stage).length > 0, 'a post');
  return {
    question,
    post: itemAt(
      alice.sees().messages.filter((message) => !message.private),
      0,
    ),
  };
}

function isOneRight(question: Question): question is Extract<Question, { kind: 'choice' }> {
  return question.kind === 'choice' && question.options.filter(({ correct }) => correct).length === 1;
}
