import { expect } from 'vitest';
import type { Door } from '../../../src/chat/door.ts';
import type { Person, Shown } from '../../support/discord/index.ts';
import { openStage, type Transport } from '../discord/stage.ts';
import type { Harness, Seen } from './harness.ts';
import { platformContract } from './suite.ts';

async function openHere(transport: Transport, door: Door): Promise<Harness> {
  const stage = await openStage(() => door, { transport });
  const { discord, guild, channel, bob } = stage;
  const platform = stage.app.platforms.get('discord');
  if (!platform) throw new Error('there is no platform');
  const carol = guild.addMember('carol');
  const role = guild.addRole('learners', { mentionable: true });
  const byId = (id: string): Person => {
    const person = [bob, carol].find((one) => one.id === id);
    if (!person) throw new Error(`nobody has the id ${id}`);
    return person;
  };
  const ofBot = () => discord.messages().filter(({ authorId }) => authorId === discord.applicationId);

  return {
    platform,
    workspace: guild.id,
    channel: channel.id,
    people: { one: bob.id, other: carol.id },
    role: `<@&${role}>`,
    sees: async (person) => byId(person).sees(channel.id).messages.map(seen),
    async command(person, text) {
      const exchange = await byId(person).slash('mlops-quiz', text.split(' '));
      expect(exchange.acknowledged).toBe(true);
    },
    async use(person, control, values = {}) {
      const user = byId(person);
      const { messages, form } = user.sees(channel.id);
      if (form?.customId === control) {
        await user.submitForm(form, Object.fromEntries(Object.entries(values).map(([id, all]) => [id, all.join('')])));
        return;
      }
      const message = messages.findLast(({ controls }) => controls.some(({ customId }) => customId === control));
      if (!message) throw new Error(`nobody sees the control ${control}`);
      if (values.value) await user.select(message, control, values.value);
      else await user.click(message, control);
    },
    failNextSend: (how) =>
      how === 'refused'
        ? discord.faults.next('POST /channels/:channel/messages', { kind: 'rate-limited', retryAfterSeconds: 5 })
        : discord.faults.next('POST /channels/:channel/messages', { kind: 'dropped', when: 'after' }),
    posts: async () => {
      const places = [channel.id, ...ofBot().map(({ id }) => id)];
      return ofBot().filter((one) => places.includes(one.channelId) && one.ephemeralFor === undefined).length;
    },
    pinged: async () => ofBot().flatMap(({ notified }) => notified),
    async close() {
      await stage.close();
      expect(discord.violations()).toEqual([]);
    },
  };
}

function seen({ text, private: forOne, place, controls }: Shown): Seen {
  const usable = controls.filter(({ disabled }) => !disabled).map(({ customId }) => customId);
  return { text, private: forOne, inThread: place === 'thread', controls: usable };
}

platformContract('Discord over the gateway', (door) => openHere('gateway', door));
platformContract('Discord over HTTP', (door) => openHere('http', door));
