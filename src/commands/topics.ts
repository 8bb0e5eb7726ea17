import { reply } from '../chat/message.ts';
import { topicSlugs } from '../quiz/question.ts';
import { triedQuestions } from '../store/practices.ts';
import { type TopicRow, topicsMessage } from '../words/practice.ts';
import { defineCommand } from './define.ts';

export const topicsCommand = defineCommand({
  name: 'topics',
  access: 'member',
  options: {},
  examples: ['topics'],
  async run({ app, member }) {
    const tried = await triedQuestions(app.db, member.id);
    const credits = Map.groupBy(
      tried.filter(({ credit }) => credit !== null),
      ({ questionId }) => app.bank.byId.get(questionId)?.topic,
    );
    const rows = topicSlugs.map((topic): TopicRow => {
      const own = credits.get(topic) ?? [];
      const sum = own.reduce((total, { credit }) => total + (credit ?? 0), 0);
      return {
        topic,
        questions: app.bank.questions.filter((question) => question.topic === topic).length,
        tried: own.length,
        strength: own.length === 0 ? undefined : sum / own.length,
      };
    });
    return reply(topicsMessage(rows.filter(({ questions }) => questions > 0)));
  },
});
