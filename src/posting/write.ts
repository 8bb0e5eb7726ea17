/** Turns an errand into the message it stands for, as things are at the moment of sending. */

import type { App } from '../app.ts';
import { recapOf } from '../boards/recap.ts';
import type { Message } from '../chat/message.ts';
import { pages } from '../chat/pages.ts';
import type { Place, Ref } from '../chat/platform.ts';
import { toPublic } from '../quiz/question.ts';
import { type Notice, readNotice } from '../rounds/notice.ts';
import { offersOf, ownResult } from '../rounds/result.ts';
import { type Channel, channelById } from '../store/channels.ts';
import type { Errand, NewErrand } from '../store/outbox.ts';
import { identityOf, type Member, memberById } from '../store/people.ts';
import { questionOf } from '../store/questions.ts';
import { latestRound, neverPosted, type Round, roundById } from '../store/rounds.ts';
import { type ChannelSchedule, scheduleOf } from '../store/schedules.ts';
import type { PlatformName } from '../store/schema.ts';
import { revealedAnswers } from '../store/submissions.ts';
import { claimDecided } from '../words/claim.ts';
import {
  acceptedNotice,
  claimedNotice,
  missedNotice,
  recapMessage,
  reportNotice,
  silentNotice,
  stockNotice,
  suggestedNotice,
  troubleNotice,
} from '../words/notices.ts';
import { closedPost, dailyPost, type RoundFacts, reveal, voidNotice, voidPost } from '../words/post.ts';
import { resultMessage } from '../words/result.ts';
import { suggestionDecided } from '../words/suggest.ts';
import { writeShare } from './write-share.ts';

export type Written = {
  platform: PlatformName;
  place: Place;
  message: Message;
  /** The message this one takes the place of, instead of being sent. */
  edits?: Ref;
  /** It stands: somebody pressed a button of it, so it is not to be sent. */
  stands?: Ref;
  /** Its time is over: not to be sent any more, but an earlier try may have got through. */
  late?: true;
  /** What is to follow once this is sent: the next page of a long message. */
  next?: NewErrand;
};

/** @returns undefined when the errand has lost its point: nothing is to be sent any more. */
export async function writeErrand(app: App, errand: Errand): Promise<Written | undefined> {
  if (errand.kind === 'notice') return writeNotice(app, errand);
  const round = errand.roundId === null ? undefined : await roundById(app.db, errand.roundId);
  const channel = errand.channelId === null ? undefined : await channelById(app.db, errand.channelId);
  if (!round || !channel) return undefined;
  switch (errand.kind) {
    case 'post':
      return writePost(app, round, channel);
    case 'closing-edit':
      return writeClosingEdit(app, round, channel);
    case 'reveal':
      return paged(app, errand, await writeReveal(app, round, channel));
    case 'share':
      return writeShareTo(app, errand, round, channel);
    case 'share-edit':
      return writeShareEdit(app, errand, round, channel);
    case 'result':
      return errand.memberId === null ? undefined : writeResult(app, round, errand.memberId, channel);
  }
}

async function writeNotice(app: App, { payload, channelId, memberId }: Errand): Promise<Written | undefined> {
  if (payload === null) return undefined;
  const notice = readNotice(payload);
  if (memberId !== null) {
    const person = await identityOf(app.db, memberId);
    const message = memberMessage(notice);
    if (!person || !message) return undefined;
    return { platform: person.platform, place: { workspace: person.workspace, member: person.person }, message };
  }
  const channel = channelId === null ? undefined : await channelById(app.db, channelId);
  const message = channel && (await noticeMessage(app, notice, channel));
  return channel && message && inChannel(channel, message);
}

function memberMessage(notice: Notice): Message | undefined {
  switch (notice.notice) {
    case 'suggestion':
      return suggestionDecided(notice.prompt, notice.decision, notice.reason);
    case 'claim':
      return claimDecided(notice);
    default:
      return undefined;
  }
}

async function noticeMessage(app: App, notice: Notice, channel: Channel): Promise<Message | undefined> {
  switch (notice.notice) {
    case 'accepted':
      return acceptedNotice(notice.number, notice.answer, notice.gained);
    case 'silent':
      return silentNotice();
    case 'recap':
      return recapMessage(await recapOf(app.db, channel, notice.week));
    case 'report':
      return reportNotice(notice.number, notice.channel, notice.reason);
    case 'claimed':
      return claimedNotice();
    case 'suggested':
      return suggestedNotice();
    case 'missed':
      return missedNotice(notice.channel, notice.on);
    case 'trouble':
      return troubleNotice(notice.channel, notice.trouble);
    case 'stock':
      return stockNotice(notice.channel, notice.left);
    case 'suggestion':
    case 'claim':
      return undefined;
  }
}

export function roundFacts(round: Round): RoundFacts {
  const { id, number, zone, opensAt, closesAt } = round;
  return { id, number, zone, opensAt, closesAt, instant: round.instant === 1, comeback: round.comeback === 1 };
}

