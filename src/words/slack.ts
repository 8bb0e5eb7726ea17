/** What only Slack needs words for. */

import { appAction } from '../chat/action.ts';
import { type Block, type Control, type Message, privately } from '../chat/message.ts';
import { quoted } from '../chat/text.ts';
import { slash } from './common.ts';

export const viewTitle = 'MLOps Quiz';
export const closeLabel = 'Close';
export const cancelLabel = 'Cancel';

/** A form opens only within three seconds; where that was missed, a button opens it. */
export function formButton(title: string, openId: string): Message {
  const open: Control = { kind: 'button', id: openId, label: 'Open the form', tone: 'primary' };
  return privately(
    { type: 'text', text: `**${title}**: the form did not open in time. Nothing was changed yet.` },
    { type: 'controls', controls: [open] },
  );
}

export function nothingToShow(): Message {
  return privately({ type: 'text', text: 'Done.' });
}

/** @param installUrl where anybody can add the app again; undefined where only the host can */
export function notInstalled(installUrl: string | undefined): Message {
  const how =
    installUrl === undefined ? 'Whoever runs me has to add me again' : `Somebody has to [add me](${installUrl})`;
  return privately({
    type: 'text',
    text: `I am not installed in this workspace, so I can do nothing here. ${how}; then try once more. Nothing was changed.`,
  });
}

/** To whoever installed the app. */
export function welcomeInstaller(): Message {
  return privately(
    {
      type: 'text',
      text: [
        'I am installed, thank you. I post one MLOps interview question a day; answers stay private until the reveal.',
        '',
        `- Go to the channel that should have it and type \`/invite @mlops-quiz\`, then ${slash('admin setup')}.`,
        `- ${slash('admin remove')} there ends it. ${slash('help')} lists everything.`,
      ].join('\n'),
    },
    { type: 'quiet', text: `No pings. Your data: ${slash('help privacy')}` },
  );
}

/** To a channel that the app was invited to and that has no schedule. */
export function channelIntro(inviter: string): Message {
  const who = inviter === '' ? 'I was invited here' : `${quoted(inviter)} invited me`;
  return {
    audience: 'channel',
    blocks: [
      {
        type: 'text',
        text: `Hello. ${who}. I post one MLOps interview question a day, answered in private and revealed together. Nothing is scheduled here until an admin types ${slash('admin setup')}; ${slash('help')} tells more.`,
      },
    ],
  };
}

/** The Home tab's first lines, and its last. */
export function homeTop(): Block[] {
  return [
    { type: 'heading', text: viewTitle },
    {
      type: 'text',
      text: `One MLOps interview question a day in your team's channel, and practice whenever you like. Only you see this page.`,
    },
  ];
}

export function homeBottom(): Block[] {
  const button = (id: string, label: string): Control => ({ kind: 'button', id, label });
  return [
    {
      type: 'controls',
      controls: [
        button(appAction('practice'), 'Practice'),
        button(appAction('leaderboard', 'week-in-channel'), 'Leaderboard'),
        button(appAction('tip'), 'Tip'),
        button(appAction('alias'), 'Use another name'),
        button(appAction('board-off'), 'Leave the board'),
        button(appAction('help'), 'Help'),
      ],
    },
    {
      type: 'quiet',
      text: `An admin schedules a channel with ${slash('admin setup')} in it. Your data: ${slash('help privacy')}`,
    },
  ];
}

/** The page that ends the installation in a browser. */
export const installedPage =
  'MLOps Quiz is installed. Back in Slack, invite it to a channel and type /mlops-quiz admin setup there.';

export const notInstalledPage = 'MLOps Quiz was not installed. Begin again at /slack/install; nothing was stored.';

/** What is missing in a channel, in Slack's own words. */
export const inviteHere = '/invite @mlops-quiz';
export const archivedChannel = 'an unarchived channel';

export const commandName = 'mlops-quiz';

/** What the manifest says: 35 characters of name, 140 of description, 175 to 4,000 of the long one. */
export const manifestWords = {
  name: viewTitle,
  description: 'One MLOps interview question a day: answered in private, revealed together, remembered for you.',
  longDescription: [
    'MLOps Quiz posts one interview question a day into a channel of your choice.',
    'Everybody answers in private; at the time you choose the post turns into the answer, and its thread explains every option.',
    'A fair board counts the week, practice remembers what each person forgets, and nobody is ever pinged unless an admin asks for it.',
    'An admin starts it with /mlops-quiz admin setup in the channel and ends it with /mlops-quiz admin remove.',
    'It acts on its own commands and buttons only. /mlops-quiz help privacy says what it stores; /mlops-quiz me export shows it and /mlops-quiz me delete deletes it.',
  ].join(' '),
  commandDescription: 'Answer, practise, see the board; admins schedule the daily question',
  usageHint: 'help | today | answer B | practice | leaderboard | admin setup',
};
