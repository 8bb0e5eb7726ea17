import { describe, expect, it } from 'vitest';
import { phone } from './chromium.ts';
import { overhanging, small } from './in-page.js';
import { says, visits } from './visit.ts';

describe('On a phone', { timeout: 120_000 }, () => {
  const visit = visits(phone);

  it('a day goes by without scrolling sideways, and everything can be hit with a finger', async () => {
    const { page, post, thread, own, clock, commandBox, button, become } = visit();
    const fits = async () => {
      expect(await page.evaluate(overhanging)).toEqual([]);
      expect(await page.evaluate(small)).toEqual([]);
    };
    await fits();
    for (const jump of ['Jump to the reveal', 'Next post', 'Next day', 'Reset']) {
      await button(clock, jump).tap({ trial: true });
    }

    for (const letter of ['A', 'B', 'C', 'D']) await button(post(1), letter).tap({ trial: true });
    await button(post(1), 'B').tap();
    await says(own, 'Saved: B.');
    await fits();

    await become('alice');
    await commandBox.tap();
    await commandBox.fill('admin se');
    await page.getByRole('option', { name: /^admin setup/ }).tap();
    await fits();
    await button(page, 'Send').tap();
    await own.getByLabel('Posted at').waitFor();
    await fits();
    await button(own, 'Save').tap();
    await says(own, 'Saved for #mlops-interviews');

    await become('bob');
    await button(clock, 'Jump to the reveal').tap();
    await says(thread(1), 'To talk about');
    await button(post(1), 'My result').tap();
    await says(own, 'You chose B');
    await commandBox.fill('leaderboard');
    await button(page, 'Send').tap();
    await says(own, 'Bob (you)');
    await fits();
  });
});
