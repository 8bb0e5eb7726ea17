/** Debian's Chromium, a fresh profile for each page, and ears for what goes wrong in it. */

import { type Browser, chromium, type Page } from 'playwright-core';

export const desktop = { width: 1280, height: 860 };
export const phone = { width: 375, height: 780 };
/** One wait in the browser; the machine may be busy with other things. */
export const waitMs = 10_000;

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

export type Window = {
  page: Page;
  /** Console errors, uncaught errors, failed requests and requests to other hosts, in the order in which they came. */
  troubles: string[];
  close(): Promise<void>;
};

/** Opens the playground as a newcomer meets it: nothing remembered, light colours, no motion. */
export async function openWindow(browser: Browser, url: string, viewport = desktop): Promise<Window> {
  const touch = viewport.width < 900;
  const context = await browser.newContext({ viewport, hasTouch: touch, isMobile: touch, reducedMotion: 'reduce' });
  context.setDefaultTimeout(waitMs);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) troubles.push(`elsewhere: ${request.url()}`);
  });
  await page.goto(url);
  await page.getByRole('log').getByRole('article').first().waitFor();
  return { page, troubles, close: () => context.close() };
}
