/** Controls and inputs as Block Kit's elements. Pure. */

import type {
  ActionsBlockElement,
  InputBlockElement,
  KnownBlock,
  PlainTextElement,
  PlainTextOption,
} from '@slack/types';
import type { Choice, Control, Input } from '../../chat/message.ts';
import { cut } from '../../chat/text.ts';
import { limits } from './limits.ts';

/** What Slack cannot show as disabled is not shown; ids are unique in a block, and the first of several is kept. */
export function actionsOf(controls: readonly Control[]): KnownBlock[] {
  const usable = controls.filter((control) => control.kind === 'select' || !control.disabled);
  const distinct = [...new Map(usable.toReversed().map((control) => [control.id, control])).values()].toReversed();
  const elements = withOnePrimary(distinct)
    .map(element)
    .filter((one) => one !== undefined);
  const blocks: KnownBlock[] = [];
  for (let place = 0; place < elements.length; place += limits.actions) {
    blocks.push({ type: 'actions', elements: elements.slice(place, place + limits.actions) });
  }
  return blocks;
}

function withOnePrimary(controls: readonly Control[]): Control[] {
  const first = controls.findIndex((control) => control.kind === 'button' && control.tone === 'primary');
  return controls.map((control, place) => {
    if (control.kind !== 'button' || control.tone !== 'primary' || place === first) return control;
    const { tone: _, ...plain } = control;
    return plain;
  });
}

function element(control: Control): ActionsBlockElement | undefined {
  const action_id = control.id;
  if (control.kind === 'button') {
    const style = control.tone && { style: control.tone };
    return { type: 'button', action_id, text: plain(control.label, limits.buttonText), ...style };
  }
  // Selects of several are for sections and inputs only; checkboxes may stand here.
  if (control.max > 1) {
    const options = optionsOf(control.options, limits.checkboxes);
    return options.length === 0 ? undefined : { type: 'checkboxes', action_id, options };
  }
  const options = optionsOf(control.options, limits.selectOptions);
  const placeholder = plain(control.label, limits.placeholder);
  return options.length === 0 ? undefined : { type: 'static_select', action_id, placeholder, options };
}

/** An input block named after its input; undefined where there is nothing to choose from. */
export function inputBlock(input: Input): KnownBlock | undefined {
  const field = fieldOf(input);
  if (!field) return undefined;
  return {
    type: 'input',
    block_id: input.id,
    label: plain(input.label, limits.label),
    optional: !input.required,
    element: field,
    ...(input.hint !== undefined && { hint: plain(input.hint, limits.hint) }),
  };
}

function fieldOf(input: Input): InputBlockElement | undefined {
  const action_id = input.id;
  switch (input.kind) {
    case 'text': {
      const max_length = Math.min(input.maxLength, limits.textInput);
      const value = input.value && { initial_value: cut(input.value, max_length) };
      return { type: 'plain_text_input', action_id, multiline: input.multiline, max_length, ...value };
    }
    case 'select': {
      const options = optionsOf(input.options, limits.selectOptions);
      const initial_option = options.find(({ value }) => value === input.value);
      const initial = initial_option && { initial_option };
      return options.length === 0 ? undefined : { type: 'static_select', action_id, options, ...initial };
    }
    case 'checks': {
      const options = optionsOf(input.options, limits.checkboxes);
      const initial_options = options.filter(({ value }) => value !== undefined && input.values?.includes(value));
      const initial = initial_options.length > 0 && { initial_options };
      return options.length === 0 ? undefined : { type: 'checkboxes', action_id, options, ...initial };
    }
  }
}

function optionsOf(choices: readonly Choice[], most: number): PlainTextOption[] {
  return choices.slice(0, most).map(({ label, value }) => ({ text: plain(label, limits.option), value }));
}

/** Plain text of at least one character; emoji are shown as they are written. */
export function plain(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: cut(text.trim(), max) || '…', emoji: false };
}
