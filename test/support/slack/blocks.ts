/** Block Kit's blocks (reference/block-kit/blocks) and what Slack refuses about a list of them. */

import { actionsElement, image, inputElement, sectionAccessory } from './elements.ts';
import { isObject, type Json, type JsonObject, objectsIn, textIn } from './json.ts';
import { limits } from './limits.ts';
import { imageUrl, mrkdwnOrPlain, plainText } from './objects.ts';
import { richTextParts } from './rich-text.ts';
import { all, flag, list, object, oneOf, type Rule, type Say, text, typed } from './schema.ts';

export type Surface = 'message' | 'modal' | 'home';

const block_id = text(limits.blockId);
const column = object({}, { align: oneOf('left', 'center', 'right'), is_wrapped: flag });
const cell = typed({
  raw_text: [{ text: text({ most: limits.tableText.most }) }],
  rich_text: [{ elements: richTextParts }, { block_id }],
});
const contextElement = typed({
  plain_text: [{ text: text(limits.textObject) }, { emoji: flag }],
  mrkdwn: [{ text: text(limits.textObject) }, { verbatim: flag }],
  image,
});

const everywhere = {
  section: [
    {},
    {
      block_id,
      text: mrkdwnOrPlain(limits.textObject),
      fields: list(mrkdwnOrPlain(limits.sectionField), limits.sectionFields),
      accessory: sectionAccessory,
      expand: flag,
    },
  ],
  divider: [{}, { block_id }],
  header: [{ text: plainText(limits.header) }, { block_id }],
  context: [{ elements: list(contextElement, limits.contextElements) }, { block_id }],
  actions: [{ elements: list(actionsElement, limits.actionsElements) }, { block_id }],
  image: [
    { alt_text: text(limits.imageAlt), image_url: imageUrl },
    { block_id, title: plainText(limits.imageTitle) },
  ],
  input: [
    { label: plainText(limits.inputLabel), element: inputElement },
    { block_id, hint: plainText(limits.inputHint), optional: flag, dispatch_action: flag },
  ],
  rich_text: [{ elements: richTextParts }, { block_id }],
} satisfies Parameters<typeof typed>[0];

/** Blocks of messages alone. Of the newest ones, which not every client shows, none is known here. */
const inMessages = {
  markdown: [{ text: text(limits.markdown) }, { block_id }],
  table: [
    { rows: list(list(cell, limits.tableCells), limits.tableRows) },
    { block_id, column_settings: list(column, limits.tableColumnSettings) },
  ],
} satisfies Parameters<typeof typed>[0];

const textOrFields: Rule = (value, at, say) => {
  if (isObject(value) && value.type === 'section' && value.text === undefined && value.fields === undefined) {
    say('must define either `text` or `fields`', at);
  }
};

const known = {
  message: all(typed({ ...everywhere, ...inMessages }), textOrFields),
  modal: all(typed(everywhere), textOrFields),
  home: all(typed(everywhere), textOrFields),
};

/** In Slack's words, without `[ERROR]`; empty when the blocks are taken. */
export function blockProblems(blocks: Json, surface: Surface, at: string): string[] {
  const problems: string[] = [];
  const say: Say = (problem, place) => problems.push(`${problem} [json-pointer:${place}]`);
  const row = surface === 'message' ? limits.messageBlocks : limits.viewBlocks;
  list(known[surface], { ...row, least: 0 })(blocks, at, say);
  const all = objectsIn(blocks);
  sayDuplicates(all, at, say);
  sayFocus(all, surface, at, say);
  sayTotals(all, at, say);
  return problems;
}

/** Elements that can be used: those of actions, inputs and accessories. */
export function usableIn(block: JsonObject): JsonObject[] {
  const one = [block.accessory, block.element].filter(isObject);
  const usable = block.type === 'actions' ? objectsIn(block.elements) : one;
  return usable.filter(({ type }) => type !== 'image');
}

function sayDuplicates(blocks: JsonObject[], at: string, say: Say): void {
  const ids = new Set<string>();
  blocks.forEach((block, place) => {
    if (typeof block.block_id === 'string') {
      if (ids.has(block.block_id)) say(`\`block_id\` "${block.block_id}" already exists`, `${at}/${place}/block_id`);
      ids.add(block.block_id);
    }
    const actions = new Set<string>();
    for (const { action_id: id } of usableIn(block)) {
      if (typeof id !== 'string') continue;
      if (actions.has(id)) say(`\`action_id\` "${id}" already exists`, `${at}/${place}/elements`);
      actions.add(id);
    }
  });
}

function sayFocus(blocks: JsonObject[], surface: Surface, at: string, say: Say): void {
  const focused = blocks.flatMap(usableIn).filter((element) => element.focus_on_load === true);
  if (focused.length > (surface === 'message' ? 0 : 1)) say('focus_on_load is only for one element of a view', at);
}

function sayTotals(blocks: JsonObject[], at: string, say: Say): void {
  const ofType = (type: string) => blocks.filter((block) => block.type === type);
  const markdown = ofType('markdown').reduce((sum, block) => sum + textIn(block.text).length, 0);
  if (markdown > limits.markdown.most) say(`markdown must be less than ${limits.markdown.most + 1} characters`, at);
  const tables = ofType('table');
  if (tables.length > limits.tables.most) say('only_one_table_allowed', at);
  const size = tables.reduce((sum, table) => sum + cellText(table.rows).length, 0);
  if (size > limits.tableText.most) say(`tables must be less than ${limits.tableText.most + 1} characters`, at);
}

/** All text in a value, however deep. */
function cellText(value: Json | undefined): string {
  if (Array.isArray(value)) return value.map(cellText).join('');
  if (!isObject(value)) return '';
  return textIn(value.text) + cellText(value.elements);
}
