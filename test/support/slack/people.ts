/** People at their clients: what they type, press and fill in, and what comes of it. */

import { choose, controlNamed, controlsIn, type FormValue, hasState, isEmpty, stateOf, touched } from './controls.ts';
import { eventDelivery } from './deliveries.ts';
import { type Exchange, type ExchangeTools, exchanged } from './exchange.ts';
import { isObject, type JsonObject, objectsIn } from './json.ts';
import { directChannel, store } from './messages.ts';
import * as payloads from './payloads.ts';
import type { Channel, Delivery, StoredView, User } from './records.ts';
import { mayRead, type Sight, sightOf } from './seen.ts';
import { homeKey, installationIn } from './state.ts';
import { stackOf, viewObject } from './views.ts';

type Target = string | { id: string };

export type Person = {
  readonly id: string;
  readonly name: string;
  /** The same person with another channel before them. */
  in(channel: Target): Person;
  /** @param line as typed: `/mlops-quiz admin setup` */
  command(line: string): Promise<Exchange>;
  /**
   * @param target a message or a view, or its id
   * @param control action_id or label of a button
   * @param inputs what was filled in beside it in the message or view
   */
  click(target: Target, control: string, inputs?: Record<string, FormValue>): Promise<Exchange>;
  /** Chooses in a select, radio buttons, checkboxes or an overflow menu: values or labels of options. */
  select(target: Target, control: string, value: FormValue): Promise<Exchange>;
  /** @param values by block_id, action_id or label; what is not named stays as it is */
  submit(form: Target, values?: Record<string, FormValue>): Promise<Exchange>;
  /** Closes the topmost form. The app is told only when the form wants that. */
  closeForm(): Promise<Exchange | undefined>;
  openHome(): Promise<Exchange>;
  /** Posts a message of their own, and returns its ts. */
  says(text: string, threadTs?: string): string;
  sees(channel?: Target): Sight;
};

const idOf = (target: Target) => (typeof target === 'string' ? target : target.id);

export function createPerson(tools: ExchangeTools, user: User, channelId: string): Person {
  const { core } = tools;
  const { state } = core;
  const [homeWorkspace = ''] = user.workspaceIds;
  const exchange = (delivery: Delivery) => exchanged(tools, delivery);

  function here(): Channel {
    const channel = state.channels.get(channelId);
    if (!channel || !mayRead(state, user.id, channelId)) throw new Error(`${user.name} does not see ${channelId}`);
    return channel;
  }

  function originIn(kind: Delivery['kind'], workspaceId: string) {
    if (user.isDeleted) throw new Error(`${user.name} is deactivated`);
    const installation = installationIn(state, workspaceId);
    if (!installation) throw new Error(`the app is not installed in ${workspaceId}`);
    return { kind, installation, workspaceId, user };
  }

  function viewBefore(id: string): StoredView {
    const view = state.views.get(id);
    const homes = [...state.homes.values()];
    if (view?.userId !== user.id || !(stackOf(state, user.id).at(-1) === id || homes.includes(id))) {
      throw new Error(`${user.name} has no view ${id} before them`);
    }
    return view;
  }

  function fill(blocks: readonly JsonObject[], chosen: JsonObject, values: Record<string, FormValue>): void {
    for (const [name, value] of Object.entries(values)) {
      const control = controlNamed(blocks, name);
      choose(chosen, control, touched(control, value));
    }
  }

  /** @param value of a button undefined */
  async function use(target: Target, name: string, value: FormValue | undefined, inputs: Record<string, FormValue>) {
    const id = idOf(target);
    const message = state.messages.get(id);
    const isSeen = message && mayRead(state, user.id, message.channelId);
    if (message && (!isSeen || (message.ephemeralFor ?? user.id) !== user.id)) {
      throw new Error(`${user.name} does not see the message ${id}`);
    }
    const view = message ? undefined : viewBefore(id);
    const blocks = message?.blocks ?? objectsIn(view?.payload.blocks);
    const chosen = message ? (message.values.get(user.id) ?? {}) : (view?.values ?? {});
    if (message) message.values.set(user.id, chosen);
    fill(blocks, chosen, inputs);
    const control = controlNamed(blocks, name);
    if ((control.type === 'button') !== (value === undefined)) throw new Error(`${name} is a ${control.type}`);
    const taken = value === undefined ? undefined : touched(control, value);
    if (taken && hasState(control)) choose(chosen, control, taken);
    const workspaceId = state.channels.get(message?.channelId ?? '')?.workspaceId ?? view?.workspaceId ?? '';
    const origin = originIn('actions', workspaceId);
    const used = { control, value: taken };
    if (message) return exchange(payloads.messageActionDelivery(core, origin, { ...used, message }));
    if (!view) throw new Error(`there is no ${id}`);
    return exchange(payloads.viewActionDelivery(core, origin, { ...used, view }));
  }

  return {
    id: user.id,
    name: user.name,
    in: (other) => createPerson(tools, user, idOf(other)),
    async command(line) {
      const [, command = '', text = ''] = /^(\S+)\s*(.*)$/s.exec(line) ?? [];
      if (!core.app.commands.includes(command)) throw new Error(`${command} is not a valid command`);
      const channel = here();
      const origin = originIn('command', channel.workspaceId);
      return exchange(payloads.commandDelivery(core, origin, channel, { command, text: text.trim() }));
    },
    click: async (target, control, inputs = {}) => use(target, control, undefined, inputs),
    select: async (target, control, value) => use(target, control, value, {}),
    async submit(form, values = {}) {
      const view = viewBefore(idOf(form));
      const blocks = objectsIn(view.payload.blocks);
      fill(blocks, view.values, values);
      const filled = stateOf(blocks, view.values);
      for (const block of blocks.filter(({ type, optional }) => type === 'input' && optional !== true)) {
        for (const { blockId, actionId, label } of controlsIn([block])) {
          const value = isObject(filled[blockId]) ? filled[blockId][actionId] : undefined;
          if (isObject(value) && isEmpty(value)) throw new Error(`${label} must be filled in`);
        }
      }
      view.values = filled;
      return exchange(payloads.submissionDelivery(core, originIn('submission', view.workspaceId), view));
    },
    async closeForm() {
      const stack = stackOf(state, user.id);
      const view = viewBefore(stack.at(-1) ?? '');
      const isCleared = view.payload.clear_on_close === true;
      stack.splice(isCleared ? 0 : stack.length - 1);
      if (view.payload.notify_on_close !== true) return undefined;
      return exchange(payloads.closedDelivery(core, originIn('closed', view.workspaceId), view, isCleared));
    },
    async openHome() {
      const { installation, workspaceId } = originIn(
        'event',
        state.channels.get(channelId)?.workspaceId ?? homeWorkspace,
      );
      const channel = directChannel(core, installation, user.id, workspaceId);
      const home = state.views.get(state.homes.get(homeKey(installation, user.id)) ?? '');
      const event = {
        type: 'app_home_opened',
        user: user.id,
        channel: channel.id,
        tab: 'home',
        ...(home ? { view: viewObject(home, core.app.appId) } : {}),
      };
      return exchange(eventDelivery(core, installation, workspaceId, event));
    },
    says: (text, threadTs) => store(core, { channelId: here().id, authorId: user.id, text, blocks: [], threadTs }).ts,
    sees: (other = channelId) => sightOf(state, user.id, idOf(other)),
  };
}
