import { describe, expect, it } from 'vitest';
import { look } from './moment.ts';
import { says, visits } from './visit.ts';

describe('A newcomer clicks through a whole day', { timeout: 120_000 }, () => {
  const visit = visits();

  it('from the first three steps over sealed answers to the reveal and the board', async () => {
    const { page, log, post, thread, own, clock, commandBox, button, become, settled } = visit();
    const steps = page.getByRole('region', { name: 'Playground' });
    await says(steps, 'Answer #1 below.');
    await says(steps, 'Switch to carol and answer differently.');
    expect(await log.getAttribute('aria-live')).toBe('polite');
    await look(page, '1-first', steps);

    await button(post(1), 'B').click();
    await says(own, 'Saved: B. Only you can see this');
    await look(page, '2-answered', own);

    await become('carol');
    expect(await log.getByText('Saved: B').count()).toBe(0);
    await button(post(1), 'A').click();
    await says(own, 'Saved: A.');
    await button(post(1), 'C').click();
    await says(own, 'Saved: C (was A).');
    await says(own, 'Answers so far: 2.');

    await become('alice');
    await button(post(1), 'B').click();
    await says(own, 'Saved: B.');

    await become('bob');
    await says(own, 'Saved: B.');
    await button(steps, 'Jump to the reveal').click();
    await says(post(1), 'Closed.');
    await says(thread(1), 'To talk about');
    await says(thread(1), /B █+ 2/);
    expect(await button(post(1), 'B').count()).toBe(0);
    await settled();
    await says(clock, 'moved ahead of real time');
    expect(await button(clock, 'Jump to the reveal').isDisabled()).toBe(true);
    await look(page, '3-reveal', thread(1));

    await button(post(1), 'My result').click();
    await says(own, /You chose B: \d+ points/);
    await look(page, '4-result', own);

    await commandBox.pressSequentially('lead');
    await page.getByRole('option', { name: /^leaderboard/ }).click();
    expect(await commandBox.inputValue()).toBe('leaderboard ');
    await button(page, 'Send').click();
    await says(own, 'Bob (you)');
    await says(own, 'Carol');
    await look(page, '5-board', own);
  });

  it('and starts over: the question is asked, and a yes brings a fresh team and the first steps back', async () => {
    const { page, log, post, own, button } = visit();
    const steps = page.getByRole('region', { name: 'Playground' });
    await button(steps, 'Hide these steps').click();
    expect(await steps.count()).toBe(0);
    await button(post(1), 'A').click();
    await says(own, 'Saved: A.');

    const question = page.getByRole('dialog', { name: /Start over/ });
    await button(page, 'Reset').click();
    await button(question, 'Keep it').click();
    await says(own, 'Saved: A.');
    await button(page, 'Reset').click();
    await button(question, 'Start over').click();
    await says(steps, 'Answer #1 below.');
    await expect.poll(() => log.getByRole('article').count(), { timeout: 10_000 }).toBe(1);
  });
});
