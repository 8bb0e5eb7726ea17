/** Forms and messages as views: modals and the Home tab. Pure and total. */

import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { Block, Form, Message } from '../../chat/message.ts';
import { cancelLabel, closeLabel, viewTitle } from '../../words/slack.ts';
import { blocksOf } from './blocks.ts';
import { inputBlock, plain } from './controls.ts';
import { limits } from './limits.ts';
import { fitted } from './message.ts';

/** Slack says 250 KB for a whole view; this leaves room for the rest of it. */
const viewSize = 200_000;

/** @param metadata comes back with what is sent from the form */
export function formView({ id, title, intro, inputs, submit }: Form, metadata: string): ModalView {
  const words = blocksOf(
    intro.filter(({ type }) => type !== 'controls'),
    false,
  );
  const distinct = inputs.filter(({ id: own }, place) => inputs.findIndex((other) => other.id === own) === place);
  const fields = distinct.map(inputBlock).filter((block) => block !== undefined);
  const shown = words.length === 0 ? [] : fitted(words, limits.modalBlocks - fields.length, viewSize);
  return {
    type: 'modal',
    callback_id: id,
    private_metadata: metadata,
    title: plain(title, limits.modalTitle),
    submit: plain(submit, limits.modalTitle),
    close: plain(cancelLabel, limits.modalTitle),
    blocks: [...shown, ...fields],
  };
}

/** What is answered where no message can be: to a button in a modal or on the Home tab, which have no channel. */
export function messagesView(messages: readonly Message[], metadata: string): ModalView {
  return {
    type: 'modal',
    private_metadata: metadata,
    title: plain(viewTitle, limits.modalTitle),
    close: plain(closeLabel, limits.modalTitle),
    blocks: viewBlocks(messages.map(({ blocks }) => blocks)),
  };
}

export function homeView(parts: readonly (readonly Block[])[]): HomeView {
  return { type: 'home', blocks: viewBlocks(parts) };
}

function viewBlocks(parts: readonly (readonly Block[])[]): KnownBlock[] {
  const joined = parts.flatMap((blocks, place): Block[] => [
    ...(place === 0 ? [] : [{ type: 'divider' } as const]),
    ...blocks,
  ]);
  return fitted(blocksOf(joined, false), limits.modalBlocks, viewSize);
}
