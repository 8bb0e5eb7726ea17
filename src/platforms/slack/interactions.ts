/** Handles what people do, whichever way it came: reads, asks the program, answers. */

import type { App } from '../../app.ts';
import type { Door } from '../../chat/door.ts';
import { type Reply, reply } from '../../chat/message.ts';
import { notInstalled } from '../../words/slack.ts';
import type { RequestMemory } from '../request-memory.ts';
import { within } from '../within.ts';
import type { Ack, Answers } from './answers.ts';
import { type CallNeeds, callOf } from './call.ts';
import type { Access } from './installs.ts';
import { type Asked, readRequest } from './request.ts';

export type InteractionNeeds = {
  app: App;
  door: Door;
  answers: Answers;
  asking: CallNeeds;
  memory: RequestMemory;
  /** After so long without an answer the request is acknowledged without one; Slack waits three seconds. */
  deferAfterMs: number;
  /** Where the app can be added again. */
  installUrl: string | undefined;
  /** Somebody did something on their Home tab, which may show something else now. */
  homeChanged(asked: Asked, access: Access): Promise<void>;
};

export type Interactions = {
  /** @param access undefined where the app is not installed */
  handle(body: unknown, access: Access | undefined, ack: Ack): Promise<void>;
};

export function createInteractions(needs: InteractionNeeds): Interactions {
  const { app, door, answers, asking, memory, deferAfterMs } = needs;

  async function ask(asked: Asked, access: Access): Promise<Reply> {
    const call = await callOf(asking, asked, access);
    return asked.kind === 'command' ? door.command(call, asked.text) : door.action(call, asked.used);
  }

  async function answer(asked: Asked, access: Access, ack: Ack): Promise<void> {
    const working = ask(asked, access);
    const soon = await within(working, deferAfterMs);
    if (!soon) await ack();
    const replied = soon ?? (await working);
    await answers.give(asked, replied, access, soon && ack);
    try {
      await replied.later?.();
      const revised = await replied.revision?.();
      if (revised) await answers.revise(asked, replied, revised);
      if (asked.kind === 'control' && asked.view?.isHome) await needs.homeChanged(asked, access);
    } catch (err) {
      app.log.error({ err, asked: asked.kind }, 'the work after an answer failed');
    }
  }

  return {
    async handle(body, access, ack) {
      const asked = readRequest(body);
      if (!asked) {
        app.log.warn('a request of Slack that makes no sense here');
        return ack();
      }
      if (!(await memory.isFirst(`slack:${asked.once}`))) {
        app.log.info({ asked: asked.kind }, 'a request came twice');
        return ack();
      }
      if (!access) return answers.give(asked, reply(notInstalled(needs.installUrl)), undefined, ack);
      await answer(asked, access, ack);
    },
  };
}
