import { controlsRow } from './controls.js';
import { el } from './dom.js';
import { readInline, readText } from './text.js';

/**
 * A message's blocks as elements, its controls where they stand among them.
 * @param context `{ words, act }`; `act(controlId, values)` sends a used control
 */
export function renderBlocks(message, context) {
  return message.blocks.map((block) => renderBlock(block, message, context));
}

function renderBlock(block, message, context) {
  switch (block.type) {
    case 'heading':
      return el('h3', { class: 'heading', tabindex: '-1' }, ...inlineNodes(readInline(block.text)));
    case 'text':
      return el('div', { class: 'text' }, ...textElements(block.text));
    case 'quiet':
      return el('div', { class: 'text quiet' }, ...textElements(block.text));
    case 'fields':
      return el('dl', { class: 'fields' }, ...block.fields.map(field));
    case 'table':
      return table(block);
    case 'choices':
      return el('ul', { class: 'choices' }, ...block.options.map(option));
    case 'controls':
      return controlsRow(
        message.controls.filter(({ id }) => block.ids.includes(id)),
        { ...context, messageId: message.id },
      );
    case 'divider':
      return el('hr');
  }
}

function field({ label, value }) {
  const read = (text) => inlineNodes(readInline(text));
  return el('div', {}, el('dt', {}, ...read(label)), el('dd', {}, ...read(value)));
}

function option({ letter, text }) {
  const badge = el('span', { class: 'letter' }, `${letter.toUpperCase()}`, el('span', { class: 'unseen' }, ')'));
  return el('li', {}, badge, el('span', {}, ...inlineNodes(readInline(text))));
}

/** Wide tables scroll inside their own box, which the keyboard can reach. */
function table({ caption, columns, rows }) {
  const cell = (tag, text) => el(tag, tag === 'th' ? { scope: 'col' } : {}, ...inlineNodes(readInline(text)));
  const head =
    columns.some((column) => column !== '') &&
    el('thead', {}, el('tr', {}, ...columns.map((text) => cell('th', text))));
  const body = el('tbody', {}, ...rows.map((row) => el('tr', {}, ...row.map((text) => cell('td', text)))));
  const title = caption !== '' && el('caption', {}, ...inlineNodes(readInline(caption)));
  const box = { class: 'table', tabindex: '0', role: 'group', 'aria-label': title ? title.textContent : undefined };
  return el('div', box, el('table', {}, title, head, body));
}

/** Message text as elements: never by way of markup, so nothing in it can act. */
export function textElements(text) {
  return readText(text).map(textElement);
}

function textElement(node) {
  switch (node.type) {
    case 'paragraph':
      return el('p', {}, ...inlineNodes(node.children));
    case 'list': {
      const items = node.items.map((children) => el('li', {}, ...inlineNodes(children)));
      return node.ordered ? el('ol', { start: node.start }, ...items) : el('ul', {}, ...items);
    }
    case 'code': {
      const label = !['', 'text'].includes(node.language) && el('figcaption', {}, node.language);
      return el('figure', { class: 'code' }, label, el('pre', { tabindex: '0' }, el('code', {}, node.text)));
    }
  }
}

function inlineNodes(nodes) {
  return nodes.flatMap((node) => (typeof node === 'string' ? plainNodes(node) : inlineElement(node)));
}

/** Bars made of blocks look like one piece; their number stands beside them, and read out they would be noise. */
function plainNodes(text) {
  const bar = (part) => el('span', { class: 'bar', 'aria-hidden': 'true' }, part);
  return text.split(/(█+)/).map((part) => (part.startsWith('█') ? bar(part) : part));
}

function inlineElement(node) {
  switch (node.type) {
    case 'bold':
      return el('strong', {}, ...inlineNodes(node.children));
    case 'code':
      return el('code', {}, node.text);
    case 'link':
      return el('a', { href: node.url, rel: 'noopener', target: '_blank' }, ...inlineNodes(node.children));
    case 'break':
      return el('br');
  }
}
