import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { CHROMIUM } from './launch-chromium.js';

export { launchChromium } from './launch-chromium.js';

/** `describe` for tests that need a browser: where there is none they are left out with a word, unless BROWSER_TEST=required. */
export function describeInBrowser(what: string, tests: () => void): void {
  const usable = process.env['BROWSER_TEST'] === 'required' || existsSync(CHROMIUM);
  if (!usable)
    console.warn(
      `${what} is not tested: no browser at ${CHROMIUM}. On Debian: apt-get install chromium-headless-shell`,
    );
  (usable ? describe : describe.skip)(what, tests);
}

/** Keeps a picture of the page in the folder that SCREENSHOTS names; does nothing where it names none. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
