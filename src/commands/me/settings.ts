import { faultAt } from '../../chat/fault.ts';
import { type Reply, reply } from '../../chat/message.ts';
import { onOff, text } from '../../chat/option.ts';
import { oneLine } from '../../chat/text.ts';
import { changeMember, isNameTaken } from '../../store/people.ts';
import { aliasTaken, leftBoard, settingsMessage } from '../../words/member.ts';
import type { Context } from '../context.ts';
import { defineCommand } from '../define.ts';

export const settingsCommand = defineCommand({
  name: 'me settings',
  access: 'member',
  options: { board: onOff, alias: text, tell: onOff, reminders: onOff },
  examples: ['me settings', 'me settings board:off', 'me settings alias:"Night Owl"', 'me settings tell:on'],
  run: changeSettings,
});

const aliasLimit = 40;
const noAlias = new Set(['', 'none', 'off']);

/** Changes what is named and shows what stands now. */
export async function changeSettings(
  { app, member }: Context,
  wish: {
    board?: boolean | undefined;
    alias?: string | undefined;
    tell?: boolean | undefined;
    reminders?: boolean | undefined;
  },
): Promise<Reply> {
  const flag = (value: boolean) => (value ? 1 : 0);
  const alias = wish.alias === undefined ? undefined : aliasOf(wish.alias);
  if (alias && (await isNameTaken(app.db, member.teamId, alias, member.id))) {
    const message = aliasTaken(alias);
    return { ...reply(message), faults: [faultAt('alias', message)] };
  }
  const change = {
    ...(wish.board !== undefined && ({ board: flag(wish.board) } as const)),
    ...(wish.tell !== undefined && ({ tell: flag(wish.tell) } as const)),
    ...(wish.reminders !== undefined && ({ reminders: flag(wish.reminders) } as const)),
    ...(alias !== undefined && { alias }),
  };
  const changed = Object.keys(change).length > 0;
  if (changed) await changeMember(app.db, member.id, change);
  return reply(settingsMessage({ ...member, ...change }, changed));
}

/** The alias as it is kept: one visible line, or null for none. */
function aliasOf(typed: string): string | null {
  const line = oneLine(typed, aliasLimit);
  return noAlias.has(line.toLowerCase()) ? null : line;
}

export async function leaveBoard({ app, member }: Context): Promise<Reply> {
  await changeMember(app.db, member.id, { board: 0 });
  return reply(leftBoard());
}
