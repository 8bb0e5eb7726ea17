/**
 * Reads message text, a subset of CommonMark, into a tree: paragraphs, lists, fenced code; in them **bold**, `code`,
 * [title](https://…), backslash escapes and line breaks. Everything else is text as it stands.
 */

/** @param {string} text */
export function readText(text) {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const blocks = [];
  let paragraph = [];
  const endParagraph = () => {
    if (paragraph.length > 0) blocks.push({ type: 'paragraph', children: readInline(paragraph.join('\n')) });
    paragraph = [];
  };
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const fence = /^(`{3,})\s*([\w+#.-]*)\s*$/.exec(line);
    const item = listItem(line);
    if (fence || item || line.trim() === '') endParagraph();
    if (fence) {
      const { block, next } = readFence(lines, at + 1, fence);
      blocks.push(block);
      at = next;
    } else if (item) {
      const { block, next } = readList(lines, at, item.ordered);
      blocks.push(block);
      at = next;
    } else {
      if (line.trim() !== '') paragraph.push(line.trim());
      at += 1;
    }
  }
  endParagraph();
  return blocks;
}

function readFence(lines, start, [, ticks, language]) {
  let end = start;
  while (end < lines.length && lines[end].trimEnd() !== ticks) end += 1;
  return { block: { type: 'code', language, text: lines.slice(start, end).join('\n') }, next: end + 1 };
}

function listItem(line) {
  const match = /^ {0,3}(?:([-*])|(\d{1,9})[.)]) +(\S.*)$/.exec(line);
  return match && { ordered: match[1] === undefined, start: Number(match[2] ?? 1), text: match[3] };
}

function readList(lines, start, ordered) {
  const items = [];
  const first = listItem(lines[start]).start;
  let at = start;
  for (; at < lines.length; at += 1) {
    const item = listItem(lines[at]);
    if (item && item.ordered === ordered) items.push(item.text);
    else if (!item && items.length > 0 && /^ {2,}\S/.test(lines[at])) items.push(`${items.pop()}\n${lines[at].trim()}`);
    else break;
  }
  return { block: { type: 'list', ordered, start: first, items: items.map(readInline) }, next: at };
}

// Tried in this order at each place: escape, code, bold, link, line break.
const inline =
  /\\([!-/:-@[-`{-~])|(`+)(?!`)([^\n]*?[^`\n])\2(?!`)|\*\*(?=\S)((?:\\.|(?!\*\*)[^\\])*?\S)\*\*|\[((?:\\.|[^\]\\])+)\]\((https?:\/\/(?:\\.|[^\s()\\]|\([^\s()]*\))+)\)|(\n)/g;

/** @param {string} text */
export function readInline(text) {
  const nodes = [];
  const add = (plain) => {
    if (plain === '') return;
    if (typeof nodes.at(-1) === 'string') nodes.push(nodes.pop() + plain);
    else nodes.push(plain);
  };
  let done = 0;
  for (const match of text.matchAll(inline)) {
    const [whole, escaped, , code, bold, title, url, newline] = match;
    add(text.slice(done, match.index));
    if (escaped !== undefined) add(escaped);
    else if (code !== undefined) nodes.push({ type: 'code', text: /^ .*\S.* $/.test(code) ? code.slice(1, -1) : code });
    else if (bold !== undefined) nodes.push({ type: 'bold', children: readInline(bold) });
    else if (url !== undefined) nodes.push({ type: 'link', url: unescaped(url), children: readInline(title) });
    else if (newline !== undefined) nodes.push({ type: 'break' });
    done = match.index + whole.length;
  }
  add(text.slice(done));
  return nodes;
}

function unescaped(text) {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
