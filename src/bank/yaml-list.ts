import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { FieldPath } from './fault.ts';

/** One entry of a file that is a list, with the means to find its fields again. */
export type Entry = {
  value: unknown;
  /** Line of the field at `path` in this entry, or of the nearest thing around it that exists. */
  lineOf(path: FieldPath): number;
};

type YamlFault = { line: number; message: string };

/**
 * Reads YAML text whose top level is a list, and never throws: whatever is wrong comes back as a fault with its line.
 * Where the text cannot be trusted to say what its writer meant (a syntax error, an alias) there are no entries.
 * @param orOne whether a single entry may stand there without a list around it
 */
export function parseYamlList(text: string, { orOne = false } = {}): { entries: Entry[]; faults: YamlFault[] } {
  const counter = new LineCounter();
  const lineAt = (offset: number) => counter.linePos(offset).line;
  try {
    const document = parseDocument(text, { lineCounter: counter });
    const faults = [...document.errors, ...document.warnings].map((error) => ({
      line: lineAt(error.pos[0]),
      message: firstSentence(error.message),
    }));
    // A key given twice leaves the rest of the file readable; any other error makes what follows guesswork.
    if (document.errors.some((error) => error.code !== 'DUPLICATE_KEY')) return { entries: [], faults };

    const aliases: YamlFault[] = [];
    visit(document, {
      Alias: (_, alias) => {
        const line = lineAt(alias.range?.[0] ?? 0);
        aliases.push({ line, message: `*${alias.source}: aliases are refused, write the text out` });
      },
    });
    // Turning aliases into values is what lets a few lines fill the memory, so it must not even be tried.
    if (aliases.length > 0) return { entries: [], faults: [...faults, ...aliases] };

    const list = document.contents;
    if (orOne && isMap(list)) return { entries: [entryAt(list, [])], faults };
    if (!isSeq(list)) return { entries: [], faults: [...faults, { line: 1, message: 'must be a list of entries' }] };
    if (list.items.length === 0) faults.push({ line: 1, message: 'is an empty list' });
    return { entries: list.items.map((item, index) => entryAt(item, [index])), faults };

    function entryAt(item: unknown, place: FieldPath): Entry {
      return {
        value: isNode(item) ? item.toJS(document) : item,
        lineOf: (path) => lineAt(offsetOf(list, [...place, ...path])),
      };
    }
  } catch (error) {
    return { entries: [], faults: [{ line: 1, message: `cannot be read as YAML: ${String(error)}` }] };
  }
}

/** An entry's id as it is written, where it is a text. */
export function idOf(entry: Entry): { id?: string } {
  const { value } = entry;
  if (typeof value !== 'object' || value === null || !('id' in value)) return {};
  return typeof value.id === 'string' ? { id: value.id } : {};
}

/** Follows the path as far as it leads; a field counts from its key, because a block's text starts a line below. */
function offsetOf(root: Node | null, path: FieldPath): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    let next: unknown;
    let start: unknown;
    if (isSeq(node) && typeof step === 'number') {
      next = node.items[step];
      start = next;
    } else if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      next = pair?.value;
      start = pair?.key;
    }
    if (!isNode(start)) return offset;
    offset = start.range?.[0] ?? offset;
    node = next;
  }
  return offset;
}

/** The parser's message without its picture of the place, which the fault gives as file and line. */
function firstSentence(message: string): string {
  return (message.split('\n', 1)[0] ?? message).replace(/ at line \d+, column \d+:$/, '');
}
