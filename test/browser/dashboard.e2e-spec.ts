import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, keepScreenshot, launchChromium } from '../support/chromium.js';
import { DashboardPage } from '../support/dashboard-page.js';
import { startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';
import { expectSoon } from '../support/expect-soon.js';

const BRUTE_FORCE = 'e772c04b-6658-5a62-93a0-d707fa02dba3';

describeInBrowser('the dashboard, on the sample log', () => {
  const folder = sharedFolder();
  let service: RunningService;
  let browser: Browser;
  let dashboard: DashboardPage;
  let page: Page;

  beforeAll(async () => {
    copyFileSync('logs/auth.log', join(folder(), 'auth.log'));
    // Days later: the page has to look for the time in which something happened.
    service = await startService(folder(), {}, () => Date.UTC(2026, 11, 24));
    browser = await launchChromium();
  });

  beforeEach(async () => {
    dashboard = await DashboardPage.open(browser, service.url);
    ({ page } = dashboard);
    await page.clock.setFixedTime(Date.UTC(2026, 11, 24));
  });

  afterEach(async () => {
    expect(dashboard.faults).toEqual([]);
    await dashboard.close();
  });

  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  const card = (title: string) => page.locator('.card', { has: page.getByRole('heading', { name: title }) });
  const barCount = async () => Number(await page.locator('.chart').getAttribute('data-bars'));
  const openTimes = () => page.locator('.time-menu > button').click();
  const chooseTime = async (name: string): Promise<void> => {
    await openTimes();
    await page.getByRole('button', { name, exact: true }).click();
  };
  const text = (selector: string): Promise<string> => page.locator(selector).first().innerText();

  it('says at a glance what happened, and which time it is of', async () => {
    await dashboard.go('');
    await expectSoon(() => text('.verdict')).toContain('2 attackers came and stopped; nobody got in.');
    await expectSoon(() => text('.verdict')).toContain('2 incidents, 59 failed attempts from 23 addresses');
    await expectSoon(() => text('.range-words')).toMatch(
      /21 Nov 2026, 00:49:01 CET \(the end of the log: its newest entry is 33 days old\)/,
    );
    await expectSoon(() => barCount()).toBeGreaterThan(5);
    await expectSoon(() => page.locator('.chart .mark text').allTextContents()).toEqual(['2', '3']);
    await expectSoon(() => text('.ranking li')).toMatch(/203\.0\.113\.7\s+26/);
    // As many as the sentence says.
    await expectSoon(() => text('.ranking h2')).toMatch(/Source addresses\s+23/);
    await expectSoon(() => text('.card:has-text("Log files")')).toContain('read to the end');
    await expectSoon(() => page.locator('.verdict time, .range-words time').first().getAttribute('title')).toMatch(
      / CET$/,
    );
    await keepScreenshot(page, 'dashboard-overview');
  });

  it('keeps what is shown in the address: length, host, zoom', async () => {
    await dashboard.go('');
    await chooseTime('Last 7 days');
    await page.waitForURL(/range=7d/);
    await page.getByLabel('Host').fill('web-2');
    await page.getByLabel('Host').press('Enter');
    await page.waitForURL(/host=web-2/);
    await page.getByText('Unknown: no line of this time and host was stored.').waitFor();
    await page.getByRole('button', { name: 'All hosts' }).click();
    await page.getByText('2 attackers came').waitFor();
    await chooseTime('Last 24 hours');
    await page.waitForURL(/range=24h/);
    await dashboard.settled();

    const chart = (await page.locator('.plot .u-over').boundingBox())!;
    await page.mouse.move(chart.x + chart.width * 0.35, chart.y + 80);
    await page.mouse.down();
    await page.mouse.move(chart.x + chart.width * 0.45, chart.y + 80, { steps: 3 });
    await page.mouse.up();
    await page.waitForURL(/since=2026-11-20T0\d.*until=2026-11-20T1/);
    await page.getByText('1 attacker came and stopped').waitFor();
    await page.getByRole('button', { name: 'Zoom out' }).click();
    await dashboard.settled();
    await page.goBack();
    await page.goBack();
    await page.getByText('2 attackers came').waitFor();
  });

  it('takes a time as it is typed, on every view that is of one, and keeps it from view to view', async () => {
    await dashboard.go('');
    await openTimes();
    await page.getByLabel('From', { exact: true }).fill('2026-11-20 10:00');
    await page.getByLabel('To', { exact: true }).fill('soon');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('That is no time').waitFor();
    await page.getByLabel('To', { exact: true }).fill('2026-11-20 11:00');
    await page.keyboard.press('Enter');
    await page.waitForURL(/since=2026-11-20T09%3A00%3A00.000Z&until=2026-11-20T10%3A00%3A00.000Z/);
    await page.getByText('1 attacker came and stopped').waitFor();
    await expectSoon(() => text('.range-words')).toContain('20 Nov 2026, 10:00:00 – 20 Nov 2026, 11:00:00 CET');
    await page.getByRole('link', { name: 'Alerts', exact: false }).first().click();
    await page.getByText('2 alerts.').waitFor();
    await expectSoon(() => text('.time-menu > button')).toContain('20 Nov 2026, 10:00:00 – 20 Nov 2026, 11:00:00');
    for (const view of ['addresses/203.0.113.7', 'users/root', 'sessions', 'notifications']) {
      await dashboard.go(view);
      await openTimes();
      await page.getByLabel('From', { exact: true }).fill('last 40 days');
      await page.keyboard.press('Enter');
      await page.waitForURL(/range=40days/);
      await page.locator('.time-menu', { hasText: 'Last 40 days' }).waitFor();
      await dashboard.settled();
    }
  });

  it.each(['365d', '24h', 'all'])('shows a range of %s', async (range) => {
    await dashboard.go(`?range=${range}`);
    await expectSoon(() => text('.verdict')).toContain('59 failed attempts');
    await expectSoon(() => barCount()).toBeGreaterThan(0);
  });

  it('leads from a mark to its alerts', async () => {
    await dashboard.go('');
    await page.locator('.chart .mark').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/#\/alerts\?since=/);
    await page.getByText('2 alerts.').waitFor();
  });

  it('filters alerts', async () => {
    await dashboard.go('alerts');
    await page.getByText('5 alerts.').waitFor();
    await page.getByLabel('Severity').selectOption('high');
    await page.getByText('4 alerts.').waitFor();
    await page.getByRole('textbox', { name: 'Address' }).fill('203.0.113.0/24');
    await page.getByRole('textbox', { name: 'Address' }).press('Enter');
    await page.getByText('2 alerts.').waitFor();
    await page.getByLabel('Rule').selectOption('ssh_root_brute_force');
    await page.getByText('1 alert.').waitFor();
    await page.getByLabel('Outcome').selectOption('login_succeeded');
    await page.getByText('No alert matches these filters.').waitFor();
    await expectSoon(() => page.url()).toContain('rule=ssh_root_brute_force');
  });

  it('shows everything about an alert', async () => {
    await dashboard.go(`alerts/${BRUTE_FORCE}`);
    const all = await text('main');
    for (const part of [
      'Nobody got in',
      '26 failed attempts in 1 minute',
      'Course of the attack',
      'User names tried',
      'ssh root brute force',
      'nft add element inet log-analyzer ipv4 { 203.0.113.7 timeout 4h }',
      'authentication failure; logname= uid=0',
      'None was sent: another alert of the incident was notified',
      'Nobody has done anything with it yet.',
    ]) {
      expect(all).toContain(part);
    }
    await expectSoon(() => barCount()).toBeGreaterThan(5);
    await page.getByRole('button', { name: 'Note…' }).click();
    await page.getByRole('textbox', { name: 'Note' }).fill('Seen by the test');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Noted on 1 alert.').waitFor();
    await page.getByText('Seen by the test').waitFor();
    await keepScreenshot(page, 'dashboard-alert');
  });

  it('handles several alerts at once, and says what was refused', async () => {
    await dashboard.go('alerts');
    await page.getByLabel('All of this page').check();
    await page.getByRole('button', { name: 'Snooze…' }).click();
    await page.getByLabel('No reminders for').selectOption('24');
    await page.getByRole('button', { name: 'Snooze', exact: true }).click();
    await page.getByText('Snoozed 5 alerts.').waitFor();
    await page.getByLabel('Choose SSH user enumeration').check();
    await page.getByRole('button', { name: 'Resolve…' }).click();
    await page.getByLabel('No attack').check();
    await page.getByRole('button', { name: 'Resolve', exact: true }).click();
    await page.getByText('Resolved 1 alert.').waitFor();
    await page.getByText('4 alerts.').waitFor();
    await dashboard.go('alerts?status=resolved');
    await page.getByLabel('All of this page').check();
    dashboard.allow(/409 \(Conflict\)/);
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('1 alert unchanged:').waitFor();
    await page.getByRole('button', { name: 'Reopen' }).click();
    await page.getByText('Reopened 1 alert.').waitFor();
  });

  it('shows dossiers, one leading to the other', async () => {
    await dashboard.go('addresses/203.0.113.7');
    await expectSoon(() => text('main')).toContain('does not cover it');
    await page.locator('.ranking').getByRole('link', { name: 'root' }).click();
    await page.getByRole('heading', { name: 'User root' }).waitFor();
    await dashboard.settled();
    await expectSoon(() => text('main')).toContain('203.0.113.7');
  });

  it('has an address turned away and let in again, and shows who enforces it', async () => {
    const blocking = async (): Promise<string> => {
      await dashboard.go('allowlist');
      await dashboard.go('settings');
      return card('Blocking').innerText();
    };
    await expectSoon(() => blocking()).toMatch(/off\s+no firewall asks whom to turn away/);
    await dashboard.go('addresses/203.0.113.8');
    await page.getByText('It is not turned away.').waitFor();
    await page.getByLabel('Reason').fill('<b>asked for</b>');
    await page.getByRole('button', { name: 'Block' }).click();
    await page.getByText('203.0.113.8 is on the list of whom firewalls turn away.').waitFor();
    await page.getByText('No firewall asks for it: nobody enforces it.').waitFor();
    await expectSoon(() => blocking()).toMatch(/off\s+1 active decision, but no firewall asks for them/);
    await service.http.get('/v1/decisions/stream?startup=true').set('User-Agent', 'firewall<b>/v1').expect(200);
    await expectSoon(() => blocking()).toMatch(/on\s+1 active decision; 1 bouncer asks/);
    await dashboard.go('addresses/203.0.113.8');
    await page.getByText('Turned away', { exact: true }).waitFor();
    await dashboard.go('blocking');
    await page.getByText('firewall<b>').waitFor();
    await page.getByText('<b>asked for</b>').waitFor();
    await page.getByRole('button', { name: 'Unblock 203.0.113.8' }).click();
    await page.getByText('203.0.113.8 is on the list no longer.').waitFor();
    await page.getByText('0 decisions.').waitFor();
    dashboard.allow(/409 \(Conflict\)/);
    await page.getByLabel('Address or range').fill('127.0.0.1');
    await page.getByRole('button', { name: 'Block' }).click();
    await page.getByText('127.0.0.1 is no address of the internet.').waitFor();
  });

  it('shows log sources, rules, notifications and the allowlist', async () => {
    await dashboard.go('sources');
    await expectSoon(() => text('main')).toMatch(/current .*auth\.log[^]*Understood\s+100 %/);
    await dashboard.go('rules');
    await page.getByRole('link', { name: 'SSH brute force', exact: true }).click();
    await page.getByText('type: value_sum').waitFor();
    await dashboard.go('notifications');
    await expectSoon(() => text('main')).toContain('no channel is set up');
    await dashboard.go('allowlist?range=192.0.2.80');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByText('192.0.2.80 is on the allowlist.').waitFor();
    dashboard.allow(/409 \(Conflict\)|400 \(Bad Request\)/);
    await page.getByLabel('Address or range').fill('nonsense');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.locator('#range-fault').waitFor();
    await page.getByRole('button', { name: 'Remove 192.0.2.80' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('192.0.2.80 is no longer on the allowlist.').waitFor();
  });

  it('says who logged in from where, those never seen before first', async () => {
    await dashboard.go('logins?range=all');
    const logins = (await service.http.get('/logins?limit=1000').expect(200)).body as { username: string }[];
    await page.getByText(`${logins.length} logins by`).waitFor();
    await expectSoon(() => text('.first-pairs')).toMatch(
      /^From there for the first time[^]*failed attempts? from there before/,
    );
    await expectSoon(() => text('.first-pairs')).not.toContain('deploy');
    await expectSoon(() =>
      page.locator('section', { hasText: 'Users who logged in for the first time' }).innerText(),
    ).toContain('deploy');
    await page.getByLabel('User').fill('deploy');
    await page.getByLabel('User').press('Enter');
    await page.waitForURL(/username=deploy/);
    await dashboard.settled();
    const deploys = logins.filter(({ username }) => username === 'deploy').length;
    await page.getByText(`${deploys} logins by`).waitFor();
    await page.locator('td[data-title="Logins"] a').first().click();
    await page.waitForURL(/#\/entries\?category=login_succeeded&username=deploy/);
  });

  it('says what is set up, and how to set up what is not', async () => {
    await dashboard.go('settings');
    await expectSoon(() => card('Log files').innerText()).toMatch(/on\s+1 log file/);
    await expectSoon(() => card('Notifications').innerText()).toMatch(/off\s+no one is notified/);
    await expectSoon(() => card('Notifications').locator('.state-waiting').count()).toBe(1);
    await expectSoon(() => card('This service').innerText()).toContain('0.1.0');
    const named = (await text('main')).match(/\b[A-Z]+(?:_[A-Z]+)+\b/g) ?? [];
    expect(named.length).toBeGreaterThan(5);
    const known = readFileSync('.env.example', 'utf8');
    expect(named.filter((name) => !known.includes(`#${name}=`))).toEqual([]);
  });

  it('says what to do where there is nothing', async () => {
    await dashboard.go('nowhere');
    await expectSoon(() => text('main')).toContain('The address names no view');
    dashboard.allow(/404 \(Not Found\)|400 \(Bad Request\)/);
    await dashboard.go('alerts/00000000-0000-4000-8000-000000000000');
    await expectSoon(() => text('[role="alert"]')).toContain('There is no such alert.');
    await dashboard.go('addresses/nonsense');
    await expectSoon(() => text('[role="alert"]')).toContain('must be one IPv4 or IPv6 address');
  });

  it('is used on a phone without scrolling sideways', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    for (const view of [
      '',
      'alerts',
      `alerts/${BRUTE_FORCE}`,
      'addresses/203.0.113.7',
      'entries',
      'logins',
      'settings',
      'hosts/web-1',
      'networks/203.0.113.0%2F24',
      'sources',
      'rules',
      'allowlist',
    ]) {
      await dashboard.go(view);
      expect({ view, width: await page.evaluate('document.documentElement.scrollWidth') }).toEqual({
        view,
        width: 360,
      });
    }
  });
});
