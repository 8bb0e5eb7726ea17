/** A visit to the playground: the program started anew, its page open, and the channel as a visitor finds their way in it. */

import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { desktop, launch, openWindow, type Window, waitMs } from './chromium.ts';
import { type Program, startProgram } from './program.ts';

/** Starts of the program and of Chromium take seconds, on a busy machine many. */
const startMs = 60_000;

export type Visit = {
  page: Page;
  program: Program;
  log: Locator;
  /** The post of a round, by its number. */
  post(round: number): Locator;
  /** The reveal's thread under the post of a round. */
  thread(round: number): Locator;
  /** The latest private message. */
  own: Locator;
  commandBox: Locator;
  /** The time here, and the ways to move it. */
  clock: Locator;
  button(place: Page | Locator, name: string | RegExp): Locator;
  become(member: string): Promise<void>;
  type(command: string): Promise<void>;
  /** Waits until the page has finished what it was asked to do. */
  settled(): Promise<void>;
};

/** Each test of the calling `describe` gets a visit of its own, which must end without trouble in the console or on the network. */
export function visits(viewport = desktop): () => Visit {
  let browser: Browser | undefined;
  let open: { program: Program; window: Window } | undefined;
  beforeAll(async () => {
    browser = await launch();
  }, startMs);
  beforeEach(async () => {
    if (!browser) throw new Error('Chromium did not start.');
    const program = await startProgram();
    open = { program, window: await openWindow(browser, program.url, viewport) };
  }, startMs);
  afterEach(async () => {
    await open?.window.close();
    expect(await open?.program.stop()).toBe(0);
    expect(open?.window.troubles).toEqual([]);
  }, startMs);
  afterAll(() => browser?.close(), startMs);
  return () => {
    if (!open) throw new Error('A visit lasts as long as its test.');
    return visit(open.window.page, open.program);
  };
}

function visit(page: Page, program: Program): Visit {
  const log = page.getByRole('log');
  const messages = log.getByRole('article');
  const commandBox = page.getByRole('combobox', { name: '/mlops-quiz Command' });
  const settled = () => page.locator('body:not([aria-busy])').waitFor();
  const post = (round: number) => messages.filter({ has: page.getByRole('heading', { name: `#${round} ·` }) }).first();
  return {
    page,
    program,
    log,
    post,
    thread: (round) => post(round).locator('+ details'),
    own: messages.filter({ hasText: 'Only you can see this' }).last(),
    commandBox,
    clock: page.getByRole('region', { name: 'Time here' }),
    button: (place, name) => place.getByRole('button', { name, exact: true }),
    async become(member) {
      await page.locator('.person', { hasText: member }).click();
      await settled();
      await page.getByRole('radio', { name: member, checked: true }).waitFor({ state: 'attached' });
    },
    async type(command) {
      await commandBox.fill(command);
      await page.keyboard.press('Enter');
      await settled();
    },
    settled,
  };
}

/** Waits until a place says this. */
export function says(place: Locator, text: string | RegExp): Promise<void> {
  return expect.poll(() => place.textContent(), { timeout: waitMs }).toMatch(text);
}
