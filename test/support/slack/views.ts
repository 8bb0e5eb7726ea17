/** Modals and Home tabs: stored, stacked and as the Web API shows them. */

import { stateOf } from './controls.ts';
import type { Core } from './core.ts';
import { ApiError, invalid } from './errors.ts';
import { isObject, type Json, type JsonObject, objectsIn } from './json.ts';
import { limits } from './limits.ts';
import { withIds } from './messages.ts';
import type { Installation, StoredView } from './records.ts';
import type { State } from './state.ts';
import { viewProblems } from './view-payload.ts';

/**
 * What an app wants to show, checked, with the ids it left out.
 * @throws ApiError `invalid_arguments` with the problems, `view_too_large`
 */
export function viewSent(state: State, view: Json | undefined, surface: 'modal' | 'home'): JsonObject {
  const problems = viewProblems(view ?? {}, surface);
  if (!isObject(view) || problems.length > 0) throw invalid('invalid_arguments', problems);
  if (JSON.stringify(view).length > limits.viewSize.most) throw new ApiError('view_too_large');
  return { ...view, blocks: withIds(state, objectsIn(view.blocks)) };
}

type NewView = {
  installation: Installation;
  workspaceId: string;
  userId: string;
  payload: JsonObject;
  previous?: StoredView | undefined;
};

export function addView(core: Core, { previous, ...view }: NewView): StoredView {
  const { state } = core;
  const id = state.newId('V');
  const stored: StoredView = {
    ...view,
    id,
    hash: state.newTs(),
    rootId: previous?.rootId ?? id,
    previousId: previous?.id,
    values: {},
  };
  state.views.set(id, stored);
  return stored;
}

/** What was filled in stays where block and action keep their ids, as in real clients. */
export function changeView(core: Core, view: StoredView, payload: JsonObject): void {
  Object.assign(view, { payload, hash: core.state.newTs() });
  core.waiting.changed();
}

export function stackOf({ stacks }: State, userId: string): string[] {
  const stack = stacks.get(userId) ?? [];
  stacks.set(userId, stack);
  return stack;
}

/** @throws ApiError `push_limit_reached` */
export function pushView(core: Core, view: NewView): StoredView {
  const stack = stackOf(core.state, view.userId);
  if (stack.length >= limits.viewStack.most) throw new ApiError('push_limit_reached');
  const previous = core.state.views.get(stack.at(-1) ?? '');
  const stored = addView(core, { ...view, previous });
  stack.push(stored.id);
  core.waiting.changed();
  return stored;
}

/** Opened by a fresh trigger, a modal takes the place of all that were open. */
export function openView(core: Core, view: NewView): StoredView {
  core.state.stacks.set(view.userId, []);
  return pushView(core, view);
}

export function viewObject(view: StoredView, appId: string): JsonObject {
  const { payload, installation } = view;
  const isModal = payload.type === 'modal';
  return {
    id: view.id,
    team_id: view.workspaceId,
    type: payload.type,
    blocks: payload.blocks,
    private_metadata: payload.private_metadata ?? '',
    callback_id: payload.callback_id ?? '',
    external_id: payload.external_id ?? '',
    state: { values: stateOf(objectsIn(payload.blocks), view.values) },
    hash: view.hash,
    title: payload.title ?? { type: 'plain_text', text: 'View Title' },
    close: payload.close ?? null,
    submit: payload.submit ?? null,
    clear_on_close: isModal && payload.clear_on_close === true,
    notify_on_close: isModal && payload.notify_on_close === true,
    previous_view_id: view.previousId ?? null,
    root_view_id: view.rootId,
    app_id: appId,
    app_installed_team_id: view.workspaceId,
    bot_id: installation.botId,
  };
}
