import type { DashboardPage } from '../test/support/dashboard-page.js';

/** What somebody does with the page, and how long it took. */
export interface Interaction {
  readonly name: string;
  /** Longest time from an input to the picture that answers it (Event Timing), milliseconds; under 16 it counts as 16. */
  readonly answerMs: number;
  /** Until everything that was asked for is shown, milliseconds. */
  readonly shownMs: number;
}

const OBSERVE = `
  globalThis.longestAnswer = 16;
  new PerformanceObserver((list) => {
    for (const { duration, interactionId } of list.getEntries()) {
      if (interactionId > 0) globalThis.longestAnswer = Math.max(globalThis.longestAnswer, duration);
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: false });
`;

/** Goes through the page as people do, from the overview over lists to the details. */
export async function interactions(dashboard: DashboardPage): Promise<Interaction[]> {
  const { page } = dashboard;
  const done: Interaction[] = [];
  const step = async (name: string, act: () => Promise<void>): Promise<void> => {
    await page.evaluate('globalThis.longestAnswer = 16');
    const begin = performance.now();
    await act();
    await dashboard.settled();
    const shownMs = performance.now() - begin;
    // The observer is told after the next picture.
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))');
    done.push({ name, answerMs: (await page.evaluate('globalThis.longestAnswer')) as number, shownMs });
  };
  const press = (name: string) => () => page.getByRole('button', { name, exact: true }).click();

  const choose = (name: string) => () =>
    page.getByRole('list', { name: 'Lengths of time' }).getByRole('button', { name, exact: true }).click();

  await dashboard.go('');
  await page.evaluate(OBSERVE);
  for (const length of ['Last 7 days', 'Last 30 days', 'Last year', 'Last 24 hours']) {
    await page.locator('.time-menu > button').click();
    await step(length, choose(length));
  }
  await step('zoom out', press('Zoom out'));
  await step('earlier', press('Earlier'));
  await step('all of it as a table', () => page.getByText('As a table').click());
  await step('one host', async () => {
    await page.getByLabel('Host').fill('web-1');
    await page.getByLabel('Host').press('Enter');
  });
  await step('alerts', () => page.getByRole('link', { name: /^Alerts/ }).click());
  await page.locator('.time-menu > button').click();
  await step('alerts of all time', choose('All time'));
  await step('older alerts', press('Older'));
  await step('severe alerts', async () => void (await page.getByLabel('Severity').selectOption('critical')));
  await step('through the alerts by keyboard', async () => {
    await page.locator('.alert a.title').first().focus();
    for (let times = 0; times < 30; times++) await page.keyboard.press('j');
  });
  await step('choose all', () => page.getByLabel('All of this page').check());
  await step('an alert', () => page.locator('.alert a.title').first().click());
  await step('its address', () => page.locator('.facts-list a.address').first().click());
  await step('a user name', () => page.locator('.ranking a').first().click());
  const view = (name: RegExp) => () => page.getByRole('navigation').getByRole('link', { name }).first().click();
  await step('entries', view(/^Entries/));
  for (const length of ['Last 24 hours', 'Last 30 days', 'Last year']) {
    await page.locator('.time-menu > button').click();
    await step(`entries of the ${length.toLowerCase()}`, choose(length));
  }
  await step('entries of one user', async () => {
    await page.getByLabel('Query').fill('user:user4711');
    await page.getByLabel('Query').press('Enter');
  });
  await step('logins', view(/^Logins/));
  await step('incidents', view(/^Incidents/));
  await page.locator('.time-menu > button').click();
  await step('incidents of a year', choose('Last year'));
  await step('an incident', () => page.locator('.alert a.title').first().click());
  await dashboard.go('');
  await step('a host', () => page.locator('.ranking a[href*="hosts/"]').first().click());
  await dashboard.go('');
  await step('a network', () => page.locator('.ranking a[href*="networks/"]').first().click());
  await step('rules', view(/^Rules/));
  return done;
}
