import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandText } from '../../../src/platforms/slack/command-text.ts';
import { readOrigin, writeOrigin } from '../../../src/platforms/slack/metadata.ts';
import { readRequest } from '../../../src/platforms/slack/request.ts';

const command = {
  command: '/mlops-quiz',
  text: 'answer B',
  team_id: 'T1',
  team_domain: 'ml',
  enterprise_id: 'E1',
  is_enterprise_install: 'false',
  channel_id: 'C1',
  channel_name: 'general',
  user_id: 'U1',
  user_name: 'bob',
  response_url: 'https://slack.example/commands/1',
  trigger_id: '1.2',
};
const interactive = {
  trigger_id: '3.4',
  is_enterprise_install: false,
  team: { id: 'T1', domain: 'ml' },
  enterprise: null,
  user: { id: 'U1', username: 'bob', team_id: 'T1' },
};

describe('A request of Slack', () => {
  it('of an Enterprise is for the Enterprise, but only where it installed the app as a whole', () => {
    expect(readRequest(command)).toMatchObject({ kind: 'command', workspace: 'T1', team: 'T1', text: 'answer B' });
    expect(readRequest({ ...command, is_enterprise_install: 'true' })).toMatchObject({ workspace: 'E1', team: 'T1' });
  });

  it('tells no name of private channels and direct messages', () => {
    for (const channel_name of ['privategroup', 'directmessage']) {
      expect(readRequest({ ...command, channel_name })).toMatchObject({ origin: { channel: { id: 'C1', name: '' } } });
    }
  });

  it('that uses a control gives its id and values, and where the message stands', () => {
    const body = {
      ...interactive,
      type: 'block_actions',
      container: { message_ts: '5.6', thread_ts: '4.0', channel_id: 'C1', is_ephemeral: true },
      channel: { id: 'C1', name: 'general' },
      response_url: 'https://slack.example/actions/1',
      actions: [{ action_id: 'app::tip', action_ts: '7.8', selected_options: [{ value: 'x' }, { value: 'y' }] }],
    };
    expect(readRequest(body)).toMatchObject({
      kind: 'control',
      once: '3.4',
      used: { id: 'app::tip', values: new Map([['value', ['x', 'y']]]) },
      origin: { thread: '4.0', onPrivate: true },
      view: undefined,
    });
    const direct = { ...body, container: { message_ts: '5.6' }, channel: { id: 'D1', name: 'directmessage' } };
    expect(readRequest(direct)).toMatchObject({ origin: { onPrivate: true } });
    const open = { ...body, container: { message_ts: '5.6' }, trigger_id: '' };
    expect(readRequest(open)).toMatchObject({ origin: { onPrivate: false }, once: 'U1:5.6:app::tip:7.8' });
  });

  it('that sends a form gives every input, and what the form was opened for', () => {
    const origin = { channel: { id: 'C1', name: 'general' }, url: 'https://slack.example/1', onPrivate: true };
    const body = {
      ...interactive,
      type: 'view_submission',
      view: {
        id: 'V1',
        callback_id: 'app::alias:save',
        private_metadata: writeOrigin(origin),
        state: {
          values: {
            alias: { alias: { type: 'plain_text_input', value: null } },
            topic: { topic: { type: 'static_select', selected_option: { value: 'drift' } } },
            letters: { letters: { type: 'checkboxes', selected_options: [{ value: 'a' }, { value: 'c' }] } },
          },
        },
      },
    };
    expect(readRequest(body)).toMatchObject({
      kind: 'form',
      origin,
      inputs: ['alias', 'topic', 'letters'],
      used: {
        id: 'app::alias:save',
        values: new Map([
          ['alias', []],
          ['topic', ['drift']],
          ['letters', ['a', 'c']],
        ]),
      },
    });
  });

  it('that makes no sense is none', () => {
    fc.assert(fc.property(fc.anything(), (body) => readRequest(body) === undefined));
  });

  it('carries in a view what can be read again, and nothing else', () => {
    const origin = { channel: { id: 'C1', name: '' }, thread: '1.2', onPrivate: false };
    expect(readOrigin(writeOrigin(origin))).toEqual(origin);
    fc.assert(fc.property(fc.string(), (text) => readOrigin(text) === undefined));
  });
});

describe('The text of a command', () => {
  it.each([
    ['admin allow <@U123|bob>', 'admin allow <@U123|bob>'],
    ['admin notify <#C123|>', 'admin notify <#C123|>'],
    ['admin setup ping:<!subteam^S1|@ml>', 'admin setup ping:<!subteam^S1|@ml>'],
    ['answer a &lt; b &amp;&amp; c', 'answer a < b && c'],
    ['answer &amp;lt;', 'answer &lt;'],
    ['answer see <https://example.org/a>', 'answer see https://example.org/a'],
    ['answer <http://example.org|example.org>', 'answer example.org'],
    ['answer <mailto:a@b.org|a@b.org>', 'answer a@b.org'],
  ])('%j reads %j', (sent, typed) => {
    expect(commandText(sent)).toBe(typed);
  });
});
