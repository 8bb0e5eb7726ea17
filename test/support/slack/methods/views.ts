/** views.* (reference/methods): they need no scope. */

import { type BotMethod, type Call, needText, userFor } from '../calls.ts';
import { ApiError, invalid } from '../errors.ts';
import type { StoredView, Trigger } from '../records.ts';
import { homeKey } from '../state.ts';
import { addView, changeView, openView, pushView, stackOf, viewObject, viewSent } from '../views.ts';

/**
 * A trigger is good for three seconds and once.
 * @throws ApiError `invalid_arguments`, `expired_trigger_id`, `exchanged_trigger_id`
 */
function exchangeTrigger({ core, args, installation }: Call): Trigger {
  const trigger = core.state.triggers.get(needText(args, 'trigger_id'));
  if (trigger?.delivery.installation !== installation) {
    throw invalid('invalid_arguments', ['invalid `trigger_id` [json-pointer:/trigger_id]']);
  }
  if (trigger.isUsed) throw new ApiError('exchanged_trigger_id');
  if (trigger.expiresAt <= core.now()) throw new ApiError('expired_trigger_id');
  return trigger;
}

function show(call: Call, surface: 'open' | 'push') {
  const { core, args, installation } = call;
  const trigger = exchangeTrigger(call);
  const payload = viewSent(core.state, args.json('view', 'invalid_arguments'), 'modal');
  const { delivery, userId, viewId } = trigger;
  if (surface === 'push' && (viewId === undefined || !stackOf(core.state, userId).includes(viewId))) {
    throw invalid('invalid_arguments', ['the trigger does not come from an open modal [json-pointer:/trigger_id]']);
  }
  const place = surface === 'open' ? openView : pushView;
  const view = place(core, { installation, workspaceId: delivery.workspaceId, userId, payload });
  trigger.isUsed = true;
  delivery.viewIds.push(view.id);
  return { view: viewObject(view, core.app.appId) };
}

function needHash({ args }: Call, view: StoredView): void {
  const hash = args.text('hash');
  if (hash !== undefined && hash !== view.hash) throw new ApiError('hash_conflict');
}

const update: BotMethod = (call) => {
  const { core, args, installation } = call;
  const id = args.text('view_id');
  const externalId = args.text('external_id');
  if ((id === undefined) === (externalId === undefined)) {
    throw invalid('invalid_arguments', ['Provide either `view_id` or `external_id`']);
  }
  const view = [...core.state.views.values()].find((one) =>
    id === undefined ? one.payload.external_id === externalId : one.id === id,
  );
  if (view?.installation !== installation || !stackOf(core.state, view.userId).includes(view.id)) {
    throw new ApiError('not_found');
  }
  needHash(call, view);
  changeView(core, view, viewSent(core.state, args.json('view', 'invalid_arguments'), 'modal'));
  return { view: viewObject(view, core.app.appId) };
};

const publish: BotMethod = (call) => {
  const { core, args, installation } = call;
  const user = userFor(call, needText(args, 'user_id'));
  const payload = viewSent(core.state, args.json('view', 'invalid_arguments'), 'home');
  const key = homeKey(installation, user.id);
  const before = core.state.views.get(core.state.homes.get(key) ?? '');
  if (before) {
    needHash(call, before);
    changeView(core, before, payload);
    return { view: viewObject(before, core.app.appId) };
  }
  const [workspaceId = ''] = [...user.workspaceIds].filter((one) => installation.workspaceIds.has(one));
  const view = addView(core, { installation, workspaceId, userId: user.id, payload });
  core.state.homes.set(key, view.id);
  core.waiting.changed();
  return { view: viewObject(view, core.app.appId) };
};

export const views: Record<string, BotMethod> = {
  'views.open': (call) => show(call, 'open'),
  'views.push': (call) => show(call, 'push'),
  'views.update': update,
  'views.publish': publish,
};
