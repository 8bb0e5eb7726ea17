/** Blocks of a message as Discord's components, each within its own limits. The mapping is said in limits.ts. */

import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APISeparatorComponent,
  type APIStringSelectComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Block, Choice, Control } from '../../chat/message.ts';
import { cut } from '../../chat/text.ts';
import { fencedTable } from '../fit.ts';
import { limits } from './limits.ts';
import { markdown } from './markdown.ts';

type ControlRow = APIActionRowComponent<APIComponentInMessageActionRow>;
export type Component = APITextDisplayComponent | APISeparatorComponent | ControlRow;

/** What stands in place of a label that has no character. */
const nameless = '…';

/** The components of some blocks; what is empty has none, and a control id that came before is not repeated. */
export function componentsOf(blocks: readonly Block[]): Component[] {
  const used = new Set<string>();
  return blocks.flatMap((block): Component[] => {
    if (block.type === 'divider') return [{ type: ComponentType.Separator }];
    if (block.type === 'controls') return controlRows(block.controls, used);
    const content = blockMarkdown(block);
    return content.trim() === '' ? [] : [textDisplay(content)];
  });
}

export function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

/** What a block without controls reads as. */
export function blockMarkdown(block: Block): string {
  switch (block.type) {
    case 'text':
      return markdown(block.text);
    case 'heading':
      return block.text.trim() === '' ? '' : `### ${markdown(block.text)}`;
    case 'quiet':
      return markdown(block.text)
        .split('\n')
        .map((line) => (line.trim() === '' ? '' : `-# ${line}`))
        .join('\n');
    case 'fields':
      return block.fields.map(({ label, value }) => `**${markdown(label)}:** ${markdown(value)}`).join('\n');
    case 'choices':
      return block.options.map(({ letter, text }) => `**${letter.toUpperCase()})** ${markdown(text)}`).join('\n');
    case 'table':
      return fencedTable(block);
    case 'controls':
    case 'divider':
      return '';
  }
}

/** Rows of up to five buttons; a select has a row of its own. */
function controlRows(controls: readonly Control[], used: Set<string>): ControlRow[] {
  const rows: { row: ControlRow; open: boolean }[] = [];
  for (const control of controls) {
    if (used.has(control.id) || (control.kind === 'select' && control.options.length === 0)) continue;
    used.add(control.id);
    const last = rows.at(-1);
    const component = control.kind === 'button' ? button(control) : select(control);
    if (control.kind === 'button' && last?.open && last.row.components.length < limits.buttonsInRow) {
      last.row.components.push(component);
    } else {
      rows.push({ row: { type: ComponentType.ActionRow, components: [component] }, open: control.kind === 'button' });
    }
  }
  return rows.map(({ row }) => row);
}

const styles = {
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
} as const satisfies Record<string, ButtonStyle>;

function button({ id, label, tone, disabled }: Extract<Control, { kind: 'button' }>): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: tone === undefined ? ButtonStyle.Secondary : styles[tone],
    custom_id: id,
    label: cut(label, limits.buttonLabel) || nameless,
    ...(disabled && { disabled }),
  };
}

function select({ id, label, options, min, max }: Extract<Control, { kind: 'select' }>): APIStringSelectComponent {
  const offered = selectOptions(options, limits.selectOptions);
  const most = Math.max(1, Math.min(max, offered.length));
  return {
    type: ComponentType.StringSelect,
    custom_id: id,
    placeholder: cut(label, limits.placeholder),
    min_values: Math.min(min, most),
    max_values: most,
    options: offered,
  };
}

/** The first options that fit, each value once. */
export function selectOptions(options: readonly Choice[], atMost: number): { value: string; label: string }[] {
  const values = new Map<string, string>();
  for (const { value, label } of options) {
    const fits = value.length <= limits.optionValue && value !== '';
    if (fits && !values.has(value)) values.set(value, cut(label, limits.optionLabel) || nameless);
  }
  return [...values].slice(0, atMost).map(([value, label]) => ({ value, label }));
}
