import type { App } from '../../app.ts';
import type { Bank } from '../../bank/load.ts';
import { deliver } from '../../posting/deliver.ts';
import { localDay, weekdays } from '../../quiz/calendar.ts';
import { type Question, toPublic } from '../../quiz/question.ts';
import { postNow } from '../../rounds/post-now.ts';
import { defaultSchedule, setSchedule } from '../../rounds/set-schedule.ts';
import { addChannel, findChannel } from '../../store/channels.ts';
import type { Handle } from '../../store/open.ts';
import { addMember, addWorkspace, findMember, findWorkspace } from '../../store/people.ts';
import { queueQuestion, scheduleOf } from '../../store/schedules.ts';
import { firstChannel, people, workspace } from './members.ts';

/**
 * Sets up what the playground lacks: the team, its members, a channel with a question every day, and a first open round.
 * @param zone IANA zone of the schedule
 * @param at epoch milliseconds
 */
export async function seedPlayground(app: App, { zone, at }: { zone: string; at: number }): Promise<void> {
  const { channelId, aliceId } = await app.store.transaction((tx) => seedTeam(app, tx, at));
  // Also after the schedule was removed by hand: then there is one, with that standing.
  if (await scheduleOf(app.db, channelId)) return;
  await setSchedule(app, { ...defaultSchedule(channelId, zone), days: [...weekdays], configuredBy: aliceId }, at);
  const first = easyChoice(app.bank);
  if (first) await queueQuestion(app.db, channelId, localDay(at, zone), first.id);
  await postNow(app, channelId, at);
  await deliver(app);
}

/** The first steps say "answer" and then "answer differently", which is best learnt on letters. */
function easyChoice({ questions }: Bank): Question | undefined {
  const easy = questions.filter(({ topic, difficulty }) => topic === 'basics' && difficulty === 1);
  return easy.find((question) => question.kind === 'choice' && !toPublic(question).several);
}

async function seedTeam(app: App, tx: Handle, at: number): Promise<{ channelId: string; aliceId: string | undefined }> {
  const identity = { platform: 'playground', externalId: workspace.id } as const;
  const known = await findWorkspace(tx, identity.platform, identity.externalId);
  if (!known)
    await addWorkspace(tx, { ...identity, id: app.newId(), name: workspace.name, createdAt: at }, app.newId());
  const place = known ?? (await findWorkspace(tx, identity.platform, identity.externalId));
  if (!place) throw new Error("The playground's workspace was written and is not there.");
  const { id: workspaceId, teamId } = place;
  for (const person of known ? [] : people) {
    const member = { id: app.newId(), teamId, name: person.name, joinedAt: at };
    await addMember(tx, member, { workspaceId, externalId: person.id });
  }
  const channel = await findChannel(tx, workspaceId, firstChannel);
  const channelId = channel?.id ?? app.newId();
  if (!channel) {
    await addChannel(tx, {
      id: channelId,
      teamId,
      workspaceId,
      externalId: firstChannel,
      name: firstChannel,
      createdAt: at,
    });
  }
  const admins = people.filter(({ admin }) => admin);
  return { channelId, aliceId: admins[0] && (await findMember(tx, workspaceId, admins[0].id))?.id };
}
