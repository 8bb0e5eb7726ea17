import { expect } from 'vitest';
import type { Door } from '../../../src/chat/door.ts';
import { historyScopes } from '../../../src/platforms/slack/scopes.ts';
import type { Shown } from '../../support/slack/seen.ts';
import { usualScopes } from '../../support/slack/workspaces.ts';
import { openStage, type StageOptions } from '../slack/stage.ts';
import type { Harness, Seen } from './harness.ts';
import { platformContract } from './suite.ts';

async function openHere(options: StageOptions, door: Door): Promise<Harness> {
  const stage = await openStage(() => door, options);
  const { slack, workspace, channel, platform, bob } = stage;
  const carol = workspace.addUser({ name: 'carol' }).in(channel);
  await channel.join(carol);
  const byId = (id: string) => {
    const person = [bob, carol].find((one) => one.id === id);
    if (!person) throw new Error(`nobody has the id ${id}`);
    return person;
  };
  const posts = () => slack.messages().filter((one) => one.channelId === channel.id && one.ephemeralFor === undefined);
  const answers = () => slack.requests('response_url').filter(({ status }) => status === 200).length;

  return {
    platform,
    workspace: workspace.id,
    channel: channel.id,
    people: { one: bob.id, other: carol.id },
    role: '<!subteam^S0123456>',
    sees: async (person) => byId(person).sees().messages.map(seen),
    async command(person, text) {
      const exchange = await byId(person).command(`/mlops-quiz ${text}`);
      expect(exchange.acknowledged).toBe(true);
      await anAnswer(exchange.delivery);
    },
    async use(person, control, values = {}) {
      const user = byId(person);
      const { messages, form } = user.sees();
      if (form?.callbackId === control) {
        const typed = Object.fromEntries(
          Object.entries(values).map(([id, all]) => [id, all.length > 1 ? all : all.join('')]),
        );
        const before = answers();
        await user.submit(form, typed);
        // It comes by the response_url of what opened the form.
        await slack.until(() => answers() > before, 'an answer to the form');
        return;
      }
      const message = messages.findLast(({ controls }) => controls.some(({ actionId }) => actionId === control));
      if (!message) throw new Error(`nobody sees the control ${control}`);
      const used = values.value
        ? await user.select(message, control, values.value.length > 1 ? values.value : values.value.join(''))
        : await user.click(message, control);
      await anAnswer(used.delivery);
    },
    failNextSend: (how) =>
      how === 'refused'
        ? slack.faults.next('chat.postMessage', { kind: 'rate-limited', retryAfterSeconds: 5 })
        : slack.faults.next('chat.postMessage', { kind: 'failing', when: 'after' }),
    posts: async () => posts().length,
    // An edit notifies nobody.
    pinged: async () =>
      slack
        .requests('chat.postMessage')
        .flatMap(({ args }) => mentionsIn(`${args.text} ${JSON.stringify(args.blocks)}`)),
    async close() {
      await stage.close();
      expect(slack.violations()).toEqual([]);
    },
  };

  /** Waits until the person sees a message or form because of what they did. */
  async function anAnswer(delivery: { messageTs: string[]; viewIds: string[] }): Promise<void> {
    await slack.until(() => delivery.messageTs.length + delivery.viewIds.length > 0, 'an answer');
  }
}

function mentionsIn(sent: string): string[] {
  return sent.match(/<(?:@[UW]|!)(?!date\b)[^<>]*>/g) ?? [];
}

function seen({ text, private: forOne, place, controls }: Shown): Seen {
  return { text, private: forOne, inThread: place === 'thread', controls: controls.map(({ actionId }) => actionId) };
}

const noKeys = 'Slack knows no idempotency key: the outbox looks before it sends a second time';
const noHistory = 'nobody looks through a channel without its scope, which OAuth never asks for';

platformContract('Slack over Socket Mode', (door) => openHere({ transport: 'socket' }, door), {
  'makes one message of two sends with one key': noKeys,
  'finds a message by its key': noHistory,
});
platformContract(
  'Slack over HTTP, with the history scopes',
  (door) => openHere({ transport: 'http', scopes: [...usualScopes, ...historyScopes] }, door),
  { 'makes one message of two sends with one key': noKeys },
);
