import { type Reply, reply } from '../../chat/message.ts';
import { toPublic } from '../../quiz/question.ts';
import { forecast } from '../../rounds/forecast.ts';
import { previewMessage } from '../../words/post.ts';
import { type Context, channelHere } from '../context.ts';
import { withSchedule } from './schedule.ts';

/** The next question as members will see it, without its key and for this admin only. */
export function preview(context: Context): Promise<Reply> {
  return withSchedule(context, async (schedule) => {
    const { app, at } = context;
    const [next] = await forecast(app, await channelHere(context), schedule, at, 1);
    const question = next && app.bank.byId.get(next.questionId);
    return reply(previewMessage(question && toPublic(question), next?.on));
  });
}
