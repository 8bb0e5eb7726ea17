export type InlineNode =
  | string
  | { type: 'bold'; children: InlineNode[] }
  | { type: 'code'; text: string }
  | { type: 'link'; url: string; children: InlineNode[] }
  | { type: 'break' };

export type TextNode =
  | { type: 'paragraph'; children: InlineNode[] }
  | { type: 'list'; ordered: boolean; start: number; items: InlineNode[][] }
  | { type: 'code'; language: string; text: string };

export function readText(text: string): TextNode[];
export function readInline(text: string): InlineNode[];
