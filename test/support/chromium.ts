import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** `describe` for tests that need a browser: where there is none they are left out with a word, unless BROWSER_TEST=required. */
export function describeInBrowser(what: string, tests: () => void): void {
  const usable = process.env['BROWSER_TEST'] === 'required' || existsSync(CHROMIUM);
  if (!usable) console.warn(`${what} is not tested: no browser at ${CHROMIUM}. On Debian: apt-get install chromium`);
  (usable ? describe : describe.skip)(what, tests);
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
}

/** Keeps a picture of the page in the folder that SCREENSHOTS names; does nothing where it names none. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
