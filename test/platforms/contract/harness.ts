/** What the contract suite needs of a platform, or of a double of it, and the door that stands behind it there. */

import type { Call } from '../../../src/chat/call.ts';
import type { Door } from '../../../src/chat/door.ts';
import { privately, type Reply, reply, type Used } from '../../../src/chat/message.ts';
import type { Platform } from '../../../src/chat/platform.ts';

/** A message as one person sees it now. */
export type Seen = {
  /** Readable words at least: markup of the platform's own may stand between them. */
  text: string;
  private: boolean;
  inThread: boolean;
  /** Ids of the controls that can be used; a form's own id among them. */
  controls: string[];
};

export type Harness = {
  platform: Platform;
  workspace: string;
  /** A channel that both people see and the program may post in. */
  channel: string;
  people: { one: string; other: string };
  /** All that a person sees in the channel, its threads and their direct messages, oldest first. */
  sees(person: string): Promise<Seen[]>;
  /** Types `/mlops-quiz <text>` in the channel. */
  command(person: string, text: string): Promise<void>;
  /** Uses a control that the person sees; of a form: fills it in and sends it. */
  use(person: string, control: string, values?: Record<string, string[]>): Promise<void>;
  /** Lets the next send fail: `refused` before it did anything, `lost` after, so that only its answer is missing. */
  failNextSend(how: 'refused' | 'lost'): void;
  /** How many messages of the program's stand in the channel and its threads. */
  posts(): Promise<number>;
  /** A role or group in the platform's own notation, as an admin would name it for `ping`. */
  role: string;
  /** Everybody who was notified so far: `everyone`, or a role or person in the platform's own notation. */
  pinged(): Promise<string[]>;
  close(): Promise<void>;
};

export type Asked = { call: Call; text: string } | { call: Call; used: Used };

/** A door that notes what is asked and answers what it is told to. */
export function scriptedDoor(): { door: Door; asked: Asked[]; answerWith(next: Reply): void } {
  const asked: Asked[] = [];
  let answer: Reply = reply(privately({ type: 'text', text: 'Heard.' }));
  const heard = async (one: Asked) => {
    asked.push(one);
    return answer;
  };
  return {
    asked,
    answerWith(next) {
      answer = next;
    },
    door: {
      command: (call, text) => heard({ call, text }),
      structured: (call, name, given) => heard({ call, text: [name, ...given.values()].join(' ') }),
      action: (call, used) => heard({ call, used }),
    },
  };
}
