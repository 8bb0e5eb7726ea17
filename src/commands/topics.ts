import { reply } from '../chat/message.ts';
import { topicSlugs } from '../quiz/question.ts';
import { poolOf } from '../rounds/pool.ts';
import { triedQuestions } from '../store/practices.ts';
import { type TopicRow, topicsMessage } from '../words/practice.ts';
import { defineCommand } from './define.ts';

export const topicsCommand = defineCommand({
  name: 'topics',
  access: 'member',
  options: {},
  examples: ['topics'],
  async run({ app, member }) {
    const { questions, byId } = await poolOf(app, app.db, member.teamId);
    const tried = await triedQuestions(app.db, member.id);
    const credits = Map.groupBy(
      tried.filter(({ credit }) => credit !== null),
      ({ questionId }) => byId.get(questionId)?.topic,
    );
    const rows = topicSlugs.map((topic): TopicRow => {
      const own = credits.get(topic) ?? [];
      const sum = own.reduce((total, { credit }) => total + (credit ?? 0), 0);
      return {
        topic,
        questions: questions.filter((question) => question.topic === topic).length,
        tried: own.length,
        strength: own.length === 0 ? undefined : sum / own.length,
      };
    });
    return reply(topicsMessage(rows.filter((row) => row.questions > 0)));
  },
});
