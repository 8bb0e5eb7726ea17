import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { look } from './moment.ts';
import { says, type Visit, visits } from './visit.ts';

/** Puts a question of the bank on the next posting day, goes there, and is bob again. */
async function ask({ page, program, own, button, become, type, post, settled }: Visit, question: string, round: number) {
  await become('alice');
  const day = await program.nextPostOn();
  await type(`admin queue ${question} ${day}`);
  await says(own, 'is put on');
  await button(page, 'Next post').click();
  await post(round).waitFor();
  await settled();
  await become('bob');
}

describe('Forms in the browser', { timeout: 120_000 }, () => {
  const visit = visits();

  it('sets the channel up, and a slip keeps what was typed and says what is wrong', async () => {
    const { page, own, button, become, type } = visit();
    await become('alice');
    await type('admin setup');
    await own.getByLabel('Posted at').waitFor();
    await look(page, '6-setup', own);
    await own.getByLabel('Days').fill('mon-fri');
    await own.getByLabel('Posted at').fill('25:99');
    await button(own, 'Save').click();
    await says(own, '25:99');
    await look(page, '7-setup-slip', own);
  });

  it('answers every kind of question that letters alone cannot', async () => {
    const here = visit();
    const { page, own, button, post } = here;
    const answer = async (round: number, fill: (form: Locator) => Promise<void>) => {
      await button(post(round), /^Answer/).click();
      const form = own.locator('form');
      await form.waitFor();
      await fill(form);
    };
    await ask(here, 'availability-missing-features', 2);
    await answer(2, async (form) => {
      await form.getByLabel(/cache/).check();
      await form.getByLabel(/simpler model/).check();
      await look(page, '8-several', own);
      await form.getByRole('button').click();
    });
    await says(own, 'Saved: C, E.');
  });

  it('shows a long question with code', async () => {
    const here = visit();
    await ask(here, 'deployment-memory-01', 2);
    await look(here.page, '9-long', here.post(2).getByRole('button').first());
    expect(await here.post(2).locator('pre').count()).toBe(1);
  });
});
