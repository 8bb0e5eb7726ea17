/** One moment of the day, looked at as its readers see it: on a desktop and a phone, light and dark. */

import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { desktop, phone } from './chromium.ts';
import { faint, overhanging } from './in-page.js';

const folder = process.env.SCREENSHOTS ?? mkdtempSync(join(tmpdir(), 'mlops-quiz-pictures-'));
mkdirSync(folder, { recursive: true });

/** Roles that tell nobody what they are without a name. */
const namedRoles = 'button|textbox|combobox|checkbox|radio|link|listbox|option|dialog|img|region';
const nameless = new RegExp(`^\\s*- (?:${namedRoles})(?! ")[^"]*$`);

/** Every control and region that a screen reader would announce without a name, as its lines. */
async function namelessIn(page: Page): Promise<string[]> {
  const snapshot = await page.locator('body').ariaSnapshot();
  return snapshot.split('\n').filter((line) => nameless.test(line));
}

/**
 * Takes a screenshot in each of the four ways and checks what holds in all of them: nothing reaches past the window's
 * sides, text stands out from its background, every control has a name.
 * @param inView what has to be in the picture
 */
export async function look(page: Page, name: string, inView: Locator): Promise<void> {
  const before = page.viewportSize() ?? desktop;
  for (const [device, size] of Object.entries({ desktop, phone })) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await inView.scrollIntoViewIfNeeded();
      const path = join(folder, `${name}-${device}-${colorScheme}.png`);
      await page.screenshot({ path });
      expect.soft(await page.evaluate(faint), `faint text: ${path}`).toEqual([]);
    }
    expect.soft(await page.evaluate(overhanging), `past the sides: ${name}, ${device}`).toEqual([]);
  }
  expect.soft(await namelessIn(page), `without a name: ${name}`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(before);
}
