import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { look } from './moment.ts';
import { says, type Visit, visits } from './visit.ts';

/** Puts a question of the bank on the next posting day, goes there, and is bob again. */
async function ask(
  { program, own, clock, button, become, type, post, settled }: Visit,
  question: string,
  round: number,
) {
  await become('alice');
  const day = await program.nextPostOn();
  await type(`admin queue ${question} ${day}`);
  await says(own, 'is put on');
  await button(clock, 'Next post').click();
  await post(round).waitFor();
  await settled();
  await become('bob');
}

describe('Forms in the browser', { timeout: 120_000 }, () => {
  const visit = visits();

  it('sets the channel up, and a slip keeps what was typed and says beside the field what is wrong', async () => {
    const { page, own, button, become, type } = visit();
    await become('alice');
    await type('admin setup');
    const time = own.getByLabel('Posted at');
    const days = own.getByLabel('Days');
    await time.waitFor();
    await look(page, '6-setup', own);

    await time.fill('8:30');
    await days.fill('');
    await button(own, 'Save').click();
    await says(own, 'An answer is needed here.');
    expect(await time.inputValue()).toBe('8:30');
    expect(await days.getAttribute('aria-invalid')).toBe('true');
    expect(await own.locator(':focus').getAttribute('name')).toBe('days');
    await look(page, '7-setup-slip', own);

    await days.fill('mon-fri');
    await button(own, 'Save').click();
    await says(own, 'Saved for #mlops-interviews: Mon–Fri 08:30 UTC, revealed 16:00');
    expect(await own.locator('form').count()).toBe(0);
  });

  it('answers what letters alone cannot: several right, a number, an order, free text', async () => {
    const here = visit();
    const { page, own, clock, button, post, thread } = here;
    const open = async (round: number): Promise<Locator> => {
      await button(post(round), /^Answer/).click();
      await own.locator('form').waitFor();
      return own;
    };

    const submit = () => own.locator('form').getByRole('button').click();

    await ask(here, 'availability-missing-features', 2);
    const several = await open(2);
    await several.getByRole('checkbox', { name: 'C' }).check();
    await several.getByRole('checkbox', { name: 'E' }).check();
    await look(page, '8-several', several);
    await submit();
    await says(own, 'Saved: C, E.');

    await ask(here, 'basics-night-chain-05', 3);
    const number = await open(3);
    await number.getByRole('textbox').fill('2.9 apples');
    await submit();
    await says(own, 'apples');
    await look(page, '8-number-slip', own);
    await button(own, 'Edit again').click();
    expect(await own.getByRole('textbox').inputValue()).toBe('2.9 apples');
    await own.getByRole('textbox').fill('2.9');
    await submit();
    await says(own, 'Saved: 2.9');

    await ask(here, 'ci-cd-stages-06', 4);
    const order = await open(4);
    await order.getByRole('textbox').fill('d b f a e c');
    await submit();
    await says(own, 'Saved: D B F A E C.');

    await ask(here, 'basics-manager-06', 5);
    const free = await open(5);
    await free.getByRole('textbox').fill('Version data and models, validate incoming data, watch live quality.');
    await look(page, '8-open', free);
    await submit();
    await says(own, 'Saved');
    await button(clock, 'Jump to the reveal').click();
    await says(thread(5), 'To talk about');
    await look(page, '8-open-reveal', thread(5));
  });

  it('shows a long question with code', async () => {
    const here = visit();
    await ask(here, 'deployment-memory-01', 2);
    await look(here.page, '9-long', here.post(2).getByRole('button').first());
    expect(await here.post(2).locator('pre').count()).toBe(1);
  });
});
