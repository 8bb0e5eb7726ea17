/** Messages as the playground keeps and shows them: moments in words, controls in a list of their own. Pure. */

import type { Block, Control, Form, Input, Message } from '../../chat/message.ts';
import { plainText, showMoments } from '../../chat/text.ts';
import type { PlaygroundMessage } from '../../store/playground.ts';
import { formSent } from '../../words/playground.ts';

/** A form shows its inputs at once; an input that was refused has its problem beside it. */
export type FormControl = {
  kind: 'form';
  id: string;
  label: string;
  inputs: (Input & { problem?: string })[];
  submit: string;
};
export type ShownControl = Control | FormControl;
/** Where controls stand among the blocks is told by their ids. */
type ShownBlock = Exclude<Block, { type: 'controls' }> | { type: 'controls'; ids: string[] };
/** What is stored of a message. */
export type Content = { text: string; blocks: ShownBlock[]; controls: ShownControl[] };
/** What leaves by the doors. */
export type ShownMessage = {
  id: string;
  private: boolean;
  replyTo?: string;
  text: string;
  blocks: ShownBlock[];
  controls: ShownControl[];
  /** ISO 8601. */
  sentAt: string;
  /** Grows with every change. */
  revision: number;
};

export function messageContent(message: Pick<Message, 'blocks'>): Content {
  return {
    text: plainText(message),
    blocks: message.blocks.map(shownBlock),
    controls: message.blocks.flatMap((block) => (block.type === 'controls' ? block.controls.map(inWords) : [])),
  };
}

/** A form is a private message with the form's introduction and one control. */
export function formContent({ id, title, intro, inputs, submit }: Form): Content {
  const control: FormControl = { kind: 'form', id, label: title, inputs: inputs.map(inWords), submit };
  const { text, blocks, controls } = messageContent({ blocks: intro });
  return {
    text: [title, text, inputLines(control)].filter((part) => part !== '').join('\n\n'),
    blocks: [...blocks, { type: 'controls', ids: [id] }],
    controls: [...controls, control],
  };
}

function inputLines({ inputs, submit }: FormControl): string {
  const lines = inputs.map(({ label, hint, problem }) => {
    const line = hint === undefined ? `${label}:` : `${label}: ${hint}`;
    return problem === undefined ? line : `${line} ! ${problem}`;
  });
  return [...lines, `[${submit}]`].join('\n');
}

/** The same form with what was typed kept in it, and beside each refused input its problem. */
export function refusedForm(
  content: Content,
  form: FormControl,
  problems: ReadonlyMap<string, string>,
  typed: ReadonlyMap<string, string[]>,
): Content {
  const inputs = form.inputs.map(({ problem: _, ...input }) => {
    const problem = problems.get(input.id);
    return { ...filled(input, typed.get(input.id) ?? []), ...(problem !== undefined && { problem }) };
  });
  const refused: FormControl = { ...form, inputs };
  return {
    ...content,
    text: content.text.replace(inputLines(form), () => inputLines(refused)),
    controls: content.controls.map((control) => (control.id === form.id ? refused : control)),
  };
}

function filled(input: Input, typed: string[]): Input {
  switch (input.kind) {
    case 'text':
    case 'select': {
      const { value: _, ...empty } = input;
      return typed[0] === undefined ? empty : { ...empty, value: typed[0] };
    }
    case 'checks':
      return { ...input, values: typed };
  }
}

/** What stays of a form that was sent and answered elsewhere: nothing that could be filled in once more. */
export function usedForm(content: Content, form: FormControl): Content {
  const note: ShownBlock = { type: 'quiet', text: formSent };
  return {
    text: content.text.replace(inputLines(form), () => formSent),
    blocks: content.blocks.map((block) => (block.type === 'controls' && block.ids.includes(form.id) ? note : block)),
    controls: content.controls.filter(({ id }) => id !== form.id),
  };
}

export function readContent(stored: string): Content {
  return JSON.parse(stored);
}

export function shownMessage(message: PlaygroundMessage): ShownMessage {
  return {
    id: message.id,
    private: message.member !== null,
    ...(message.replyTo !== null && { replyTo: message.replyTo }),
    ...readContent(message.content),
    sentAt: new Date(message.sentAt).toISOString(),
    revision: message.revision,
  };
}

function shownBlock(block: Block): ShownBlock {
  if (block.type === 'controls') return { type: 'controls', ids: block.controls.map(({ id }) => id) };
  return inWords(block);
}

/** The same data with every moment in it replaced by its words. */
function inWords<T>(data: T): T {
  return JSON.parse(
    JSON.stringify(data, (_, value) => (typeof value === 'string' ? showMoments(value, (_at, words) => words) : value)),
  );
}
