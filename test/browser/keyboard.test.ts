import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { says, visits } from './visit.ts';

const farthest = 80;

/** Presses Tab until the element has the focus, as somebody does who has no mouse. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < farthest; presses++) {
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} cannot be reached in ${farthest} presses of Tab.`);
}

describe('With the keyboard alone', { timeout: 120_000 }, () => {
  const visit = visits();

  it('a member answers, switches, completes a command and jumps to the reveal', async () => {
    const { page, post, thread, own, clock, commandBox, button, settled } = visit();
    const keyboard = page.keyboard;

    const letter = button(post(1), 'B');
    await tabTo(page, letter);
    await keyboard.press('Enter');
    await says(own, 'Saved: B.');
    await tabTo(page, letter);
    await keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toBe('C');
    await keyboard.press('Space');
    await says(own, 'Saved: C (was B).');
    expect(await page.locator(':focus').textContent()).toBe('C');
    await settled();

    await page.reload();
    await own.waitFor();
    await tabTo(page, page.getByRole('radio', { name: 'bob' }));
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await page.getByRole('radio', { name: 'alice', checked: true }).waitFor({ state: 'attached' });
    await settled();
    await keyboard.press('ArrowUp');
    await page.getByRole('radio', { name: 'carol', checked: true }).waitFor({ state: 'attached' });
    await settled();
    await own.waitFor({ state: 'detached' });

    await tabTo(page, commandBox);
    const options = page.getByRole('option');
    await keyboard.type('a');
    await options.first().waitFor();
    await keyboard.press('Escape');
    expect(await options.count()).toBe(0);
    await keyboard.type('nsw');
    await keyboard.press('ArrowDown');
    expect(await commandBox.getAttribute('aria-activedescendant')).toBe(
      await page.getByRole('option', { selected: true }).getAttribute('id'),
    );
    await keyboard.press('Enter');
    expect(await commandBox.inputValue()).toBe('answer ');
    await keyboard.type('A');
    await keyboard.press('Enter');
    await says(own, 'Saved: A.');
    await settled();
    expect(await commandBox.inputValue()).toBe('');

    await page.reload();
    await own.waitFor();
    await tabTo(page, button(clock, 'Jump to the reveal'));
    await keyboard.press('Enter');
    await says(post(1), 'Closed.');
    await says(thread(1), 'To talk about');
    await tabTo(page, thread(1).locator('summary'));
    await keyboard.press('Enter');
    expect(await thread(1).getByRole('article').isVisible()).toBe(false);
  });
});
