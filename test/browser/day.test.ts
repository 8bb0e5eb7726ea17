import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch, openWindow, type Window, waitMs } from './chromium.ts';
import { look } from './moment.ts';
import { type Program, startProgram } from './program.ts';

describe('A newcomer clicks through a whole day', { timeout: 180_000 }, () => {
  let browser: Browser;
  let program: Program;
  let window: Window;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
  }, 60_000);
  beforeEach(async () => {
    program = await startProgram();
    window = await openWindow(browser, program.url);
    page = window.page;
  }, 60_000);
  afterEach(async () => {
    await window.close();
    expect(await program.stop()).toBe(0);
    expect(window.troubles).toEqual([]);
  }, 60_000);
  afterAll(() => browser.close());

  const log = () => page.getByRole('log');
  const post = () => log().getByRole('article').first();
  const own = () => log().getByRole('article').filter({ hasText: 'Only you can see this' }).last();
  const button = (place: Page | Locator, name: string) => place.getByRole('button', { name, exact: true });
  const become = async (name: string) => {
    await page.locator('.person', { hasText: name }).click();
    await expect.poll(() => page.getByRole('radio', { name }).isChecked()).toBe(true);
  };
  const says = (place: Locator, text: string | RegExp) =>
    expect.poll(() => place.innerText(), { timeout: waitMs }).toMatch(text);
  const type = async (text: string) => {
    await page.getByRole('combobox', { name: /mlops-quiz/ }).fill(text);
    await page.keyboard.press('Enter');
  };

  it('from the first three steps over sealed answers to the reveal and the board', async () => {
    const steps = page.getByRole('region', { name: 'Playground' });
    await says(steps, 'Answer #1 below.');
    await says(steps, 'Switch to carol and answer differently.');
    await look(page, '1-first', steps);

    await button(post(), 'B').click();
    await says(own(), 'Saved: B. Only you can see this');
    await look(page, '2-answered', own());

    await become('carol');
    await expect.poll(() => log().getByText('Saved: B').count()).toBe(0);
    await button(post(), 'A').click();
    await says(own(), 'Saved: A.');
    await button(post(), 'C').click();
    await says(own(), 'Saved: C (was A).');
    await says(own(), 'Answers so far: 2.');

    await become('bob');
    await says(own(), 'Saved: B.');
    await button(steps, 'Jump to the reveal').click();
    await says(post(), 'Closed.');
    const thread = log().getByRole('group').first();
    await says(thread, 'To talk about');
    await look(page, '3-reveal', thread);

    await button(post(), 'My result').click();
    await says(own(), /You chose B: \d+ points/);
    await look(page, '4-result', own());

    const box = page.getByRole('combobox', { name: /mlops-quiz/ });
    await box.pressSequentially('lead');
    await page.getByRole('option', { name: /leaderboard/ }).click();
    expect(await box.inputValue()).toBe('leaderboard ');
    await button(page, 'Send').click();
    await says(own(), /Bob \(you\)/);
    await look(page, '5-board', own());
  });

  it('sets the channel up by its form, and a slip keeps what was typed', async () => {
    await become('alice');
    await type('admin setup');
    const form = own().locator('form');
    await form.getByLabel('Posted at').waitFor();
    await look(page, '6-setup', form);
    await form.getByLabel('Posted at').fill('25:99');
    await button(form, 'Save').click();
    await says(own(), '25:99');
    await look(page, '7-setup-slip', own());
  });
});
