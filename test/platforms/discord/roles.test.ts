import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStage, type Stage, wholeProgram } from './stage.ts';

describe('A role on Discord', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage(wholeProgram, { transport: 'http' });
  });
  afterEach(async () => {
    await stage.close();
    expect(stage.discord.violations()).toEqual([]);
  });

  it('that is allowed makes admins of all who have it, until it is denied', async () => {
    const { guild, alice, bob } = stage;
    const leads = guild.addRole('leads');
    const carol = guild.addMember('carol', { roles: [leads] });
    const status = async (who: typeof bob) => (await who.slash('mlops-quiz', ['admin', 'status'])).message?.text;
    expect(await status(carol)).toContain('That is for admins');
    const allowed = await alice.slash('mlops-quiz', ['admin', 'allow'], { who: `<@&${leads}>` });
    expect(allowed.message).toMatchObject({
      private: true,
      text: expect.stringMatching(`^Everybody with <@&${leads}> may use admin commands now\\.`),
    });
    expect(await status(carol)).toContain('No schedule here yet');
    expect(await status(bob)).toContain('That is for admins');
    const again = await alice.slash('mlops-quiz', ['admin', 'allow'], { who: `<@&${leads}>` });
    expect(again.message?.text).toContain('could already');
    const denied = await alice.slash('mlops-quiz', ['admin', 'deny'], { who: `<@&${leads}>` });
    expect(denied.message?.text).toContain('is off the list');
    expect(await status(carol)).toContain('That is for admins');
  });

  it('that is to be pinged shows by its name in the setup, which pings nobody', async () => {
    const { guild, alice } = stage;
    const learners = guild.addRole('learners', { mentionable: true });
    const options = { time: '9', zone: 'Europe/Berlin', days: 'all', reveal: '16:00', ping: `<@&${learners}>` };
    const saved = await alice.slash('mlops-quiz', ['admin', 'setup'], options);
    expect(saved.message).toMatchObject({
      text: expect.stringContaining(`Pings <@&${learners}>.`),
      notified: [],
    });
  });
});
