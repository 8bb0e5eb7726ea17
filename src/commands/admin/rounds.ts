/** What an admin does to a round by hand: post it, close it, withdraw it. */

import { type Reply, reply } from '../../chat/message.ts';
import { answer, type RoundName, required, rest, round, text } from '../../chat/option.ts';
import { manyLines } from '../../chat/text.ts';
import { deliver } from '../../posting/deliver.ts';
import { readAnswer } from '../../quiz/answer.ts';
import { toPublic } from '../../quiz/question.ts';
import { close } from '../../rounds/close.ts';
import { acceptAnswer, withdraw } from '../../rounds/correct.ts';
import { postNow } from '../../rounds/post-now.ts';
import { defaultSchedule, setSchedule } from '../../rounds/set-schedule.ts';
import type { Handle } from '../../store/open.ts';
import { questionOf } from '../../store/questions.ts';
import { liveRound, type Round, roundByNumber, roundOn } from '../../store/rounds.ts';
import { scheduleOf } from '../../store/schedules.ts';
import {
  acceptedMessage,
  closedNow,
  noSuchRound,
  nothingOpen,
  notPosted,
  posted,
  withdrawn,
} from '../../words/by-hand.ts';
import { answerWords } from '../../words/common.ts';
import { slipMessage } from '../../words/refusal.ts';
import { scheduleWords } from '../../words/setup.ts';
import { type Context, channelHere } from '../context.ts';
import { defineCommand } from '../define.ts';
import { setupByForm } from './setup.ts';

export const postCommand = defineCommand({
  name: 'admin post',
  access: 'admin',
  options: {},
  examples: ['admin post'],
  run: post,
});

/** Posts the next question now. Where nothing is set up, the defaults are taken and said; an unknown zone is asked for. */
export async function post(context: Context): Promise<Reply> {
  const { app, at, call, member } = context;
  const channel = await channelHere(context);
  const standing = await scheduleOf(app.db, channel.id);
  let byDefault: string | undefined;
  if (!standing || standing.status === 'removed') {
    if (call.zone === undefined) return setupByForm(context);
    const saved = await setSchedule(app, { ...defaultSchedule(channel.id, call.zone), configuredBy: member.id }, at);
    byDefault = scheduleWords(saved);
  }
  const done = await postNow(app, channel.id, at);
  if (done.outcome === 'no-schedule') return setupByForm(context);
  if (done.outcome !== 'planned')
    return reply(notPosted(done.outcome, 'round' in done ? done.round.number : undefined));
  const { number, closesAt, zone } = done.round;
  return { ...reply(posted(number, closesAt, zone, at, byDefault)), later: () => deliver(app) };
}

export const closeCommand = defineCommand({
  name: 'admin close',
  access: 'admin',
  options: {},
  examples: ['admin close'],
  async run(context) {
    const { app, at } = context;
    const channel = await channelHere(context);
    const live = await liveRound(app.db, channel.id);
    if (!live || (await close(app, live.id, at)) !== 'closed') return reply(nothingOpen());
    return { ...reply(closedNow(live.number)), later: () => deliver(app) };
  },
});

const reasonLimit = 300;

export const voidCommand = defineCommand({
  name: 'admin void',
  access: 'admin',
  options: { round: required(round), reason: required(rest(text)) },
  examples: ['admin void 41 two options hold', 'admin void today wrong unit in the prompt'],
  async run(context, { round, reason }) {
    const { app, at } = context;
    const channel = await channelHere(context);
    const found = await roundNamed(app.db, channel.id, round);
    if (!found) return reply(noSuchRound());
    const done = await withdraw(app, found, {
      reason: manyLines(reason, reasonLimit),
      memberId: context.member.id,
      at,
    });
    return { ...reply(withdrawn(found.number, done)), later: () => deliver(app) };
  },
});

export const acceptCommand = defineCommand({
  name: 'admin accept',
  access: 'admin',
  options: { round: required(round), answer: required(rest(answer)) },
  examples: ['admin accept 41 A', 'admin accept today 0.3'],
  async run(context, { round, answer }) {
    const { app, at, member } = context;
    const channel = await channelHere(context);
    const found = await roundNamed(app.db, channel.id, round);
    if (!found) return reply(noSuchRound());
    const question = await questionOf(app.db, found);
    const read = readAnswer(toPublic(question), answer);
    if ('slip' in read) return reply(slipMessage(toPublic(question), read, undefined));
    const done = await acceptAnswer(app, { round: found, question, answer: read.answer }, { memberId: member.id, at });
    return {
      ...reply(acceptedMessage(found.number, answerWords(read.answer, toPublic(question).unit), done)),
      later: () => deliver(app),
    };
  },
});

/** The round an admin named by its number or its day. */
function roundNamed(db: Handle, channelId: string, name: RoundName): Promise<Round | undefined> {
  return 'number' in name ? roundByNumber(db, channelId, name.number) : roundOn(db, channelId, name.playedOn);
}
