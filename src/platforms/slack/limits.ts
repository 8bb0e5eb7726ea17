/**
 * What Slack takes, and whether a message fits. Sources are pages of https://docs.slack.dev/.
 *
 * How the message model maps to Block Kit, which its renderer follows:
 * - `text`, `fields` (lines `*label:* value`) and `choices` (lines `*A)* text`) are sections of mrkdwn, cut into several
 *   where one would be too long; `heading` is a header without markup, `quiet` a context block, `divider` a divider.
 * - The first `table` of a message is a section with its caption and a table block (cells raw text, the columns' names
 *   in the first row); further ones, and those in a modal, are sections with a code block of padded columns.
 * - `controls` are an actions block; a select has its label as placeholder. The action id alone says what a control
 *   does: `value` stays empty.
 * - `ping` is a section of its own before all others.
 * - The message's `text` is its plain text, because screen readers read it instead of the blocks.
 * - A form is a modal: the blocks of `intro`, then an input block for each input with a text input, a static select or
 *   checkboxes.
 * - Moments become `<!date^SECONDS^{date_short_pretty} {time}|words>`. `&`, `<` and `>` become entities, also in code;
 *   other markup that message text does not know is broken by an invisible character. Counted is what that makes.
 */

import type { Block, Choice, Control, Form, Input, Message } from '../../chat/message.ts';
import { plainText, showMoments, unmarked } from '../../chat/text.ts';
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

export const limits = {
  /** reference/block-kit/blocks */
  messageBlocks: 50,
  modalBlocks: 100,
  /** Of all blocks of a message as JSON. Undocumented: `msg_blocks_too_long` (slackapi/bolt-js issues 2509 and 2867). */
  messageSize: 13_200,
  /** A post may have 40,000, an edit not more than this, and every message may be edited (reference/methods/chat.update). */
  plainText: 4000,
  /** Of one section or context element (reference/block-kit/composition-objects/text-object). */
  text: 3000,
  header: 150,
  actions: 25,
  buttonText: 75,
  /** Unique within its block (reference/block-kit/block-elements). */
  actionId: 255,
  selectOptions: 100,
  placeholder: 150,
  /** Of its text as well as of its value; newer copies of the page say 150 for the value. */
  option: 75,
  /** Checkboxes and radio buttons. */
  checkboxes: 10,
  /** The row of names counts (reference/block-kit/blocks/table-block). */
  tableRows: 100,
  tableCells: 20,
  /** Over all tables of a message. A second table was refused for long (`only_one_table_allowed`), so one is sent. */
  tableText: 10_000,
  /** Title and submit of a modal (reference/views/modal-views). */
  modalTitle: 24,
  callbackId: 255,
  label: 2000,
  hint: 2000,
  /** `max_length` of a plain text input; Discord allows 4,000. */
  textInput: 3000,
} as const;

/** The JSON around a block's or element's own text: `{"type":"section","text":{"type":"mrkdwn","text":""}},`, rounded up. */
const frame = 70;

/** What of a message or form, rendered as said above, Slack would refuse. Empty when it fits. */
export function measure(sent: Message | Form): Misfit[] {
  return misfitsOf(isForm(sent) ? formMeasures(sent) : messageMeasures(sent));
}

function messageMeasures(message: Message): Measure[] {
  const { blocks, ping } = message;
  const controls = controlsOf(message);
  const firstTable = blocks.findIndex(({ type }) => type === 'table');
  const tableText = sum(blocks.map((block, place) => (place === firstTable ? cellsSize(block) : 0)));
  const rendered = blocks.map((block, place) => blocksOf(block, place === firstTable));
  const pinging = ping === undefined ? 0 : 1;
  return [
    ['blocks', pinging + sum(rendered.map(({ count }) => count)), limits.messageBlocks],
    [
      'blocks as JSON',
      (pinging ? frame + (ping?.length ?? 0) : 0) + sum(rendered.map(({ size }) => size)),
      limits.messageSize,
    ],
    ['plain text', plainText(message).length, limits.plainText],
    ['table text', tableText, limits.tableText],
    ...blocks.flatMap((block, place) => blockMeasures(block, place === firstTable)),
    ...controls.flatMap(controlMeasures),
  ];
}

