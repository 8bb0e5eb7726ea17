/** Block Kit's elements (reference/block-kit/block-elements), and where each may stand. */

import { limits } from './limits.ts';
import {
  confirm,
  conversationFilter,
  dispatchConfig,
  groupOption,
  imageUrl,
  optionGroup,
  overflowOption,
  plainText,
  selectOption,
} from './objects.ts';
import { all, flag, initialAmongOptions, integer, list, matching, oneOf, type Rule, text, typed } from './schema.ts';

type Shape = readonly [required: Record<string, Rule>, optional?: Record<string, Rule>];

const actionId = text(limits.actionId);
const userId = matching(/^[UW][A-Z0-9]+$/);
const channelId = matching(/^[CDG][A-Z0-9]+$/);
const selectable = { action_id: actionId, confirm, focus_on_load: flag, placeholder: plainText(limits.placeholder) };
const typable = {
  action_id: actionId,
  focus_on_load: flag,
  placeholder: plainText(limits.placeholder),
  dispatch_action_config: dispatchConfig,
  initial_value: text({ ...limits.textInput, least: 0 }),
};
const several = { max_selected_items: integer({ least: 1, most: 100 }) };
const staticOptions = {
  options: list(selectOption, limits.selectOptions),
  option_groups: list(optionGroup, limits.optionGroups),
};

const button: Shape = [
  { text: plainText(limits.buttonText) },
  {
    action_id: actionId,
    value: text(limits.buttonValue),
    url: text(limits.url),
    style: oneOf('primary', 'danger'),
    confirm,
    accessibility_label: text(limits.accessibilityLabel),
  },
];

const choices: Record<string, Shape> = {
  static_select: [{}, { ...selectable, ...staticOptions, initial_option: selectOption }],
  multi_static_select: [
    {},
    { ...selectable, ...staticOptions, ...several, initial_options: list(selectOption, limits.selectOptions) },
  ],
  users_select: [{}, { ...selectable, initial_user: userId }],
  multi_users_select: [{}, { ...selectable, ...several, initial_users: list(userId, { most: 100 }) }],
  channels_select: [{}, { ...selectable, initial_channel: channelId, response_url_enabled: flag }],
  conversations_select: [
    {},
    {
      ...selectable,
      initial_conversation: channelId,
      default_to_current_conversation: flag,
      filter: conversationFilter,
      response_url_enabled: flag,
    },
  ],
  radio_buttons: [
    { options: list(groupOption, limits.radioButtons) },
    { action_id: actionId, confirm, focus_on_load: flag, initial_option: groupOption },
  ],
  checkboxes: [
    { options: list(groupOption, limits.checkboxes) },
    { action_id: actionId, confirm, focus_on_load: flag, initial_options: list(groupOption, limits.checkboxes) },
  ],
  datepicker: [{}, { ...selectable, initial_date: matching(/^\d{4}-\d\d-\d\d$/) }],
  timepicker: [
    {},
    { ...selectable, initial_time: matching(/^([01]\d|2[0-3]):[0-5]\d$/), timezone: text({ most: 64 }) },
  ],
  datetimepicker: [
    {},
    {
      action_id: actionId,
      confirm,
      focus_on_load: flag,
      initial_date_time: integer({ least: 1e9, most: 1e10 - 1 }),
    },
  ],
};

const inputs: Record<string, Shape> = {
  plain_text_input: [
    {},
    {
      ...typable,
      multiline: flag,
      min_length: integer({ least: 0, most: limits.textInput.most }),
      max_length: integer({ least: 1, most: limits.textInput.most }),
    },
  ],
  number_input: [
    { is_decimal_allowed: flag },
    { ...typable, min_value: text({ most: 32 }), max_value: text({ most: 32 }) },
  ],
  email_text_input: [{}, typable],
  url_text_input: [{}, typable],
};

const overflow: Shape = [{ options: list(overflowOption, limits.overflowOptions) }, { action_id: actionId, confirm }];

export const image: Shape = [{ alt_text: text(limits.imageAlt), image_url: imageUrl }];

/** A static select has either options or groups of them. */
const eitherOptionsOrGroups: Rule = (value, at, say) => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return;
  if (value.type !== 'static_select' && value.type !== 'multi_static_select') return;
  if ((value.options === undefined) === (value.option_groups === undefined)) {
    say('must provide either options or option_groups', at);
  }
};

const element = (kinds: Record<string, Shape>) => all(typed(kinds), initialAmongOptions, eitherOptionsOrGroups);

export const sectionAccessory = element({ ...choices, button, overflow, image });
export const actionsElement = element({ ...choices, button, overflow });
export const inputElement = element({ ...choices, ...inputs });
