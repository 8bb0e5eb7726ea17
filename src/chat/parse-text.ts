/** Reads the text after the slash command: words by position, then `name:value` pairs, quotes around spaces. */

import { type CommandShape, type Given, UsageError } from './command.ts';
import { nearestCommand } from './nearest.ts';

type Word = {
  /** Without quotes. */
  value: string;
  start: number;
  /** `name` of a `name:value` word and where its value begins. */
  pair: { name: string; valueStart: number; value: string } | undefined;
};

/** The longest text that is looked at; a rest of line has its own, smaller limits. */
const textLimit = 8000;

/**
 * @param text what follows `/mlops-quiz`; a leading `/mlops-quiz` itself is passed over; empty means `help`
 * @throws UsageError, and nothing else, for any string
 */
export function parseText<C extends CommandShape>(commands: readonly C[], text: string): { command: C; given: Given } {
  const line =
    text
      .slice(0, textLimit)
      .replace(/^\s*\/mlops-quiz(?=\s|$)/i, '')
      .trim() || 'help';
  const words = split(line);
  const { command, length } = findCommand(commands, words, line);
  return { command, given: readWords(command, words.slice(length), line) };
}

function findCommand<C extends CommandShape>(commands: readonly C[], words: Word[], line: string) {
  for (const length of [2, 1]) {
    const name = words
      .slice(0, length)
      .map((word) => word.value.toLowerCase())
      .join(' ');
    const command = commands.find((candidate) => candidate.name === name);
    if (command) return { command, length };
  }
  const nearest = nearestCommand(commands, line);
  throw new UsageError({ slip: 'unknown-command', given: line, ...(nearest !== undefined && { nearest }) });
}

function readWords(command: CommandShape, words: Word[], line: string): Given {
  const names = Object.keys(command.options);
  const given = new Map<string, string>();
  let position = 0;
  let pairsBegan = false;
  for (const word of words) {
    const pairName = word.pair && names.find((name) => name.toLowerCase() === word.pair?.name.toLowerCase());
    const name = pairName ?? (pairsBegan ? undefined : names[position]);
    if (name === undefined) throw new UsageError({ slip: 'too-much', given: word.value }, command);
    if (given.has(name)) throw new UsageError({ slip: 'given-twice', option: name }, command);
    if (command.options[name]?.rest) {
      given.set(name, line.slice(pairName && word.pair ? word.pair.valueStart : word.start));
      return given;
    }
    if (pairName && word.pair) {
      pairsBegan = true;
      given.set(name, word.pair.value);
    } else {
      position += 1;
      given.set(name, word.value);
    }
  }
  return given;
}

const quotes = new Map([
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
]);

function split(line: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    if (/\s/.test(line[at] ?? '')) {
      at += 1;
      continue;
    }
    const start = at;
    let value = '';
    let pair: Word['pair'];
    while (at < line.length && !/\s/.test(line[at] ?? '')) {
      const character = line[at] ?? '';
      const closing = quotes.get(character);
      const end = closing === undefined ? -1 : line.indexOf(closing, at + 1);
      const opensHere = value === '' || (pair !== undefined && pair.value === '');
      if (opensHere && end !== -1) {
        const inside = line.slice(at + 1, end);
        value += inside;
        if (pair) pair.value += inside;
        at = end + 1;
        continue;
      }
      if (character === ':' && !pair && /^[a-z]+$/i.test(value)) pair = { name: value, valueStart: at + 1, value: '' };
      else if (pair) pair.value += character;
      value += character;
      at += 1;
    }
    words.push({ value, start, pair });
  }
  return words;
}
