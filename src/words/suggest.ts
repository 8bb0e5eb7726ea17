/** Proposing a question, and deciding on proposals and reports. */

import { z } from 'zod';
import { appAction, suggestionAction } from '../chat/action.ts';
import { type Block, type Control, type Fault, type Form, type Message, privately } from '../chat/message.ts';
import { quoted, unmarked } from '../chat/text.ts';
import { type Topic, topicSlugs, topics } from '../quiz/question.ts';
import { claimBlocks, type OpenClaim } from './claim.ts';
import { channelName, firstSentence, list, sentence, slash } from './common.ts';

/** What a member typed, as it was typed. */
const typedSuggestion = z.object({
  topic: z.string(),
  prompt: z.string(),
  options: z.string(),
  explanation: z.string(),
  source: z.string(),
});
export type TypedSuggestion = z.infer<typeof typedSuggestion>;

export function readTyped(draft: string): TypedSuggestion {
  return typedSuggestion.parse(JSON.parse(draft));
}

export function suggestForm(typed: TypedSuggestion | undefined): Form {
  const text = (id: keyof TypedSuggestion, label: string, hint: string, maxLength: number) =>
    ({
      id,
      label,
      hint,
      kind: 'text',
      multiline: true,
      required: true,
      maxLength,
      ...(typed?.[id] && { value: typed[id] }),
    }) as const;
  return {
    id: appAction('suggest', 'send'),
    title: 'Propose a question',
    intro: [],
    inputs: [
      {
        id: 'topic',
        label: 'Topic',
        required: true,
        kind: 'select',
        options: topicSlugs.map((slug) => ({ value: slug, label: topics[slug] })),
        ...(typed?.topic && { value: typed.topic }),
      },
      text('prompt', 'Question', 'A situation, and what to decide in it', 1400),
      text('options', 'Options', 'One a line; * before the right one, | before its reason', 3000),
      text('explanation', 'What to learn from it', 'Two or three sentences', 1200),
      {
        id: 'source',
        label: 'Where to read on',
        hint: 'A link, if you have one',
        kind: 'text',
        multiline: false,
        required: false,
        maxLength: 300,
        ...(typed?.source && { value: typed.source }),
      },
    ],
    submit: 'Send',
  };
}

const wanted: Record<string, string> = {
  topic: 'a topic',
  prompt: 'a question of 10 to 1,400 characters',
  options: 'two to six options of at most 180 characters, with reasons of at most 300',
  explanation: 'what to learn from it, in 10 to 1,200 characters',
  source: 'a link of at most 300 characters',
  right: 'a `*` before the right option',
};

export function suggestSlip(fields: readonly string[], editId: string): Message {
  const missing = [...new Set(fields)].map((field) => wanted[field] ?? field);
  return privately(
    { type: 'text', text: `I kept your text, but it still needs ${list(missing)}. Nothing was sent.` },
    { type: 'controls', controls: [{ kind: 'button', id: editId, label: 'Edit again', tone: 'primary' }] },
  );
}

/** The same at the inputs: the right option is missing among the options. */
export function suggestFaults(fields: readonly string[]): Fault[] {
  return [...new Set(fields)].map((field) => ({
    input: field === 'right' ? 'options' : field,
    text: unmarked(`This takes ${wanted[field] ?? field}.`),
  }));
}

export function suggested(): Message {
  return privately({
    type: 'text',
    text: "Thank you. Your team's admins decide on it, and I tell you what became of it.",
  });
}

export type OpenSuggestion = { id: string; topic: Topic; prompt: string; by: string };
export type OpenReport = { id: string; number: number; channel: string; reason: string };

export function suggestionsMessage(
  suggestions: readonly OpenSuggestion[],
  reports: readonly OpenReport[],
  claims: readonly OpenClaim[],
): Message {
  if (suggestions.length + reports.length + claims.length === 0)
    return privately({ type: 'text', text: 'Nothing is waiting for you.' });
  return privately(
    ...suggestions.flatMap(suggestionBlocks),
    ...reports.flatMap(reportBlocks),
    ...claims.flatMap(claimBlocks),
  );
}

function suggestionBlocks({ id, topic, prompt, by }: OpenSuggestion): Block[] {
  const controls: Control[] = [
    { kind: 'button', id: suggestionAction(id, 'review'), label: 'Edit and accept' },
    { kind: 'button', id: suggestionAction(id, 'decline'), label: 'Decline' },
  ];
  const line = `**Proposal** · ${topics[topic]} · from ${by}: ${quoted(firstSentence(prompt).slice(0, 300))}`;
  return [
    { type: 'text', text: line },
    { type: 'controls', controls },
  ];
}

function reportBlocks({ id, number, channel, reason }: OpenReport): Block[] {
  const text = `**Report** · #${number} in ${channelName(channel)}: ${sentence(reason)} ${slash(`admin accept ${number} …`)} or ${slash(`admin void ${number} …`)} there puts it right.`;
  return [
    { type: 'text', text },
    { type: 'controls', controls: [{ kind: 'button', id: suggestionAction(id, 'dismiss'), label: 'All is well' }] },
  ];
}

export function reviewForm(id: string, yaml: string): Form {
  return {
    id: suggestionAction(id, 'save'),
    title: 'Edit and accept',
    intro: [
      { type: 'text', text: 'The whole question as YAML. Fill in what is empty; it is checked before it counts.' },
    ],
    inputs: [
      {
        id: 'question',
        label: 'Question',
        kind: 'text',
        multiline: true,
        required: true,
        maxLength: 3000,
        value: yaml,
      },
    ],
    submit: 'Accept',
  };
}

export function reviewFaults(id: string, faults: readonly { line: number; message: string }[]): Message {
  const lines = faults.slice(0, 12).map(({ line, message }) => `- line ${line}: ${quoted(message)}`);
  return privately(
    { type: 'text', text: `Not accepted yet; your text is kept.\n\n${lines.join('\n')}` },
    {
      type: 'controls',
      controls: [{ kind: 'button', id: suggestionAction(id, 'review'), label: 'Edit again', tone: 'primary' }],
    },
  );
}

export function declineForm(id: string): Form {
  return {
    id: suggestionAction(id, 'decline', 'send'),
    title: 'Decline',
    intro: [{ type: 'text', text: 'The proposer reads your reason.' }],
    inputs: [{ id: 'reason', label: 'Reason', kind: 'text', multiline: true, required: true, maxLength: 300 }],
    submit: 'Decline',
  };
}

export function suggestionAccepted(id: string): Message {
  return privately({
    type: 'text',
    text: `Accepted as ${quoted(id)}: it is in your team's pool now. ${slash(`admin queue ${id} tomorrow`)} puts it on a day.`,
  });
}

export function suggestionDeclined(): Message {
  return privately({ type: 'text', text: 'Declined; the proposer is told why.' });
}

export function decidedAlready(): Message {
  return privately({ type: 'text', text: 'That one is decided already; nothing was changed.' });
}

export function reportDismissed(): Message {
  return privately({ type: 'text', text: 'Noted: all is well.' });
}

/** To the proposer. */
export function suggestionDecided(prompt: string, decision: 'accepted' | 'declined', reason: string | null): Message {
  const what = `Your question "${quoted(firstSentence(prompt).slice(0, 200))}"`;
  const text =
    decision === 'accepted'
      ? `${what} is in your team's pool now. Thank you.`
      : `${what} was not taken: ${sentence(reason ?? 'no reason given')} Thank you all the same.`;
  return privately({ type: 'text', text });
}
