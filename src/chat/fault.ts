import type { Fault, Message } from './message.ts';
import { plainText } from './text.ts';

/** What a message says first, as what is wrong with an input. */
export function faultAt(input: string, { blocks }: Message): Fault {
  return { input, text: plainText({ blocks: blocks.slice(0, 1) }) };
}
