/** One action of a person, from sending it to what the app made of it. */

import type { Core } from './core.ts';
import type { Deliverer } from './deliver.ts';
import { isObject } from './json.ts';
import type { Delivery } from './records.ts';
import { type Shown, type ShownForm, shown, shownForm } from './seen.ts';

/** What came of a person's action. */
export type Exchange = {
  delivery: Delivery;
  /** Whether the app acknowledged in time. */
  acknowledged: boolean;
  /** What the person reads when it went wrong: `operation_timeout`, `dispatch_failed`, … */
  failure?: string;
  /** Under the fields of a form that was not taken: block → words. */
  errors?: Record<string, string>;
  /** The nth message the app answered this with or changed by it; waits for it, and rejects after the patience. */
  answer(nth?: number): Promise<Shown>;
  /** The nth form this opened or changed; waits for it. */
  form(nth?: number): Promise<ShownForm>;
};

export type ExchangeTools = {
  core: Core;
  deliverer: Deliverer;
  /** How long a person waits for what comes after the acknowledgement, real milliseconds. */
  patienceMs: number;
};

export async function exchanged({ core, deliverer, patienceMs }: ExchangeTools, delivery: Delivery): Promise<Exchange> {
  const { state, waiting } = core;
  await deliverer.deliver(delivery);
  const { response, failure, messageTs, viewIds } = delivery;
  const errors = isObject(response) && response.response_action === 'errors' ? response.errors : undefined;

  async function nthOf(list: readonly string[], nth: number, what: string): Promise<string> {
    await waiting.happens(() => list.length >= nth, patienceMs);
    const id = list[nth - 1];
    if (id !== undefined) return id;
    const trouble = delivery.failure === undefined ? '' : ` (${delivery.failure})`;
    throw new Error(`${delivery.kind} brought ${list.length} of ${nth} ${what} within ${patienceMs} ms${trouble}`);
  }

  return {
    delivery,
    acknowledged: delivery.ackMs !== undefined && failure === undefined,
    ...(failure === undefined ? {} : { failure }),
    ...(isObject(errors)
      ? { errors: Object.fromEntries(Object.entries(errors).map(([id, words]) => [id, String(words)])) }
      : {}),
    async answer(nth = 1) {
      const message = state.messages.get(await nthOf(messageTs, nth, 'messages'));
      if (!message) throw new Error('the answer was deleted');
      return shown(state, message);
    },
    async form(nth = 1) {
      const view = state.views.get(await nthOf(viewIds, nth, 'forms'));
      if (!view) throw new Error('the form is gone');
      return shownForm(view);
    },
  };
}
