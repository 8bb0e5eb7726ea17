/** Importing a team's own questions. */

import { adminAction } from '../chat/action.ts';
import { type Fault, type Form, type Message, privately } from '../chat/message.ts';
import { quoted } from '../chat/text.ts';
import { count, list, slash } from './common.ts';

/** The form's boxes, in their order: one alone is too small for a long question, and Discord has room for so many. */
export const importBoxes = ['questions', 'more', 'still-more', 'rest'] as const;
/** What all platforms take in one box, in UTF-16 units. */
const boxMax = 3000;

/** @param typed what stands in the boxes, as it was typed */
export function importForm(typed: readonly string[]): Form {
  return {
    id: adminAction('import', 'send'),
    title: 'Import questions',
    intro: [
      {
        type: 'text',
        text: 'Questions as YAML, one alone or a list. All are checked before any counts; an id your team has already gets a new version.',
      },
    ],
    inputs: importBoxes.map((id, place) => ({
      id,
      label: place === 0 ? 'Questions' : `Questions, box ${place + 1}`,
      hint: place === 0 ? 'As in the bank: id, kind, topic, difficulty, prompt …' : 'Goes on below the box above',
      kind: 'text',
      multiline: true,
      required: place === 0,
      maxLength: boxMax,
      ...(typed[place] && { value: typed[place] }),
    })),
    submit: 'Import',
  };
}

/** What is wrong, and where: `box` and `line` count from 1. */
export type ImportFault = { box: number; line: number; id?: string; message: string };

const faultsShown = 12;

export function importFaults(faults: readonly ImportFault[]): Message {
  const left = faults.length - faultsShown;
  const lines = [
    ...faults.slice(0, faultsShown).map((fault) => `- ${quoted(faultWords(fault))}`),
    ...(left > 0 ? [`- and ${left} more`] : []),
  ];
  return notImported(`Nothing was imported; your text is kept.\n\n${lines.join('\n')}`);
}

/** The same at the boxes. */
export function faultsAtBoxes(faults: readonly ImportFault[]): Fault[] {
  const byBox = Map.groupBy(faults.slice(0, faultsShown), ({ box }) => importBoxes[box - 1] ?? importBoxes[0]);
  return [...byBox].map(([input, found]) => ({ input, text: found.map(faultWords).join('\n') }));
}

function faultWords({ box, line, id, message }: ImportFault): string {
  const place = box === 1 ? `line ${line}` : `box ${box}, line ${line}`;
  return `${place}: ${id === undefined ? '' : `[${id}] `}${message}`;
}

/** Why an import was refused as a whole: more at once, or for the team, than there is room for. */
export type ImportLimit = { limit: 'at-once' | 'of-a-team'; count: number; most: number };

export function tooManyQuestions({ limit, count: given, most }: ImportLimit): Message {
  const why =
    limit === 'at-once'
      ? `That is ${count(given, 'question')}; I take ${most} at a time.`
      : `Your team would have ${count(given, 'question')} of its own; there is room for ${most}.`;
  return notImported(`${why} Nothing was imported; your text is kept.`);
}

function notImported(text: string): Message {
  return privately(
    { type: 'text', text },
    {
      type: 'controls',
      controls: [{ kind: 'button', id: adminAction('import'), label: 'Edit again', tone: 'primary' }],
    },
  );
}

/** A question after its import, by the id it was written with. */
export type ImportedQuestion = { id: string; title: string; outcome: 'new' | 'changed' | 'same' };

export function imported(questions: readonly ImportedQuestion[]): Message {
  const of = (outcome: ImportedQuestion['outcome']) => questions.filter((one) => one.outcome === outcome);
  const [first] = questions;
  const counts = [
    ...counted(of('new').length, 'new'),
    ...counted(of('changed').length, 'changed'),
    ...counted(of('same').length, 'as you had it already'),
  ];
  const lines = questions.map(({ id, title, outcome }) => `- ${quoted(id)} · ${quoted(title)}${remarks[outcome]}`);
  return privately(
    { type: 'text', text: `Read ${count(questions.length, 'question')}: ${list(counts)}.\n\n${lines.join('\n')}` },
    ...(first
      ? [
          {
            type: 'quiet' as const,
            text: `They are in your team's pool now. ${slash(`admin queue ${first.id} tomorrow`)} puts one on a day.`,
          },
        ]
      : []),
  );
}

const remarks: Readonly<Record<ImportedQuestion['outcome'], string>> = {
  new: '',
  changed: ' (changed; rounds that asked it keep the text they asked)',
  same: ' (no change)',
};

function counted(amount: number, what: string): string[] {
  return amount === 0 ? [] : [`${amount} ${what}`];
}
