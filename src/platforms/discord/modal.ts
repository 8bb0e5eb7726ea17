/** A form as a modal. Pure and total. */

import {
  type APIComponentInLabel,
  type APIModalInteractionResponseCallbackComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { Form, Input } from '../../chat/message.ts';
import { cut } from '../../chat/text.ts';
import { blockMarkdown, selectOptions, textDisplay } from './components.ts';
import { limits } from './limits.ts';
import { cutMarkdown } from './markdown.ts';

/** The intro is one text display and takes one of the five places; where all five are inputs, it has none. */
export function modalOf({ id, title, intro, inputs }: Form): APIModalInteractionResponseCallbackData {
  const shown = inputs.slice(0, limits.modalComponents);
  const words = intro
    .map(blockMarkdown)
    .filter((text) => text.trim() !== '')
    .join('\n');
  const hasIntro = words !== '' && shown.length < limits.modalComponents;
  return {
    custom_id: id,
    title: cut(title, limits.modalTitle),
    components: [...(hasIntro ? [textDisplay(cutMarkdown(words, limits.text))] : []), ...shown.map(labelled)],
  };
}

function labelled(input: Input): APIModalInteractionResponseCallbackComponent {
  return {
    type: ComponentType.Label,
    label: cut(input.label, limits.label),
    ...(input.hint !== undefined && { description: cut(input.hint, limits.labelDescription) }),
    component: field(input),
  };
}

function field(input: Input): APIComponentInLabel {
  const { id: custom_id, required } = input;
  switch (input.kind) {
    case 'text': {
      const most = Math.min(input.maxLength, limits.textInput);
      return {
        type: ComponentType.TextInput,
        custom_id,
        style: input.multiline ? TextInputStyle.Paragraph : TextInputStyle.Short,
        required,
        max_length: most,
        ...(input.value !== undefined && { value: cut(input.value, most) }),
      };
    }
    case 'select':
      return {
        type: ComponentType.StringSelect,
        custom_id,
        required,
        options: chosen(selectOptions(input.options, limits.selectOptions), [input.value ?? '']),
      };
    case 'checks': {
      const options = chosen(selectOptions(input.options, limits.checkboxes), input.values ?? []);
      const least = required ? 1 : 0;
      return {
        type: ComponentType.CheckboxGroup,
        custom_id,
        required,
        min_values: least,
        max_values: options.length,
        options,
      };
    }
  }
}

function chosen(options: { value: string; label: string }[], values: readonly string[]) {
  return options.map((option) => (values.includes(option.value) ? { ...option, default: true } : option));
}
