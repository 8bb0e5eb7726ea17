/** What Slack refuses about a modal or a Home tab (reference/views). */

import { blockProblems } from './blocks.ts';
import { isObject, type Json, objectsIn } from './json.ts';
import { limits } from './limits.ts';
import { plainText } from './objects.ts';
import { flag, type Rule, type Say, text, typed } from './schema.ts';

/** Blocks have their own rules. */
const anything: Rule = () => {};

const shared = {
  private_metadata: text(limits.privateMetadata),
  callback_id: text(limits.callbackId),
  external_id: text(limits.externalId),
};

const shapes = {
  modal: typed({
    modal: [
      { title: plainText(limits.viewTitle), blocks: anything },
      {
        ...shared,
        submit: plainText(limits.viewTitle),
        close: plainText(limits.viewTitle),
        clear_on_close: flag,
        notify_on_close: flag,
      },
    ],
  }),
  home: typed({ home: [{ blocks: anything }, shared] }),
};

/** @returns the problems in Slack's words, without `[ERROR]`; empty when the view is taken */
export function viewProblems(view: Json, surface: 'modal' | 'home'): string[] {
  const problems: string[] = [];
  const say: Say = (problem, at) => problems.push(`${problem} [json-pointer:${at}]`);
  shapes[surface](view, '/view', say);
  if (!isObject(view)) return problems;
  if (view.blocks !== undefined) problems.push(...blockProblems(view.blocks, surface, '/view/blocks'));
  const hasInput = objectsIn(view.blocks).some(({ type }) => type === 'input');
  if (surface === 'modal' && hasInput && view.submit === undefined) {
    say('`submit` is required when an `input` block is in the view', '/view');
  }
  return problems;
}
