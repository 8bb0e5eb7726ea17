/** What a member reads about themselves: numbers, choices, holiday, data. */

import { appAction } from '../chat/action.ts';
import { type Form, type Message, privately } from '../chat/message.ts';
import { quoted } from '../chat/text.ts';
import { visible } from '../quiz/plain-text.ts';
import { channelName, count, dayWords, shownName, slash } from './common.ts';

export type Stats = {
  place: string;
  streak: { current: number; longest: number; restDays: number };
  week: number;
  season: number;
  answers: number;
  /** Mean credit 0…1 of closed rounds; undefined under five answers. */
  accuracy: number | undefined;
  practised: number;
};

export function statsMessage(stats: Stats): Message {
  const { streak } = stats;
  return privately(
    { type: 'text', text: `**Your numbers** · ${channelName(stats.place)}` },
    {
      type: 'fields',
      fields: [
        {
          label: 'Streak',
          value: `${count(streak.current, 'day')}, longest ${streak.longest}; ${count(streak.restDays, 'rest day')} in hand`,
        },
        { label: 'This week', value: count(stats.week, 'point') },
        { label: 'This season', value: count(stats.season, 'point') },
        { label: 'Rounds answered', value: String(stats.answers) },
        {
          label: 'Accuracy',
          value: stats.accuracy === undefined ? 'from five answers on' : `${Math.round(stats.accuracy * 100)} %`,
        },
        { label: 'Practised', value: count(stats.practised, 'question') },
      ],
    },
    { type: 'quiet', text: 'Rest days are used by themselves on a day you miss; one comes back every ten days.' },
  );
}

export function nothingYet(): Message {
  return privately(
    { type: 'text', text: 'No numbers yet: they begin with your first answer.' },
    {
      type: 'controls',
      controls: [{ kind: 'button', id: appAction('today'), label: "Today's question", tone: 'primary' }],
    },
  );
}

export type Choices = { name: string; alias: string | null; board: number; tell: number; reminders: number };

export function settingsMessage(choices: Choices, changed: boolean): Message {
  const onOff = (flag: number) => (flag === 1 ? 'on' : 'off');
  return privately(
    { type: 'text', text: changed ? 'Saved.' : '**Your choices**' },
    {
      type: 'fields',
      fields: [
        {
          label: 'board',
          value: choices.board === 1 ? `on, as ${shownName(choices)}` : 'off: nobody sees your name or points',
        },
        { label: 'alias', value: choices.alias === null ? 'none' : quoted(choices.alias) },
        { label: 'tell', value: `${onOff(choices.tell)}: one private message with your result at each reveal` },
        { label: 'reminders', value: onOff(choices.reminders) },
      ],
    },
    {
      type: 'quiet',
      text: `Change one with ${slash('me settings board:off')}, ${slash('me settings alias:"Night Owl"')} (${slash('me settings alias:none')} drops it) or ${slash('me settings tell:on')}.`,
    },
  );
}

export function aliasForm(current: string | null): Form {
  return {
    id: appAction('alias', 'save'),
    title: 'Your name on the board',
    intro: [{ type: 'text', text: 'Others see this name instead of yours. Leave it empty to use your own.' }],
    inputs: [
      {
        id: 'alias',
        label: 'Name',
        kind: 'text',
        multiline: false,
        required: false,
        maxLength: 40,
        ...(current && { value: current }),
      },
    ],
    submit: 'Save',
  };
}

export function aliasTaken(alias: string): Message {
  return privately({
    type: 'text',
    text: `Somebody here goes by "${quoted(alias)}" already; please choose another. Nothing was changed.`,
  });
}

export function leftBoard(): Message {
  return privately({
    type: 'text',
    text: `Done: the board leaves you out. ${slash('me settings board:on')} brings you back, points and all.`,
  });
}

export function awayMessage(until: string | undefined): Message {
  const end =
    until === undefined ? `until you say ${slash('me away off')}` : `until ${dayWords(until)}, that day included`;
  return privately({
    type: 'text',
    text: `Have a good time. Your streak waits for you ${end}. You may still answer whenever you like.`,
  });
}

export function backMessage(wasAway: boolean): Message {
  return privately({
    type: 'text',
    text: wasAway
      ? 'Welcome back. Your streak goes on with your next answer.'
      : 'You were not away; nothing was changed.',
  });
}

export function awayInThePast(): Message {
  return privately({ type: 'text', text: 'That day is over already; nothing was changed.' });
}

/** The export as text: in one message where it fits, cut with a notice where it does not. */
export function exportMessage(json: string, handle: string): Message {
  const most = 2400;
  const visibleJson = visible(json);
  const whole = visibleJson.length <= most;
  const shown = whole ? visibleJson : visibleJson.slice(0, most);
  return privately(
    { type: 'text', text: `All I know about you:\n\n\`\`\`json\n${shown.replaceAll('```', "'''")}\n\`\`\`` },
    {
      type: 'quiet',
      text: whole
        ? `${slash('me delete')} deletes it.`
        : `That is the beginning; ask whoever runs this bot for the rest of ${quoted(handle)}.`,
    },
  );
}

export function deleteQuestion(): Message {
  return privately(
    {
      type: 'text',
      text: 'Delete your answers, points, streak, choices and reports? That cannot be undone. Boards are computed anew without you.',
    },
    {
      type: 'controls',
      controls: [{ kind: 'button', id: appAction('delete', 'yes'), label: 'Delete all of it', tone: 'danger' }],
    },
  );
}

export function deletedMessage(): Message {
  return privately({
    type: 'text',
    text: 'Deleted. Nothing of yours is left here. If you answer again, you start anew.',
  });
}
