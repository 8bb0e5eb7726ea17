/** A reply as Slack's answers: the first one in the acknowledgement where that can carry it, the others after it. */

import type { ModalView } from '@slack/types';
import type { Form, Message, Reply, Revision } from '../../chat/message.ts';
import type { Platform } from '../../chat/platform.ts';
import type { Log } from '../../log.ts';
import { formButton, nothingToShow } from '../../words/slack.ts';
import { openerOf } from '../reopen.ts';
import type { Access } from './installs.ts';
import { writeOrigin } from './metadata.ts';
import type { Asked } from './request.ts';
import { type AnswerBody, answerBody, respond } from './response-url.ts';
import { formView, messagesView } from './view.ts';
import type { Clients } from './web.ts';

/** What an acknowledgement may carry: a command's answer, or what becomes of a sent form. */
type AckBody =
  | AnswerBody
  | { response_action: 'errors'; errors: Record<string, string> }
  | { response_action: 'update'; view: ModalView };
export type Ack = (body?: AckBody) => Promise<void>;

export type Answers = {
  /**
   * Answers once and for all; what cannot be brought to the person is logged.
   * @param ack undefined where it was acknowledged already
   * @param access undefined where the app is not installed: then only what needs no token reaches the person
   */
  give(asked: Asked, reply: Reply, access: Access | undefined, ack: Ack | undefined): Promise<void>;
  /**
   * Puts a revision in the place of what was said, where that replaced a private message; anything else that only one person
   * sees cannot be changed any more, so it comes as a new message.
   */
  revise(asked: Asked, said: Reply, revised: Revision): Promise<void>;
};

type Needs = { clients: Clients; platform: Pick<Platform, 'send'>; log: Log };
const privateMs = 10_000;
/** Slack takes so many answers after the acknowledgement. */
const mostAnswers = 5;

export function createAnswers({ clients, platform, log }: Needs): Answers {
  /** Brings messages by response_url, or where there is none left, the private ones by direct message. */
  async function say(asked: Asked, messages: readonly Message[], replaces: boolean): Promise<void> {
    const { origin } = asked;
    for (const [place, message] of messages.entries()) {
      const isReplacing = replaces && place === 0 && origin.onPrivate && message.audience === 'private';
      const by = { replaces: isReplacing, thread: origin.thread };
      const { url } = origin;
      if (url !== undefined && place < mostAnswers && (await tried(asked, () => respond(url, message, by)))) continue;
      if (message.audience === 'private') await tried(asked, () => sayDirectly(asked, message, place));
    }
  }

  async function sayDirectly({ workspace, user, once }: Asked, message: Message, place: number): Promise<void> {
    const to = { workspace, member: user.id };
    await platform.send(to, message, `answer:${once}:${place}`, AbortSignal.timeout(privateMs));
  }

  /** A person who can no longer be answered is no reason to stop: what they did is done. */
  async function tried(asked: Asked, send: () => Promise<unknown>): Promise<boolean> {
    try {
      await send();
      return true;
    } catch (err) {
      log.warn({ err, asked: asked.kind }, 'an answer did not reach a person');
      return false;
    }
  }

  async function open(asked: Asked, view: ModalView, access: Access | undefined): Promise<boolean> {
    if (!access) return false;
    const { views } = clients.interactive(access.token);
    const { trigger: trigger_id } = asked;
    const spot = asked.kind === 'control' ? asked.view : undefined;
    if (spot && !spot.isHome) {
      // Three views may lie on one another; a form on the second takes its place, so that there is always room.
      return tried(asked, () =>
        spot.isStacked ? views.update({ view_id: spot.id, view }) : views.push({ trigger_id, view }),
      );
    }
    return tried(asked, () => views.open({ trigger_id, view }));
  }

  async function openForm(asked: Asked, form: Form, access: Access | undefined): Promise<void> {
    if (await open(asked, formView(form, writeOrigin(asked.origin)), access)) return;
    const opener = openerOf(form.id);
    if (opener !== undefined) await say(asked, [formButton(form.title, opener)], false);
  }

  async function answerInView(
    asked: Asked,
    messages: readonly Message[],
    replaces: boolean,
    access: Access | undefined,
  ) {
    const view = messagesView(messages, writeOrigin(asked.origin));
    const spot = asked.kind === 'control' ? asked.view : undefined;
    if (!access || !spot || spot.isHome || !replaces) {
      await open(asked, view, access);
      return;
    }
    await tried(asked, () => clients.interactive(access.token).views.update({ view_id: spot.id, view }));
  }

  return {
    revise: (asked, { replaces = false }, revised) => say(asked, revised.messages, replaces && revised.replaces),

    async give(asked, { messages, form, replaces, faults }, access, ack) {
      const shown = messages.length === 0 && !form ? [nothingToShow()] : messages;
      const replacing = replaces ?? false;
      switch (asked.kind) {
        case 'command': {
          const [first, ...rest] = shown;
          const inAck = form || !first ? undefined : answerBody(first);
          const isAcked = !ack || (await tried(asked, () => ack(inAck)));
          if (form) await openForm(asked, form, access);
          return say(asked, ack && isAcked && inAck ? rest : shown, false);
        }
        case 'control': {
          if (ack) await tried(asked, () => ack());
          if (form) await openForm(asked, form, access);
          if (!asked.view) return say(asked, shown, replacing);
          if (!form) await answerInView(asked, shown, replacing, access);
          return;
        }
        case 'form': {
          const errors = Object.fromEntries(
            (faults ?? []).filter(({ input }) => asked.inputs.includes(input)).map(({ input, text }) => [input, text]),
          );
          if (ack && Object.keys(errors).length > 0) {
            await tried(asked, () => ack({ response_action: 'errors', errors }));
            return;
          }
          const { url } = asked.origin;
          const metadata = writeOrigin(asked.origin);
          const view = form ? formView(form, metadata) : url === undefined ? messagesView(shown, metadata) : undefined;
          if (ack) await tried(asked, () => ack(view && { response_action: 'update', view }));
          return ack && view ? undefined : say(asked, shown, replacing);
        }
      }
    },
  };
}