function formMeasures({ id, title, intro, inputs, submit }: Form): Measure[] {
  return [
    ['callback_id', id.length, limits.callbackId],
    ['modal title', title.length, limits.modalTitle],
    ['modal submit', submit.length, limits.modalTitle],
    ['modal blocks', sum(intro.map((block) => blocksOf(block, false).count)) + inputs.length, limits.modalBlocks],
    ['controls in a modal', controlsOf({ blocks: intro }).length, 0],
    ['uses of one block_id', mostRepeated(inputs.map((input) => input.id)), 1],
    ...intro.flatMap((block) => blockMeasures(block, false)),
    ...inputs.flatMap(inputMeasures),
  ];
}

function blockMeasures(block: Block, asTable: boolean): Measure[] {
  switch (block.type) {
    case 'heading':
      return [['header', unmarked(block.text).length, limits.header]];
    case 'table':
      return asTable
        ? [
            ['table rows', block.rows.length + 1, limits.tableRows],
            ['table cells', block.columns.length, limits.tableCells],
          ]
        : [];
    case 'controls':
      return [
        ['actions', block.controls.length, limits.actions],
        ['uses of one action_id', mostRepeated(block.controls.map(({ id }) => id)), 1],
      ];
    default:
      return [];
  }
}

function controlMeasures(control: Control): Measure[] {
  const id: Measure = ['action_id', control.id.length, limits.actionId];
  if (control.kind === 'button') return [id, ['button text', control.label.length, limits.buttonText]];
  return [
    id,
    ['select placeholder', control.label.length, limits.placeholder],
    ...optionMeasures('select', control.options, limits.selectOptions),
  ];
}

function inputMeasures(input: Input): Measure[] {
  const common: Measure[] = [
    ['action_id', input.id.length, limits.actionId],
    ['input label', input.label.length, limits.label],
    ['input hint', input.hint?.length ?? 0, limits.hint],
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
      return [...common, ...optionMeasures('checkboxes', input.options, limits.checkboxes)];
  }
}

function optionMeasures(of: string, options: readonly Choice[], atMost: number): Measure[] {
  return [
    [`${of} options`, options.length, atMost],
    ...options.flatMap(({ label, value }): Measure[] => [
      [`${of} option text`, label.length, limits.option],
      [`${of} option value`, value.length, limits.option],
    ]),
  ];
}

/** How many blocks a block of the model becomes, and how large they are as JSON. */
function blocksOf(block: Block, asTable: boolean): { count: number; size: number } {
  switch (block.type) {
    case 'heading':
      return { count: 1, size: frame + unmarked(block.text).length };
    case 'text':
    case 'quiet':
      return sections(written(block.text));
    case 'fields':
      return sections(sum(block.fields.map(({ label, value }) => '*:* \n'.length + written(label) + written(value))));
    case 'choices':
      return sections(sum(block.options.map(({ text }) => '*A)* \n'.length + written(text))));
    case 'table': {
      if (!asTable) return sections(written(fencedTable(block)));
      const cells = block.columns.length * (block.rows.length + 1);
      return {
        count: 2,
        size: 2 * frame + written(block.caption) + cellsSize(block) + cells * '{"type":"raw_text","text":""},'.length,
      };
    }
    case 'controls':
      return { count: 1, size: frame + sum(block.controls.map(controlSize)) };
    case 'divider':
      return { count: 1, size: frame };
  }
}

function sections(size: number): { count: number; size: number } {
  const count = Math.ceil(size / limits.text);
  return { count, size: size + count * frame };
}

function controlSize(control: Control): number {
  const options = control.kind === 'select' ? control.options : [];
  const own = frame + control.id.length + control.label.length + '"style":"primary","action_id":"",'.length;
  return own + sum(options.map(({ label, value }) => frame + label.length + value.length));
}

function cellsSize(block: Block): number {
  if (block.type !== 'table') return 0;
  return sum([block.columns, ...block.rows].flat().map((cell) => unmarked(cell).length));
}

function written(text: string): number {
  const shown = showMoments(
    text,
    (at, words) => `<!date^${Math.floor(at / 1000)}^{date_short_pretty} {time}|${words}>`,
  );
  const own = showMoments(text, () => '');
  const entities = sum(
    (own.match(/[&<>]/g) ?? []).map((character) => (character === '&' ? '&amp;' : '&lt;').length - 1),
  );
  return shown.length + entities + strayMarkup(own);
}
