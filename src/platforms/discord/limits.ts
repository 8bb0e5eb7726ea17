/**
 * What Discord takes, and whether a message fits. Sources are pages of https://docs.discord.com/developers/.
 *
 * How the message model maps to Discord, which its renderer follows:
 * - A message is Components V2 (flag 1 << 15). One for the channel stands in one container, a private one stands bare.
 * - `text` is a text display; `heading` one with `### ` before it, `quiet` one with `-# ` before each line; `fields` are
 *   lines `**label:** value`; `choices` lines `**A)** text`; a `table` its caption and a code block of padded columns.
 * - `divider` is a separator. `controls` are action rows of up to five buttons; a select has a row of its own and its
 *   label as placeholder.
 * - `ping` is a text display of its own before all others: without `content`, only text displays can mention.
 * - A form is a modal. Its whole `intro` is one text display, which takes one of the five places; each input is a label
 *   around a text input, a string select or a checkbox group, `hint` the label's description. `submit` has no place:
 *   Discord writes that button itself.
 * - Moments become `<t:SECONDS:f>`. Markup that message text does not know gets a backslash.
 * - Characters are counted as UTF-16 units, of which a text has at least as many as code points.
 */

import type { Block, Choice, Control, Form, Input, Message } from '../../chat/message.ts';
import { showMentions, showMoments } from '../../chat/text.ts';
import {
  controlsOf,
  fencedTable,
  isForm,
  type Measure,
  type Misfit,
  misfitsOf,
  mostRepeated,
  strayMarkup,
  sum,
} from '../fit.ts';
import { roleOf } from './markdown.ts';

export const limits = {
  /** Nested ones count; there is no other cap on the top level (components/reference, change log 2025-04-29). */
  components: 40,
  /** Over all text displays of a message together, not each; builders do not check it (components/reference). */
  text: 4000,
  buttonsInRow: 5,
  buttonLabel: 80,
  /** Unique within a message (components/reference). */
  customId: 100,
  selectOptions: 25,
  placeholder: 150,
  optionLabel: 100,
  optionValue: 100,
  modalTitle: 45,
  /** Top-level components of a modal, from one up; a text display is one (interactions/receiving-and-responding). */
  modalComponents: 5,
  label: 45,
  labelDescription: 100,
  /** Both what may be typed and what is filled in (components/reference#text-input). */
  textInput: 4000,
  /** In modals only (components/reference#checkbox-group). */
  checkboxes: 10,
} as const;

/** What of a message or form, rendered as said above, Discord would refuse. Empty when it fits. */
export function measure(sent: Message | Form): Misfit[] {
  return misfitsOf(isForm(sent) ? formMeasures(sent) : messageMeasures(sent));
}

function messageMeasures(message: Message): Measure[] {
  const { blocks, audience, ping } = message;
  const frame = (audience === 'channel' ? 1 : 0) + (ping === undefined ? 0 : 1);
  const controls = controlsOf(message);
  return [
    ['components', frame + sum(blocks.map(componentCount)), limits.components],
    ['text', (ping?.length ?? 0) + sum(blocks.map(textSize)), limits.text],
    ['uses of one custom_id', mostRepeated(controls.map(({ id }) => id)), 1],
    ...controls.flatMap(controlMeasures),
  ];
}

function formMeasures({ id, title, intro, inputs }: Form): Measure[] {
  return [
    ['modal custom_id', id.length, limits.customId],
    ['modal title', title.length, limits.modalTitle],
    ['modal components', inputs.length + (intro.length > 0 ? 1 : 0), limits.modalComponents],
    ['modal text', sum(intro.map(textSize)), limits.text],
    ['controls in a modal', controlsOf({ blocks: intro }).length, 0],
    ['uses of one custom_id', mostRepeated(inputs.map((input) => input.id)), 1],
    ...inputs.flatMap(inputMeasures),
  ];
}

function controlMeasures(control: Control): Measure[] {
  const id: Measure = ['custom_id', control.id.length, limits.customId];
  if (control.kind === 'button') return [id, ['button label', control.label.length, limits.buttonLabel]];
  return [
    id,
    ['select placeholder', control.label.length, limits.placeholder],
    ['choices at most', control.max, control.options.length],
    ...optionMeasures('select', control.options, limits.selectOptions),
  ];
}

function inputMeasures(input: Input): Measure[] {
  const common: Measure[] = [
    ['custom_id', input.id.length, limits.customId],
    ['label', input.label.length, limits.label],
    ['label description', input.hint?.length ?? 0, limits.labelDescription],
  ];
  switch (input.kind) {
    case 'text':
      return [
        ...common,
        ['text input length', input.maxLength, limits.textInput],
        ['text input value', input.value?.length ?? 0, input.maxLength],
      ];
    case 'select':
      return [...common, ...optionMeasures('select', input.options, limits.selectOptions)];
    case 'checks':
      return [...common, ...optionMeasures('checkbox group', input.options, limits.checkboxes)];
  }
}

function optionMeasures(of: string, options: readonly Choice[], atMost: number): Measure[] {
  return [
    [`${of} options`, options.length, atMost],
    [`uses of one ${of} value`, mostRepeated(options.map(({ value }) => value)), 1],
    ...options.flatMap(({ label, value }): Measure[] => [
      [`${of} option label`, label.length, limits.optionLabel],
      [`${of} option value`, value.length, limits.optionValue],
    ]),
  ];
}

function componentCount(block: Block): number {
  return block.type === 'controls' ? rowCount(block.controls) + block.controls.length : 1;
}

function rowCount(controls: readonly Control[]): number {
  let rows = 0;
  let room = 0;
  for (const { kind } of controls) {
    if (kind === 'select' || room === 0) rows += 1;
    if (kind === 'select') room = 0;
    else room = (room === 0 ? limits.buttonsInRow : room) - 1;
  }
  return rows;
}

function textSize(block: Block): number {
  switch (block.type) {
    case 'heading':
      return '### '.length + written(block.text);
    case 'quiet':
      return sum(block.text.split('\n').map((line) => '-# \n'.length + written(line)));
    case 'text':
      return written(block.text);
    case 'fields':
      return sum(block.fields.map(({ label, value }) => '**:** \n'.length + written(label) + written(value)));
    case 'choices':
      return sum(block.options.map(({ text }) => '**A)** \n'.length + written(text)));
    case 'table':
      return fencedTable(block).length;
    case 'controls':
    case 'divider':
      return 0;
  }
}

function written(text: string): number {
  const mentions = showMentions(text, (notation, words) => (roleOf(notation) === undefined ? words : notation));
  const shown = showMoments(mentions, (at) => `<t:${Math.floor(at / 1000)}:f>`);
  return shown.length + strayMarkup(showMoments(text, () => ''));
}
