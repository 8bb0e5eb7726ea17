/** response_url: five uses in thirty minutes, also where the app is no member (interactivity/handling-user-interaction). */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { readText } from './args.ts';
import { type Core, violate } from './core.ts';
import { ApiError } from './errors.ts';
import { Dropped } from './faults.ts';
import { isObject, type JsonObject, parseJson } from './json.ts';
import { limits } from './limits.ts';
import { change, contentOf, metadataOf, remove, store } from './messages.ts';
import type { ResponseUrl, SeenRequest, StoredMessage } from './records.ts';

type Origin = Pick<ResponseUrl, 'delivery' | 'channelId' | 'userId' | 'originalTs' | 'threadTs'>;

/** @param kind first part of the path */
export function createResponseUrl(core: Core, kind: 'commands' | 'actions', origin: Origin): string {
  const path = `/${kind}/${origin.delivery.workspaceId}/${core.state.newId('')}`;
  core.state.responseUrls.set(path, { ...origin, path, uses: 0, expiresAt: core.now() + limits.responseUrlMs.most });
  return `${core.origin()}${path}`;
}

/**
 * A message that answers a delivery, from its acknowledgement or through its response_url.
 * @throws ApiError
 */
export function answerWith(core: Core, origin: Origin, sent: JsonObject): StoredMessage {
  const text = typeof sent.text === 'string' ? sent.text : undefined;
  const content = contentOf(core, { text, blocks: sent.blocks }, limits.postText.most);
  const { delivery, channelId, userId } = origin;
  const isPublic = sent.response_type === 'in_channel';
  if (isPublic && delivery.kind === 'command') {
    const { command, text: typed } = delivery.body;
    store(core, { channelId, authorId: userId, text: `${command} ${typed}`.trim(), blocks: [] });
  }
  const message = store(core, {
    ...content,
    channelId,
    authorId: delivery.installation.botUserId,
    installation: delivery.installation,
    metadata: metadataOf(sent.metadata),
    threadTs: typeof sent.thread_ts === 'string' ? sent.thread_ts : origin.threadTs,
    ...(isPublic ? {} : { ephemeralFor: userId }),
  });
  delivery.messageTs.push(message.ts);
  core.waiting.changed();
  return message;
}

export function createResponder(core: Core) {
  function use(url: ResponseUrl, sent: JsonObject): void {
    const original = core.state.messages.get(url.originalTs ?? '');
    const problems = oddities(url, sent);
    if (problems.length > 0) violate(core, { where: 'response_url', problems, payload: sent });
    if (sent.delete_original === true) {
      if (original) remove(core, original);
      return;
    }
    if (!original || sent.replace_original === false) {
      answerWith(core, url, sent);
      return;
    }
    const text = typeof sent.text === 'string' ? sent.text : undefined;
    change(core, original, contentOf(core, { text, blocks: sent.blocks }, limits.postText.most));
    url.delivery.messageTs.push(original.ts);
    core.waiting.changed();
  }

  return async function respond(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const seen: SeenRequest = { method: 'response_url', args: {}, token: undefined, at: core.now() };
    core.state.requests.push(seen);
    const fault = core.faults.meet('response_url');
    const answer = (status: number, body: JsonObject) => {
      seen.status = status;
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify(body));
      core.waiting.changed();
    };
    try {
      const sent = parseJson(await readText(request));
      await fault.before();
      const url = core.state.responseUrls.get(path);
      if (!url || url.expiresAt <= core.now()) throw new ApiError('expired_url', {}, 404);
      if (url.uses >= limits.responseUrlUses.most) throw new ApiError('used_url', {}, 404);
      if (!isObject(sent)) throw new ApiError('invalid_payload', {}, 400);
      seen.args = sent;
      url.uses += 1;
      use(url, sent);
      await fault.after();
      answer(200, { ok: true });
    } catch (error) {
      if (error instanceof Dropped) {
        response.destroy();
        return;
      }
      if (!(error instanceof ApiError)) throw error;
      const { code, details } = error;
      seen.error = code;
      violate(core, { where: 'response_url', problems: [code], payload: { ...seen.args, ...details } });
      answer(error.status === 200 ? 400 : error.status, { ok: false, error: code, ...details });
    }
  };
}

/** What Slack takes, but does otherwise than one might think. */
function oddities({ delivery, originalTs }: ResponseUrl, sent: JsonObject): string[] {
  const problems: string[] = [];
  const { delete_original: deletes, replace_original: replaces } = sent;
  if (deletes === true && Object.keys(sent).length > 1) problems.push('delete_original must be the only attribute');
  if (delivery.kind === 'command' && (deletes === true || replaces === true)) {
    // github.com/slackapi/bolt-python issue 1268
    problems.push('the response_url of a command cannot change what was said before');
  }
  if (originalTs !== undefined && deletes !== true && replaces === undefined) {
    problems.push('say replace_original: pages and clients differ on what it is without');
  }
  return problems;
}
