import { type Reply, reply } from '../../chat/message.ts';
import { deliver } from '../../posting/deliver.ts';
import { eraseMember } from '../../rounds/erase.ts';
import { exportMember } from '../../store/personal.ts';
import { deletedMessage, deleteQuestion, exportMessage } from '../../words/member.ts';
import type { Context } from '../context.ts';
import { defineCommand } from '../define.ts';

export const exportCommand = defineCommand({
  name: 'me export',
  access: 'member',
  options: {},
  examples: ['me export'],
  async run({ app, member, call }) {
    const json = JSON.stringify(await exportMember(app.db, member.id), null, 2);
    return reply(exportMessage(json, `${call.platform}:${call.workspace.id}:${call.user.id}`));
  },
});

/** Asks first; {@link deleteMe} does it. */
export const deleteCommand = defineCommand({
  name: 'me delete',
  access: 'member',
  options: {},
  examples: ['me delete'],
  run: async () => reply(deleteQuestion()),
});

export async function deleteMe({ app, member, at }: Context): Promise<Reply> {
  await eraseMember(app, member.id, at);
  return { ...reply(deletedMessage()), replaces: true, later: () => deliver(app) };
}
