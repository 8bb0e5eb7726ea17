/** Rich text blocks (reference/block-kit/blocks/rich-text-block). */

import { flag, integer, list, object, oneOf, type Rule, text, typed } from './schema.ts';

const any = { most: 3000 };
const style = object({}, { bold: flag, italic: flag, strike: flag, code: flag, underline: flag });

const inline = typed({
  text: [{ text: text(any) }, { style }],
  link: [{ url: text(any) }, { text: text(any), unsafe: flag, style }],
  emoji: [{ name: text(any) }, { unicode: text(any) }],
  user: [{ user_id: text(any) }, { style }],
  channel: [{ channel_id: text(any) }, { style }],
  usergroup: [{ usergroup_id: text(any) }, { style }],
  broadcast: [{ range: oneOf('here', 'channel', 'everyone') }],
  date: [
    { timestamp: integer({ most: 1e10 }), format: text(any) },
    { url: text(any), fallback: text(any) },
  ],
});

const many = { most: 1000 };
const border = integer({ most: 1 });
const section = typed({ rich_text_section: [{ elements: list(inline, many) }] });

const part = typed({
  rich_text_section: [{ elements: list(inline, many) }],
  rich_text_quote: [{ elements: list(inline, many) }, { border }],
  rich_text_preformatted: [{ elements: list(inline, many) }, { border, language: text(any) }],
  rich_text_list: [
    { elements: list(section, many), style: oneOf('bullet', 'ordered') },
    { indent: integer({ most: 8 }), offset: integer({ most: 1000 }), border },
  ],
});

export const richTextParts: Rule = list(part, many);
