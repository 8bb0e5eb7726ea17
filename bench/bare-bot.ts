/**
 * In a process of its own: the least that a bot on discord.js can be. It posts buttons once and says "Saved." to each press,
 * where a DATABASE is named after it has put a row on the disk.
 */

import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  Events,
  GatewayIntentBits,
  MessageFlags,
} from 'discord.js';
import { prepareKeeping } from './bare-keeping.ts';

const { DISCORD_TOKEN: token = '', DISCORD_API_URL: api = '', CHANNEL: place = '', DATABASE: file } = process.env;
const keep = file === undefined ? () => {} : prepareKeeping(file);
const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api } });

client.on(Events.InteractionCreate, (interaction) => {
  if (!interaction.isButton()) return;
  keep(interaction.user.id, interaction.customId);
  void interaction.reply({ content: 'Saved.', flags: MessageFlags.Ephemeral });
});
client.once(Events.ClientReady, async () => {
  const channel = await client.channels.fetch(place);
  if (!channel?.isSendable()) throw new Error('The channel takes no messages.');
  const buttons = ['A', 'B', 'C', 'D'].map((letter) =>
    new ButtonBuilder().setCustomId(letter).setLabel(letter).setStyle(ButtonStyle.Secondary),
  );
  await channel.send({ content: 'Which?', components: [new ActionRowBuilder<ButtonBuilder>().addComponents(buttons)] });
  process.send?.('ready');
});
await client.login(token);
