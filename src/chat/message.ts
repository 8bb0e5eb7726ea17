import type { Letter } from '../quiz/question.ts';
import type { Ref } from './platform.ts';

/**
 * A message as data. Handlers return it, each platform renders it late and purely. Text is a CommonMark subset:
 * paragraphs, **bold**, `code`, fenced code, lists, [title](url); moments in it are written by `moment()` (text.ts).
 */
export type Message = {
  /** `private` is for the member who acted and nobody else. */
  audience: 'channel' | 'private';
  blocks: Block[];
  /** The one role or group that may be notified, in the platform's own notation; everything else never pings. */
  ping?: string;
};

export type Block =
  | { type: 'text'; text: string }
  | { type: 'heading'; text: string }
  /** Small print. */
  | { type: 'quiet'; text: string }
  | { type: 'fields'; fields: { label: string; value: string }[] }
  | { type: 'table'; caption: string; columns: string[]; rows: string[][] }
  /** A question's options: whole texts in the body, because controls carry letters only. */
  | { type: 'choices'; options: { letter: Letter; text: string }[] }
  | { type: 'controls'; controls: Control[] }
  | { type: 'divider' };

export type Control =
  | {
      kind: 'button';
      /** An encoded action (action.ts). */
      id: string;
      label: string;
      /** At most one `primary` in a row of controls. */
      tone?: 'primary' | 'danger';
      disabled?: boolean;
    }
  | { kind: 'select'; id: string; label: string; options: Choice[]; min: number; max: number };

export type Choice = { value: string; label: string };

/** Asks for several values at once: a modal where the platform has one. */
export type Form = {
  /** An encoded action, sent with the inputs' values. */
  id: string;
  title: string;
  /** Repeats the question and its options, because on a phone the form covers the post. */
  intro: Block[];
  inputs: Input[];
  submit: string;
};

export type Input = { id: string; label: string; required: boolean; hint?: string } & (
  | { kind: 'text'; multiline: boolean; maxLength: number; value?: string }
  | { kind: 'select'; options: Choice[]; value?: string }
  | { kind: 'checks'; options: Choice[]; values?: string[] }
);

/** What a member gets because of a command or an action. */
export type Reply = {
  messages: Message[];
  /** Opens instead of showing a message. */
  form?: Form;
  /** The first message takes the place of the private message whose control was used. */
  replaces?: true;
  /**
   * Why the sent form was not taken, by input: a platform that can keep the form open says it there, with what was typed,
   * and does without the messages.
   */
  faults?: Fault[];
  /** Work to be done once the member has the answer: sending what the command caused to be posted. */
  later?: () => Promise<void>;
  /**
   * What the first message says once somebody slow has had a say, asked for after {@link later} and outside of the member's
   * turn; undefined when it stays as it is.
   */
  revision?: () => Promise<Revision | undefined>;
};

export type Revision = {
  messages: Message[];
  /** The only message takes the place of the reply's first one, where the platform can still do that; else all are new. */
  replaces: boolean;
};

/** What is wrong with an input of a form, in plain text. */
export type Fault = { input: string; text: string };

/** What a used control sends: an action id and, for selects and forms, the chosen or typed values by input id. */
export type Used = {
  id: string;
  values: ReadonlyMap<string, string[]>;
  /** The {@link Ref} of the message that it stands on, where that is for the whole channel and in no thread. */
  on?: Ref;
};

export function privately(...blocks: Block[]): Message {
  return { audience: 'private', blocks };
}

export function reply(...messages: Message[]): Reply {
  return { messages };
}
