/** Whom a message notifies (resources/message#allowed-mentions-object). */

import { allComponents, textOf } from './component-tree.ts';
import type { AllowedMentions } from './message-payload.ts';
import { may } from './permissions.ts';
import type { Channel, State, StoredMessage } from './state.ts';

/** What is parsed where the sender says nothing: all in a channel, users only in answers to interactions. */
export type MentionDefault = 'all' | 'users';

/** All text that a person reads in a message. */
export function readableText({
  content,
  embeds,
  components,
}: Pick<StoredMessage, 'content' | 'embeds' | 'components'>): string {
  const embedded = embeds.flatMap(({ title, description, fields }) => [
    title,
    description,
    ...(fields ?? []).flatMap(({ name, value }) => [name, value]),
  ]);
  const displayed = allComponents(components).map(({ component }) => textOf(component));
  return [content, ...embedded, ...displayed].filter((part) => part).join('\n');
}

/**
 * `@everyone`, `<@&role>` and `<@user>`, each once. Strict: escapes and code protect nobody here, because where
 * Discord draws that line is not documented. Embeds never notify.
 */
export function notifiedBy(
  state: State,
  channel: Channel,
  message: StoredMessage,
  given: AllowedMentions | undefined,
  otherwise: MentionDefault,
): string[] {
  const text = readableText({ ...message, embeds: [] });
  const parse = given ? (given.parse ?? []) : otherwise === 'all' ? ['everyone', 'roles', 'users'] : ['users'];
  const guild = channel.kind === 'direct' ? undefined : state.guilds.get(channel.guildId);
  const mayAll = may(state, state.botId, channel, 'mentionEveryone');

  const found = new Set<string>();
  if (/@everyone|@here/.test(text) && parse.includes('everyone') && mayAll) found.add('@everyone');
  for (const [mention, id = ''] of text.matchAll(/<@&(\d+)>/g)) {
    const allowed = parse.includes('roles') || given?.roles?.includes(id);
    if (allowed && (guild?.roles.get(id)?.mentionable || mayAll)) found.add(mention);
  }
  for (const [, id = ''] of text.matchAll(/<@!?(\d+)>/g)) {
    const allowed = parse.includes('users') || given?.users?.includes(id);
    if (allowed && state.users.has(id)) found.add(`<@${id}>`);
  }
  return [...found];
}
