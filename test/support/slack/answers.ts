/** What an acknowledgement carries: the answer of a command, what becomes of a submitted view. */

import { type Core, violate } from './core.ts';
import { ApiError } from './errors.ts';
import { isObject, type Json, objectsIn } from './json.ts';
import type { Delivery, StoredView } from './records.ts';
import { answerWith } from './response-urls.ts';
import { changeView, pushView, stackOf, viewSent } from './views.ts';

/** Only for acknowledgements in time. */
export function applyAnswer(core: Core, delivery: Delivery): void {
  try {
    if (delivery.kind === 'command') answerCommand(core, delivery);
    else if (delivery.kind === 'submission') answerSubmission(core, delivery);
    else if (delivery.response !== undefined) throw new ApiError('this acknowledgement carries nothing');
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    delivery.failure = delivery.kind === 'submission' ? 'trouble_connecting' : error.code;
    const problems = [error.code, JSON.stringify(error.details)];
    violate(core, { where: `acknowledgement of ${delivery.kind}`, problems, payload: delivery.response ?? null });
  }
}

function answerCommand(core: Core, delivery: Delivery): void {
  const { response, channelId, userId } = delivery;
  if (response === undefined || channelId === undefined || userId === undefined) return;
  const sent = isObject(response) ? response : { text: String(response) };
  answerWith(core, { delivery, channelId, userId, originalTs: undefined, threadTs: undefined }, sent);
}

function submittedView(core: Core, { body }: Delivery): StoredView {
  const id = isObject(body.view) ? body.view.id : undefined;
  const view = core.state.views.get(typeof id === 'string' ? id : '');
  if (!view) throw new Error('a submission without its view');
  return view;
}

function answerSubmission(core: Core, delivery: Delivery): void {
  const { response, installation, workspaceId } = delivery;
  const view = submittedView(core, delivery);
  const stack = stackOf(core.state, view.userId);
  const place = stack.indexOf(view.id);
  if (response === undefined) {
    if (place >= 0) stack.splice(place);
    return;
  }
  if (!isObject(response)) throw new ApiError('invalid_response');
  switch (response.response_action) {
    case 'clear':
      stack.length = 0;
      return;
    case 'errors':
      checkErrors(view, response.errors);
      return;
    case 'update':
      changeView(core, view, viewSent(core.state, response.view, 'modal'));
      delivery.viewIds.push(view.id);
      return;
    case 'push': {
      const payload = viewSent(core.state, response.view, 'modal');
      const pushed = pushView(core, { installation, workspaceId, userId: view.userId, payload });
      delivery.viewIds.push(pushed.id);
      return;
    }
    default:
      throw new ApiError('unknown response_action');
  }
}

/** Errors stand under input blocks of the view. */
function checkErrors(view: StoredView, errors: Json | undefined): void {
  const inputs = objectsIn(view.payload.blocks).filter(({ type }) => type === 'input');
  const known = inputs.map(({ block_id: id }) => id);
  if (!isObject(errors) || Object.keys(errors).length === 0) throw new ApiError('errors are missing');
  const strays = Object.keys(errors).filter((id) => !known.includes(id));
  if (strays.length > 0) throw new ApiError(`errors name no input block: ${strays.join(', ')}`);
  const isText = Object.values(errors).every((error) => typeof error === 'string' && error !== '');
  if (!isText) throw new ApiError('errors must be text');
}