function inChannel(channel: Channel, message: Message, replyTo?: Ref): Written {
  const place = {
    workspace: channel.workspace,
    channel: channel.externalId,
    ...(replyTo !== undefined && { replyTo }),
  };
  return { platform: channel.platform, place, message };
}

/** The page of a long message that this errand stands for; the next page follows once this one is sent. */
function paged(app: App, errand: Errand, written: Written | undefined): Written | undefined {
  if (!written) return undefined;
  const all = pages(written.message);
  const number = Number(errand.payload ?? 1);
  const message = all[number - 1];
  if (!message) return undefined;
  if (number === all.length) return { ...written, message };
  const { kind, roundId, channelId } = errand;
  const key = `${roundId}:${kind}:${number + 1}`;
  return { ...written, message, next: { id: app.newId(), key, kind, roundId, channelId, payload: String(number + 1) } };
}

async function writePost(app: App, round: Round, channel: Channel): Promise<Written> {
  const schedule = await scheduleOf(app.db, channel.id);
  const last = await latestRound(app.db, channel.id, ['closed'], round.number);
  const lastTime = last && { number: last.number, question: await questionOf(app.db, last) };
  const question = toPublic(await questionOf(app.db, round));
  const late = round.status !== 'planned' || app.now() >= round.closesAt;
  const setUpBy = await namedBy(app, channel, schedule);
  const message = dailyPost(roundFacts(round), question, { lastTime, setUpBy, ping: schedule?.ping });
  const stands = round.postRef !== null && { stands: round.postRef };
  return { ...inChannel(channel, message), ...(late && { late }), ...stands };
}

/** Slack asks apps of its Marketplace to say who brings a post about; elsewhere it would be one line more to read. */
async function namedBy(app: App, channel: Channel, schedule: ChannelSchedule | undefined): Promise<Member | undefined> {
  if (channel.platform !== 'slack' || schedule?.configuredBy === undefined) return undefined;
  return memberById(app.db, schedule.configuredBy);
}

/** Without a known post there is nothing to edit: the reveal then stands alone in the channel. */
async function writeClosingEdit(app: App, round: Round, channel: Channel): Promise<Written | undefined> {
  if (round.postRef === null) return undefined;
  const question = await questionOf(app.db, round);
  const facts = roundFacts(round);
  if (round.status === 'void') {
    const message = voidPost(facts, toPublic(question), round.voidReason ?? '');
    return { ...inChannel(channel, message), edits: round.postRef };
  }
  if (round.status !== 'closed') return undefined;
  const message = closedPost(facts, question, { answers: round.answers, solved: round.solved });
  return { ...inChannel(channel, message), edits: round.postRef };
}

async function writeReveal(app: App, round: Round, channel: Channel): Promise<Written | undefined> {
  if (round.status === 'void') {
    const unseen = round.voidReason === neverPosted || round.postRef === null;
    return unseen ? undefined : inChannel(channel, voidNotice(round.number, round.voidReason ?? ''));
  }
  if (round.status !== 'closed') return undefined;
  const thread = await hasThread(app, round);
  const given = await revealedAnswers(app.db, round.id);
  const message = reveal(roundFacts(round), await questionOf(app.db, round), given, !thread);
  return inChannel(channel, message, thread && round.postRef !== null ? round.postRef : undefined);
}

async function hasThread(app: App, round: Round): Promise<boolean> {
  if (round.postRef === null) return false;
  return (await scheduleOf(app.db, round.channelId))?.thread ?? true;
}

async function writeResult(app: App, round: Round, memberId: string, channel: Channel): Promise<Written | undefined> {
  const person = await identityOf(app.db, memberId, channel.platform);
  if (!person || round.status !== 'closed') return undefined;
  const question = await questionOf(app.db, round);
  const own = await ownResult(app.db, round, memberId);
  const offers = await offersOf(app.db, round, question, memberId, own);
  const message = resultMessage(roundFacts(round), question, own, offers);
  return { platform: person.platform, place: { workspace: person.workspace, member: person.person }, message };
}

async function writeShareTo(app: App, errand: Errand, round: Round, channel: Channel): Promise<Written | undefined> {
  const written = await writeShare(app, errand, round);
  if (!written) return undefined;
  const replyTo = (await hasThread(app, round)) && round.postRef !== null ? round.postRef : undefined;
  return { ...inChannel(channel, written.message, replyTo), ...(written.isOver && { late: true }) };
}

/** The thread is named even where it was switched off meanwhile: the message may stand in it. */
async function writeShareEdit(app: App, errand: Errand, round: Round, channel: Channel): Promise<Written | undefined> {
  const written = await writeShare(app, errand, round);
  if (!written || written.postRef === null) return undefined;
  return { ...inChannel(channel, written.message, round.postRef ?? undefined), edits: written.postRef };
}
