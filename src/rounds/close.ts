/** Closes rounds: grades what was answered, writes the boards, and leaves the reveal to the outbox. */

import type { App } from '../app.ts';
import { isOpen } from '../quiz/question.ts';
import { weekOf } from '../quiz/season.ts';
import type { Handle } from '../store/open.ts';
import { dropErrands, enqueue, postErrandOf } from '../store/outbox.ts';
import { closedRoundsOfWeek } from '../store/past-rounds.ts';
import { phrasingsOf } from '../store/phrasings.ts';
import { questionOf } from '../store/questions.ts';
import { readingsOf } from '../store/readings.ts';
import {
  acceptedAnswers,
  closeRound,
  lockRound,
  neverPosted,
  type Round,
  recountRound,
  roundsToClose,
  voidRound,
} from '../store/rounds.ts';
import { scheduleOf } from '../store/schedules.ts';
import { membersToTell, saveVerdict, submissionsOf } from '../store/submissions.ts';
import { askReading } from './ask-reading.ts';
import { confirmationsIn } from './confirmations.ts';
import { eachDue } from './each-due.ts';
import { tellChannel } from './notice.ts';
import { recompute } from './recompute.ts';
import { gradeAnswer } from './submit.ts';

/** A recap of one round would repeat its reveal. */
const fewestToRecap = 2;

export type Closed = { round: Round; outcome: 'closed' | 'never-posted' | 'not-live' };

/** Closes every round whose time has come at `at`, each in a transaction of its own. */
export function closeDue(app: App, at: number): Promise<Closed[]> {
  return eachDue(app, {
    due: (limit) => roundsToClose(app.db, at, limit),
    idOf: ({ id }) => id,
    work: async (round): Promise<Closed> => ({ round, outcome: await close(app, round.id, at) }),
  });
}

/** Closes one round now: by the schedule or by an admin's hand. A second call finds it closed and does nothing. */
export async function close(app: App, roundId: string, at: number): Promise<Closed['outcome']> {
  return app.store.transaction(async (tx) => {
    const round = await lockRound(tx, roundId, app.store.dialect === 'postgres');
    if (!round || (round.status !== 'planned' && round.status !== 'open')) return 'not-live';
    if (await wasNeverPosted(tx, round, at)) {
      await dropErrands(tx, round.id, ['post'], at);
      await voidRound(tx, round.id, neverPosted, at);
      return 'never-posted';
    }
    await askReadings(app, tx, round, at);
    await gradeRound(tx, round, at);
    await recompute(tx, round);
    await dropErrands(tx, round.id, ['post'], at);
    await enqueueReveal(app, tx, round, at);
    await enqueueRecap(app, tx, round, at);
    return 'closed';
  });
}

/** No try to post it was ever made, or none that can have got through. */
async function wasNeverPosted(tx: Handle, round: Round, at: number): Promise<boolean> {
  if (round.status === 'open') return false;
  const post = await postErrandOf(tx, round.id);
  const underWay = post?.leaseUntil != null && post.leaseUntil > at;
  return !post || (!underWay && post.attempts === 0);
}

/** Has the second reader read every free-text answer of a round; those of an instant one were, when they were locked in. */
async function askReadings(app: App, tx: Handle, round: Round, at: number): Promise<void> {
  if (!app.reader || round.instant === 1) return;
  const question = await questionOf(tx, round);
  if (!isOpen(question)) return;
  for (const { memberId, answer } of await submissionsOf(tx, round.id)) {
    await askReading(app, tx, { roundId: round.id, memberId }, { question, answer, at });
  }
}

/** Grades every answer of a round by the present rule and notes the sums. */
export async function gradeRound(tx: Handle, round: Round, at: number): Promise<void> {
  await gradeAnswers(tx, round);
  await closeRound(tx, round.id, round.closedAt ?? at);
  await recountRound(tx, round.id);
}

/** Grades every answer of a round by the present rule, or one member's alone. */
export async function gradeAnswers(tx: Handle, round: Round, onlyOf?: string): Promise<void> {
  const question = await questionOf(tx, round);
  const accepted = acceptedAnswers(round);
  const others = isOpen(question) ? await whatOthersSay(tx, round) : undefined;
  for (const { memberId, answer, hints, confirmedBy: firstBy } of await submissionsOf(tx, round.id)) {
    if (onlyOf !== undefined && memberId !== onlyOf) continue;
    const besides = { accepted, firstBy, ...others?.of(memberId) };
    await saveVerdict(tx, round, memberId, gradeAnswer(question, answer, hints, besides));
  }
}

/** What counts for the free-text answers of a round besides the rubric: the team's phrasings, readings, confirmations. */
async function whatOthersSay(tx: Handle, round: Round) {
  const phrasings = await phrasingsOf(tx, round);
  const readings = await readingsOf(tx, round.id);
  const confirmations = await confirmationsIn(tx, round.id);
  return {
    of: (memberId: string) => ({
      phrasings,
      reading: readings.get(memberId),
      confirmedBy: confirmations.get(memberId),
    }),
  };
}

/** With the last close of a week, unless the channel does not want it or there is nothing to tell. */
async function enqueueRecap(app: App, tx: Handle, round: Round, at: number): Promise<void> {
  const schedule = await scheduleOf(tx, round.channelId);
  if (!schedule?.recap || (schedule.next && weekOf(schedule.next.on) === round.week)) return;
  const rounds = await closedRoundsOfWeek(tx, round.channelId, round.week);
  if (rounds.length < fewestToRecap || rounds.every(({ answers }) => answers === 0)) return;
  const once = `${round.channelId}:${round.week}`;
  await tellChannel(app, tx, { channelId: round.channelId }, { notice: 'recap', week: round.week }, once, at);
}

async function enqueueReveal(app: App, tx: Handle, round: Round, at: number): Promise<void> {
  const { id: roundId, channelId } = round;
  await enqueue(tx, { id: app.newId(), key: `${roundId}:closing-edit`, kind: 'closing-edit', roundId, channelId }, at);
  await enqueue(tx, { id: app.newId(), key: `${roundId}:reveal`, kind: 'reveal', roundId, channelId }, at);
  for (const memberId of await membersToTell(tx, roundId)) {
    const key = `${roundId}:result:${memberId}`;
    await enqueue(tx, { id: app.newId(), key, kind: 'result', roundId, channelId, memberId }, at);
  }
}
