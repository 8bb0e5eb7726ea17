import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Discord, openDiscord } from '../support/discord/index.ts';
import { operator } from './operator.ts';

describe('discord register', () => {
  let discord: Discord;
  beforeEach(async () => {
    discord = await openDiscord({ now: () => Date.UTC(2026, 10, 24, 8) });
  });
  afterEach(() => discord.close());

  const operatorOf = (change: Record<string, string> = {}) =>
    operator({
      env: {
        DISCORD_TOKEN: discord.token,
        DISCORD_APPLICATION_ID: discord.applicationId,
        DISCORD_API_URL: discord.apiUrl,
        ...change,
      },
    });
  const writes = () => discord.requests().filter(({ method }) => method !== 'GET');

  it('shows what is new, writes it, and writes nothing the second time', async () => {
    const { runs } = operatorOf();
    const first = await runs('discord register');
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/^\+ \/mlops-quiz\n\+ help\n\+ help topic\n/);
    expect(first.out).toContain('+ admin setup zone\n');
    expect(discord.commands()).toMatchObject([{ name: 'mlops-quiz', contexts: [0] }]);
    expect(await runs('discord register')).toEqual({
      code: 0,
      out: 'The command is up to date everywhere.\n',
      err: '',
    });
    expect(writes()).toHaveLength(1);
    expect(discord.violations()).toEqual([]);
  });

  it('shows what changed and what goes, and leaves other commands of the application alone', async () => {
    const { runs } = operatorOf();
    const path = `${discord.apiUrl}/v10/applications/${discord.applicationId}/commands`;
    const options = [
      { type: 1, name: 'today', description: 'Something else' },
      { type: 1, name: 'gone', description: 'Was here once' },
    ];
    await fetch(path, {
      method: 'PUT',
      headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
      body: JSON.stringify([
        { name: 'mlops-quiz', description: 'Old words', options },
        { name: 'other', description: 'Not ours' },
      ]),
    });
    const { out } = await runs('discord register');
    expect(out.split('\n')).toEqual(
      expect.arrayContaining(['~ /mlops-quiz', '~ today', '- gone', '+ tip', '~ /mlops-quiz (where it shows)']),
    );
    expect(discord.commands().map(({ name }) => name)).toEqual(expect.arrayContaining(['mlops-quiz', 'other']));
  });

  it('registers in one server, without what only global commands may say', async () => {
    const guild = discord.addGuild();
    const { runs } = operatorOf();
    expect(await runs(`discord register --guild ${guild.id}`)).toMatchObject({ code: 0, err: '' });
    expect(await runs(`discord register --guild ${guild.id}`)).toMatchObject({
      out: `The command is up to date in server ${guild.id}.\n`,
    });
    expect(discord.commands()).toMatchObject([{ name: 'mlops-quiz', guildId: guild.id }]);
    expect(discord.violations()).toEqual([]);
  });

  it.each([
    ['a token that Discord refuses', { DISCORD_TOKEN: 'another' }, 'Discord refuses DISCORD_TOKEN'],
    ['the token of another application', { DISCORD_APPLICATION_ID: '123' }, 'not to DISCORD_APPLICATION_ID 123'],
    ['a Discord out of reach', { DISCORD_API_URL: 'http://127.0.0.1:9/api' }, 'Discord could not be reached'],
  ])('names %s in one line', async (_, change, line) => {
    const { code, out, err } = await operatorOf(change).runs('discord register');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(line);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('needs Discord to be switched on, and digits for a server', async () => {
    expect(await operator().runs('discord register')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Discord is/),
    });
    expect((await operatorOf().runs('discord register --guild general')).err).toContain('"general" is not the id');
  });
});
