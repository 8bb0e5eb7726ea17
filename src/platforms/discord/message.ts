/** A message as the body of Discord's requests. Pure and total: whatever the message, Discord takes it. */

import { type APIAllowedMentions, type APIMessageTopLevelComponent, ComponentType, MessageFlags } from 'discord.js';
import type { Message } from '../../chat/message.ts';
import { type Component, componentsOf, textDisplay } from './components.ts';
import { limits } from './limits.ts';
import { cutMarkdown, roleOf } from './markdown.ts';

export type MessageBody = {
  flags: number;
  components: APIMessageTopLevelComponent[];
  /** Always said: where it is left out, Discord notifies everybody that a text names. */
  allowed_mentions: APIAllowedMentions;
};

/** Stands for what did not fit. */
const cutOff = textDisplay('-# …');

/**
 * @param mark id of the first component, from 1 to 2^31 − 1: Discord gives it back with the message, so that a later
 * look-up knows the message by it
 */
export function messageBody({ audience, blocks, ping }: Message, mark?: number): MessageBody {
  const role = roleOf(ping ?? '');
  const pingLine = ping === undefined ? [] : [textDisplay(ping)];
  const frame = pingLine.length + (audience === 'channel' ? 1 : 0);
  const room = { components: limits.components - frame, text: limits.text - (ping?.length ?? 0) };
  const inside = fitted(componentsOf(blocks), room);
  const framed: APIMessageTopLevelComponent[] =
    audience === 'channel' ? [{ type: ComponentType.Container, components: inside }] : inside;
  const [first, ...rest] = framed;
  const marked = first && mark !== undefined ? { ...first, id: mark } : first;
  return {
    flags: MessageFlags.IsComponentsV2,
    components: [...pingLine, ...(marked ? [marked] : []), ...rest],
    allowed_mentions: role === undefined ? { parse: [] } : { parse: [], roles: [role] },
  };
}

type Room = { components: number; text: number };

/** The components as they are where they fit, else as many as do and a mark at the end. */
function fitted(components: readonly Component[], room: Room): Component[] {
  if (components.length === 0) return [textDisplay('…')];
  const needed = {
    components: components.reduce((count, component) => count + sizeOf(component).components, 0),
    text: components.reduce((length, component) => length + sizeOf(component).text, 0),
  };
  if (needed.components <= room.components && needed.text <= room.text) return [...components];

  const kept: Component[] = [];
  const left = { components: room.components - 1, text: room.text - cutOff.content.length };
  for (const component of components) {
    const size = sizeOf(component);
    if (size.components > left.components || left.text < 1) break;
    const isCut = size.text > left.text;
    kept.push(isCut && 'content' in component ? textDisplay(cutMarkdown(component.content, left.text)) : component);
    if (isCut) break;
    left.components -= size.components;
    left.text -= size.text;
  }
  return [...kept, cutOff];
}

function sizeOf(component: Component): Room {
  return {
    components: 'components' in component ? 1 + component.components.length : 1,
    text: 'content' in component ? component.content.length : 0,
  };
}
