/** Reports that something is off. */

import { roundAction } from '../chat/action.ts';
import { type Form, type Message, privately } from '../chat/message.ts';

export function reportForm(roundId: string, number: number): Form {
  return {
    id: roundAction(roundId, 'flag', 'send'),
    title: 'Something off?',
    intro: [{ type: 'text', text: `What is wrong with #${number}? Your team's admins read it; nobody else does.` }],
    inputs: [
      {
        id: 'reason',
        label: 'What is off',
        kind: 'text',
        multiline: true,
        required: true,
        maxLength: 500,
        hint: 'For example: option C also holds for small models',
      },
    ],
    submit: 'Send',
  };
}

export function reported(number: number): Message {
  return privately({ type: 'text', text: `Thank you. The admins see your report on #${number}.` });
}
