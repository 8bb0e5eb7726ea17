/** What the sample app does with every part of Slack. */

import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';

const plain = (text: string) => ({ type: 'plain_text', text }) as const;

export const form = (title: string): ModalView => ({
  type: 'modal',
  callback_id: 'feedback',
  title: plain(title),
  submit: plain('Send'),
  notify_on_close: true,
  blocks: [
    {
      type: 'input',
      block_id: 'words',
      label: plain('Your words'),
      element: { type: 'plain_text_input', action_id: 'typed', max_length: 20 },
    },
    {
      type: 'input',
      block_id: 'topics',
      label: plain('Topics'),
      optional: true,
      element: {
        type: 'checkboxes',
        action_id: 'checked',
        options: [
          { text: plain('Serving'), value: 'serving' },
          { text: plain('Drift'), value: 'drift' },
        ],
      },
    },
  ],
});

const question = [
  { type: 'section', text: { type: 'mrkdwn', text: '*Which is it?*' } },
  {
    type: 'actions',
    elements: [
      { type: 'button', action_id: 'answer:A', text: plain('A') },
      { type: 'button', action_id: 'answer:B', text: plain('B') },
      {
        type: 'static_select',
        action_id: 'level',
        placeholder: plain('Level'),
        options: [{ text: plain('Easy'), value: 'easy' }],
      },
    ],
  },
];

export function listen(app: App, told: { events: string[]; triggers: string[]; slow: Promise<void> }): void {
  app.command('/mlops-quiz', async ({ ack, command, client, respond }) => {
    told.triggers.push(command.trigger_id);
    switch (command.text) {
      case 'ask':
        await ack();
        await client.chat.postMessage({ channel: command.channel_id, text: 'Which is it?', blocks: question });
        return;
      case 'form':
        await client.views.open({ trigger_id: command.trigger_id, view: form('First') });
        await ack();
        return;
      case 'later':
        await ack();
        await respond({ text: 'here it is', response_type: 'ephemeral' });
        return;
      case 'publicly':
        await ack({ text: 'for all', response_type: 'in_channel' });
        return;
      case 'slow':
        await told.slow;
        await ack({ text: 'at last', response_type: 'ephemeral' });
        return;
      default:
        await ack({ text: `you said ${command.text}`, response_type: 'ephemeral' });
    }
  });

  app.action(/^answer:/, async ({ ack, body, action, respond }) => {
    await ack();
    const chosen = 'action_id' in action ? action.action_id.slice(-1) : '';
    await respond({ text: `${body.user.id} said ${chosen}`, response_type: 'ephemeral', replace_original: false });
  });
  app.action('level', async ({ ack, action, respond }) => {
    await ack();
    const level = action.type === 'static_select' ? action.selected_option.value : '';
    await respond({ text: `now ${level}`, replace_original: true });
  });

  app.view('feedback', async ({ ack, view, body, client }) => {
    const typed = view.state.values.words?.typed?.value;
    if (typed === 'bad') await ack({ response_action: 'errors', errors: { words: 'say more' } });
    else if (typed === 'more') await ack({ response_action: 'push', view: form('Second') });
    else if (typed === 'again') await ack({ response_action: 'update', view: form('Changed') });
    else if (typed === 'enough') await ack({ response_action: 'clear' });
    else {
      await ack();
      await client.chat.postMessage({ channel: body.user.id, text: `thanks for ${typed}` });
    }
  });
  app.view({ callback_id: 'feedback', type: 'view_closed' }, async ({ ack }) => {
    await ack();
    told.events.push('view_closed');
  });

  app.event('app_home_opened', async ({ event, client }) => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: `Hello <@${event.user}>` } }];
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
  });
  for (const type of ['app_uninstalled', 'tokens_revoked', 'member_joined_channel', 'user_change'] as const) {
    app.event(type, async () => {
      told.events.push(type);
    });
  }
}
