import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** The dashboard in a browser, watched: what it may never do is written down. */
export class DashboardPage {
  private readonly wrongs: string[] = [];
  /** What the console may say: a service that is down, or a key that is refused, cannot be asked without a word of the browser. */
  private allowed: RegExp | null = null;

  private constructor(
    readonly page: Page,
    readonly base: string,
  ) {
    const { host } = new URL(base);
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.host !== host) this.wrongs.push(`asked ${url.href.slice(0, 100)}`);
    });
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && this.allowed?.test(message.text()) !== true) {
        this.wrongs.push(`console: ${message.text()}`);
      }
    });
    page.on('pageerror', (error) => this.wrongs.push(`error: ${error.stack}`));
    page.on('dialog', (dialog) => {
      this.wrongs.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  }

  /** @param base where the service is, with the path that a proxy shows it under */
  static async open(browser: Browser, base: string, options: BrowserContextOptions = {}): Promise<DashboardPage> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      timezoneId: 'Europe/Berlin',
      ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    return new DashboardPage(page, base.replace(/\/$/, ''));
  }

  allow(message: RegExp): void {
    this.allowed = message;
  }

  /** Goes to a view, such as `alerts?status=all`, and waits until it is there. */
  async go(view: string): Promise<void> {
    const target = `${this.base}/dashboard#/${view}`;
    if (this.page.url().startsWith(`${this.base}/dashboard`)) {
      await this.page.evaluate(`location.hash = ${JSON.stringify(`#/${view}`)}`);
    } else {
      await this.page.goto(target);
    }
    await this.settled();
  }

  /** Waits until everything that was asked for has come. */
  async settled(): Promise<void> {
    await this.page.locator('main h1').first().waitFor();
    // The address changes first, then the view; only then it asks. Looked at with every picture: Playwright looks up to half a
    // second apart.
    await this.page.evaluate(`new Promise((done) => {
      const look = () => (document.querySelector('.loading, [aria-busy="true"]') === null ? done() : requestAnimationFrame(look));
      requestAnimationFrame(() => setTimeout(look, 30));
    })`);
  }

  /** Console errors, exceptions, dialogs, and requests to others, so far. */
  get faults(): readonly string[] {
    return this.wrongs;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
