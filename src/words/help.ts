/** Help, and what is said where nothing is set up. */

import { appAction } from '../chat/action.ts';
import { type CommandShape, usage } from '../chat/command.ts';
import { type Block, type Message, privately } from '../chat/message.ts';
import { quoted } from '../chat/text.ts';
import { modelName, slash } from './common.ts';
import { type CommandName, expected, summaries } from './usage.ts';

export function summaryOf(name: string): string {
  return summaries[name as CommandName] ?? '';
}

export function helpMessage(commands: readonly CommandShape[], isAdmin: boolean): Message {
  const shown = commands.filter(({ coming }) => !coming);
  const line = (command: CommandShape) => `- ${slash(usage(command))} · ${summaryOf(command.name)}`;
  const blocks: Block[] = [
    {
      type: 'text',
      text: 'I post one MLOps interview question a day. Answers stay sealed until the reveal; then the thread explains every option, and the board counts.',
    },
    {
      type: 'text',
      text: shown
        .filter(({ access }) => access === 'member')
        .map(line)
        .join('\n'),
    },
  ];
  if (isAdmin) {
    const admin = shown.filter(({ access }) => access === 'admin').map(line);
    blocks.push({ type: 'text', text: `**For admins**\n\n${admin.join('\n')}` });
  }
  blocks.push({
    type: 'quiet',
    text: `${slash('help answer')} tells more about one. Your data: ${slash('help privacy')}`,
  });
  return privately(...blocks);
}

export function commandHelp(command: CommandShape): Message {
  const options = Object.keys(command.options).map((name) => `- \`${name}\`: ${expected(command, name)}`);
  const examples = command.examples.map((example) => `- ${slash(example)}`);
  const blocks: Block[] = [{ type: 'text', text: `${slash(usage(command))}\n${summaryOf(command.name)}.` }];
  if (options.length > 0) blocks.push({ type: 'text', text: options.join('\n') });
  if (examples.length > 0) blocks.push({ type: 'text', text: `For example:\n\n${examples.join('\n')}` });
  return privately(...blocks);
}

/** @param model the language model that reads free-text answers too, where there is one */
export function privacyMessage(model: string | undefined): Message {
  const sent =
    model === undefined
      ? []
      : [
          `- A language model, ${modelName(model)}, reads free-text answers too. It gets the question, what a strong answer mentions and your text; no names, no ids.`,
        ];
  return privately({
    type: 'text',
    text: [
      '**Your data**',
      '',
      '- I keep your name and id here, your answers with their times, your points and your choices.',
      '- Before the reveal nobody sees what you answered; after it, counts only. Your name stands on the board unless you leave it.',
      '- An answer you share after the reveal stands there with your name until you take it back.',
      '- I read no messages but commands and buttons meant for me.',
      ...sent,
      `- ${slash('me export')} shows it all, ${slash('me delete')} deletes it at once.`,
    ].join('\n'),
  });
}

export function unknownTopic(topic: string): Message {
  return privately({ type: 'text', text: `I have no help on "${quoted(topic)}". ${slash('help')} lists everything.` });
}

/** Nothing is set up in this channel. */
export function noSchedule(): Message {
  return privately(
    {
      type: 'text',
      text: `Hi. I post one MLOps interview question a day; answers stay private until the reveal.\nNothing is set up in this channel yet. An admin starts it with ${slash('admin setup')}.`,
    },
    {
      type: 'controls',
      controls: [{ kind: 'button', id: appAction('practice'), label: 'Try one now', tone: 'primary' }],
    },
    { type: 'quiet', text: `No pings. Your data: ${slash('help privacy')}` },
  );
}

/** Something went wrong on our side. */
export function incidentMessage(incident: string): Message {
  return privately({
    type: 'text',
    text: `Sorry, that went wrong on my side and nothing was changed. If it happens again, tell whoever runs this bot: ${incident}.`,
  });
}

export function staleControl(): Message {
  return privately({ type: 'text', text: `That button has had its day. ${slash('today')} shows the open question.` });
}
