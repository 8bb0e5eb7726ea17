/** A small bot on real discord.js, against the double. */

import { createRequire } from 'node:module';
import {
  ActionRowBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  type ClientOptions,
  ContainerBuilder,
  type Events,
  GatewayIntentBits,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  SlashCommandBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { Discord } from '../discord/index.ts';

const quizCommand = new SlashCommandBuilder()
  .setName('quiz')
  .setDescription('Asks something')
  .addSubcommand((sub) =>
    sub
      .setName('ask')
      .setDescription('Asks now')
      .addStringOption((option) => option.setName('topic').setDescription('About what').setAutocomplete(true)),
  )
  .addSubcommandGroup((group) =>
    group
      .setName('admin')
      .setDescription('For admins')
      .addSubcommand((sub) =>
        sub
          .setName('setup')
          .setDescription('Sets up')
          .addStringOption((option) => option.setName('time').setDescription('When').setRequired(true)),
      ),
  );

// discord.js has an undici of its own, but whichever undici is loaded first in a process (Slack's client brings another)
// sets the dispatcher of all; a file that one sends through the other's fails with "action is not a function".
const { Agent } = createRequire(import.meta.resolve('discord.js'))('undici');

export type Bot = { client: Client; close(): Promise<void> };

/** Logs in, registers its command, and answers until it is closed. */
export async function startBot(discord: Discord, options: Partial<ClientOptions> = {}): Promise<Bot> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: discord.apiUrl, agent: new Agent() },
    shards: 'auto',
    waitGuildTimeout: 0,
    ...options,
  });
  client.on('error', () => undefined);
  client.on('interactionCreate', (interaction) => void answer(interaction));
  const ready = new Promise<void>((resolve) => {
    client.once('clientReady' satisfies `${Events.ClientReady}`, () => resolve());
  });
  await client.login(discord.token);
  await ready;
  await client.application?.commands.set([quizCommand]);
  return { client, close: () => client.destroy() };
}

export function questionPost() {
  const buttons = ['A', 'B'].map((letter) =>
    new ButtonBuilder().setCustomId(`answer:${letter}`).setLabel(letter).setStyle(ButtonStyle.Secondary),
  );
  const container = new ContainerBuilder()
    .addTextDisplayComponents(new TextDisplayBuilder().setContent('What drifts?'))
    .addActionRowComponents(new ActionRowBuilder<ButtonBuilder>().addComponents(buttons));
  return { components: [container], flags: MessageFlags.IsComponentsV2 } as const;
}

async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused();
    await interaction.respond([{ name: `${typed}…`, value: typed }]);
  } else if (interaction.isChatInputCommand() && interaction.options.getSubcommand() === 'ask') {
    await interaction.reply(questionPost());
  } else if (interaction.isChatInputCommand()) {
    const content = `set up at ${interaction.options.getString('time', true)}`;
    await interaction.reply({ content, flags: MessageFlags.Ephemeral });
  } else if (interaction.isButton() && interaction.customId === 'answer:B') {
    await interaction.showModal(reasonForm());
  } else if (interaction.isButton()) {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply({ content: 'Saved: A' });
  } else if (interaction.isModalSubmit()) {
    const content = `Saved: B, because ${interaction.fields.getTextInputValue('reason')}`;
    await interaction.reply({ content, flags: MessageFlags.Ephemeral });
  }
}

function reasonForm(): ModalBuilder {
  const input = new TextInputBuilder().setCustomId('reason').setStyle(TextInputStyle.Paragraph).setMaxLength(100);
  return new ModalBuilder()
    .setCustomId('reason-form')
    .setTitle('Your answer')
    .addLabelComponents(new LabelBuilder().setLabel('Why?').setTextInputComponent(input));
}
