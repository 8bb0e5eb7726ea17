/** Block Kit's composition objects (reference/block-kit/composition-objects). */

import { isObject, type Json } from './json.ts';
import { limits } from './limits.ts';
import { flag, type Limit, list, matching, object, oneOf, type Rule, text, typed } from './schema.ts';

export function plainText(limit: Limit): Rule {
  return typed({ plain_text: [{ text: text(limit) }, { emoji: flag }] });
}

export function mrkdwnOrPlain(limit: Limit): Rule {
  return typed({
    plain_text: [{ text: text(limit) }, { emoji: flag }],
    mrkdwn: [{ text: text(limit) }, { verbatim: flag }],
  });
}

const optionText = { text: plainText(limits.optionText), value: text(limits.optionValue) };

/** Of selects: plain text only. */
export const selectOption = object(optionText, { description: plainText(limits.optionDescription) });

/** Of an overflow menu: may open a URL. */
export const overflowOption = object(optionText, {
  description: plainText(limits.optionDescription),
  url: text(limits.url),
});

/** Of radio buttons and checkboxes: may have markup. */
export const groupOption = object(
  { text: mrkdwnOrPlain(limits.optionText), value: text(limits.optionValue) },
  { description: mrkdwnOrPlain(limits.optionDescription) },
);

export const optionGroup = object({
  label: plainText(limits.optionGroupLabel),
  options: list(selectOption, limits.selectOptions),
});

export const confirm = object(
  {
    title: plainText(limits.confirmTitle),
    text: mrkdwnOrPlain(limits.confirmText),
    confirm: plainText(limits.confirmButton),
    deny: plainText(limits.confirmButton),
  },
  { style: oneOf('primary', 'danger') },
);

export const dispatchConfig = object({
  trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), { most: 2 }),
});

export const conversationFilter = object(
  {},
  {
    include: list(oneOf('im', 'mpim', 'private', 'public'), { most: 4 }),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
);

/** Where an image comes from: a public URL. Files of Slack would need a scope nobody here asks for. */
export const imageUrl: Rule = (value: Json, at, say) => {
  text(limits.imageUrl)(value, at, say);
  matching(/^https?:\/\//)(value, at, say);
};

/** The text of a text object. */
export function textOf(value: Json | undefined): string {
  return isObject(value) && typeof value.text === 'string' ? value.text : '';
}
