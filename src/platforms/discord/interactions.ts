/** Handles interactions, whichever way they came: reads, asks the program, answers in the first callback. */

import { type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { App } from '../../app.ts';
import type { Door } from '../../chat/door.ts';
import { type Reply, type Revision, reply } from '../../chat/message.ts';
import { PlatformError } from '../../chat/platform.ts';
import { requestsKeptMs } from '../../store/seen-requests.ts';
import { onlyInServers } from '../../words/discord.ts';
import type { RequestMemory } from '../request-memory.ts';
import { createUnderWay } from '../under-way.ts';
import { within } from '../within.ts';
import { answersTo, type Callback, choicesAnswer, deferral, lateAnswersTo, revisionTo } from './answer.ts';
import { callOf } from './call.ts';
import { hasCode, loggable, platformError } from './errors.ts';
import { type Asked, readInteraction } from './interaction.ts';
import type { MessageBody } from './message.ts';
import { offers } from './offers.ts';

export type InteractionNeeds = {
  app: App;
  door: Door;
  memory: RequestMemory;
  rest: REST;
  applicationId: string;
  guildName(guild: string): Promise<string>;
  /** After so long without an answer the person is told that it takes longer; Discord waits three seconds. */
  deferAfterMs: number;
};

/**
 * Brings the first answer to Discord.
 * @param hasMore whether further requests follow, which Discord refuses before it has the first answer
 */
export type Respond = (asked: Asked, first: Callback, hasMore: boolean) => Promise<void>;

/** `replayed` and `unreadable` interactions got no answer. */
type Outcome = 'answered' | 'replayed' | 'unreadable';

export type Interactions = {
  handle(payload: unknown, respond: Respond): Promise<Outcome>;
  /** Sends the first answer by REST. */
  respondByRest: Respond;
  /** Resolves once nothing is being handled. */
  idle(): Promise<void>;
};

export function createInteractions(needs: InteractionNeeds): Interactions {
  const { app, door, rest, applicationId, deferAfterMs } = needs;
  const { track, idle } = createUnderWay();

  async function handle(payload: unknown, respond: Respond): Promise<Outcome> {
    const asked = readInteraction(payload);
    if (!asked) {
      app.log.warn('an interaction that makes no sense here');
      return 'unreadable';
    }
    if (asked.kind === 'autocomplete') {
      await tried(asked, async () => respond(asked, choicesAnswer(await offers(app, asked)), false));
      return 'answered';
    }
    const sent = sentAt(asked.id);
    const isOld = app.now() - sent > requestsKeptMs;
    if (isOld || !(await needs.memory.isFirst(`discord:${asked.id}`, sent))) {
      app.log.info({ interaction: asked.id }, 'an interaction came twice');
      return 'replayed';
    }
    await answer(asked, respond);
    return 'answered';
  }

  async function answer(asked: Exclude<Asked, { kind: 'autocomplete' }>, respond: Respond): Promise<void> {
    const working = ask(asked);
    const soon = await within(working, deferAfterMs);
    if (soon) {
      const { first, more } = answersTo(asked, soon);
      if (await tried(asked, () => respond(asked, first, more.length > 0))) await followUp(asked, more);
    } else if (await tried(asked, () => respond(asked, deferral, true))) {
      const { first, more } = lateAnswersTo(await working);
      const original = Routes.webhookMessage(applicationId, asked.token);
      if (await tried(asked, () => rest.patch(original, { body: first, auth: false }))) await followUp(asked, more);
    }
    try {
      const { later, revision } = await working;
      await later?.();
      const revised = await revision?.();
      if (revised) await revise(asked, revised);
    } catch (err) {
      app.log.error({ err, interaction: asked.id }, 'the work after an answer failed');
    }
  }

  async function ask(asked: Exclude<Asked, { kind: 'autocomplete' }>): Promise<Reply> {
    const call = await callOf({ db: app.db, now: app.now, guildName: needs.guildName }, asked);
    if (!call) return reply(onlyInServers());
    return asked.kind === 'command' ? door.structured(call, asked.name, asked.given) : door.action(call, asked.used);
  }

  async function revise(asked: Asked, revised: Revision): Promise<void> {
    const { first, more } = revisionTo(revised);
    const original = Routes.webhookMessage(applicationId, asked.token);
    if (first) await tried(asked, () => rest.patch(original, { body: first, auth: false }));
    await followUp(asked, more);
  }

  async function followUp(asked: Asked, more: readonly MessageBody[]): Promise<void> {
    for (const body of more) {
      const route = Routes.webhook(applicationId, asked.token);
      if (!(await tried(asked, () => rest.post(route, { body, auth: false })))) return;
    }
  }

  /** A person who can no longer be answered is no reason to stop: what they did is done. */
  async function tried(asked: Asked, send: () => Promise<unknown>): Promise<boolean> {
    try {
      await send();
      return true;
    } catch (err) {
      const about = { err: loggable(err), interaction: asked.id, asked: asked.kind };
      if (hasCode(err, ...tooLate)) app.log.warn(about, 'an answer came too late');
      else if (platformError(err) instanceof PlatformError) app.log.warn(about, 'could not answer');
      else app.log.error(about, 'could not answer');
      // Somebody answered in our place, such as the first try of a request that was sent twice.
      return hasCode(err, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged);
    }
  }

  return {
    handle: (payload, respond) => track(handle(payload, respond)),
    async respondByRest({ id, token }, first) {
      await rest.post(Routes.interactionCallback(id, token), { body: first, auth: false });
    },
    idle,
  };
}

/** Its three seconds or fifteen minutes are over, it was answered already, or its message is gone. */
const tooLate = [
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
];

/** Discord's ids begin with the milliseconds since 2015 (reference#snowflakes). */
function sentAt(id: string): number {
  return Number(BigInt(id) >> 22n) + 1_420_070_400_000;
}
