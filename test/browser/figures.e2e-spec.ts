import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { explain } from '../../src/commands/explain.command.js';
import { replay } from '../../src/commands/replay.command.js';
import { seededRandom } from '../../bench/seeded-random.js';
import { acceptedKey, acceptedPassword, bruteForce, failedPassword, probe, timeOf } from '../factories/log-lines.js';
import { describeInBrowser, launchChromium } from '../support/chromium.js';
import { DashboardPage } from '../support/dashboard-page.js';
import { mailSettings, startMailServer } from '../support/mail-server.js';
import type { MailServer } from '../support/mail-server.js';
import { printedBy } from '../support/printed-by.js';
import { NOW, startService } from '../support/running-service.js';
import type { RunningService } from '../support/running-service.js';
import { sharedFolder } from '../support/temporary-folder.js';

const HOUR = 3600;
const DAY = 24 * HOUR;
const BREAK_IN_AT = 60;

/** What one place says of a time; null: it does not say. */
interface Figures {
  readonly attempts: number;
  readonly addresses: number;
  readonly usernames: number;
  readonly logins: number;
  readonly alerts: number | null;
  readonly incidents: number | null;
}

interface Explained {
  readonly timestamp: string;
  readonly log_type: string | null;
  readonly ip_address: string | null;
  readonly username: string | null;
  readonly attempts: number;
}

interface AlertSaid {
  readonly id: string;
  readonly first_seen: string;
  readonly last_seen: string;
  readonly attempts: number;
  readonly severity: string;
  readonly login: { readonly timestamp: string } | null;
}

/** The attack, or a login after it. */
function lastOf({ last_seen: seen, login }: AlertSaid): string {
  return login !== null && login.timestamp > seen ? login.timestamp : seen;
}

/** Three days: two attacks, a break-in, an attack by many, somebody who mistypes, and logins every hour. */
function logLines(): [second: number, line: string][] {
  const random = seededRandom(20);
  const lines: [number, string][] = [];
  const add = (second: number, line: string): void => void lines.push([second, line]);
  bruteForce(40, { address: '203.0.113.7', user: 'root' }).forEach((line, n) => add(n, line));
  add(BREAK_IN_AT, acceptedPassword({ second: BREAK_IN_AT, address: '203.0.113.7', user: 'deploy' }));
  bruteForce(25, { second: -DAY, address: '198.51.100.9', user: 'admin' }).forEach((line, n) => add(n - DAY, line));
  for (let n = 0; n < 60; n++) {
    const second = 5 * HOUR + n * 5;
    add(second, failedPassword({ second, address: `192.0.2.${100 + (n % 30)}`, user: 'postgres' }));
  }
  for (let second = -2 * DAY; second < DAY; second += HOUR) add(second, acceptedKey({ second, user: 'alice' }));
  for (let n = 0; n < 80; n++) {
    const second = Math.floor((random() * 3 - 2) * DAY);
    const user = `user${Math.floor(random() * 9)}`;
    if (random() < 0.3) add(second, probe({ second, address: `203.0.113.${200 + (n % 8)}` }));
    else add(second, failedPassword({ second, address: `203.0.113.${200 + (n % 8)}`, user }));
  }
  return lines.toSorted(([a], [b]) => a - b);
}

/** Seconds since the second 0 of the lines; the end is not part of it. */
const RANGES: readonly [name: string, since: number, until: number][] = [
  ['everything', -3 * DAY, DAY + HOUR],
  ['a day', -DAY, 0],
  ['a day between hours', -DAY + 1234, 1234],
  ['the attack', 0, 3 * HOUR],
  ['half of an attack', 20, 600],
  ['the break-in to the second', BREAK_IN_AT, BREAK_IN_AT + 1],
  ['up to the break-in', -HOUR, BREAK_IN_AT],
  ['the attack of many', 5 * HOUR, 6 * HOUR],
  ['a quiet hour', -30 * HOUR - 10, -30 * HOUR],
  ['a minute', 5 * HOUR + 60, 5 * HOUR + 120],
  ['over midnight', 13 * HOUR, 17 * HOUR + 59],
  ['nothing', -3 * DAY, -3 * DAY + 60],
];

const at = (second: number): string => timeOf(second);
const numberIn = (text: string, pattern: RegExp): number =>
  Number((pattern.exec(text)?.[1] ?? 'NaN').replaceAll(/\D/g, '') || 'NaN');

/** What a command prints, an object a line. */
async function printed<Row>(command: () => Promise<number>): Promise<Row[]> {
  const { status, out } = await printedBy(command);
  expect(status).toBe(0);
  return out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
}

describeInBrowser('figures of one time', () => {
  const folder = sharedFolder();
  let service: RunningService;
  let browser: Browser;
  let dashboard: DashboardPage;
  let mail: MailServer;
  let explained: readonly Explained[];
  let replayed: readonly AlertSaid[];

  beforeAll(async () => {
    const path = join(folder(), 'auth.log');
    writeFileSync(
      path,
      logLines()
        .map(([, line]) => `${line}\n`)
        .join(''),
    );
    mail = await startMailServer();
    const settings = {
      ...mailSettings(mail),
      NOTIFY_MIN_SEVERITY: 'informational',
      NOTIFY_MAX_AGE_HOURS: '200',
      RATE_LIMIT_PER_MINUTE: '100000',
    };
    service = await startService(folder(), settings, () => NOW + DAY * 1000);
    await service.notified();
    explained = await printed<Explained>(() => explain(['--json', path]));
    replayed = await printed<AlertSaid>(() => replay(['--json', path]));
    browser = await launchChromium();
    dashboard = await DashboardPage.open(browser, service.url);
  });

  afterAll(async () => {
    expect(dashboard.faults).toEqual([]);
    await browser?.close();
    await service?.stop();
    await mail?.stop();
  });

  const get = async (path: string) => service.http.get(path).expect(200);

  /** By the commands, which know no database. */
  function byCommands(since: string, until: string): Figures {
    const within = explained.filter(({ timestamp }) => timestamp !== null && timestamp >= since && timestamp < until);
    const attempted = within.filter(({ attempts }) => attempts > 0);
    return {
      attempts: within.reduce((sum, { attempts }) => sum + attempts, 0),
      addresses: new Set(attempted.map((each) => each.ip_address)).size,
      usernames: new Set(attempted.map((each) => each.username).filter((name) => name !== null)).size,
      logins: within.filter((each) => each.log_type === 'ssh_accepted_login').length,
      alerts: replayed.filter((each) => each.first_seen < until && lastOf(each) >= since).length,
      incidents: null,
    };
  }

  /** By the figures of the API. */
  async function byApi(since: string, until: string): Promise<Figures> {
    const range = `since=${since}&until=${until}`;
    const { body } = await get(`/stats/summary?${range}`);
    return {
      attempts: body.attempts,
      addresses: body.attacking_addresses,
      usernames: body.attacked_usernames,
      logins: body.logins,
      alerts: body.verdict.alerts,
      incidents: body.verdict.incidents,
    };
  }

  /** By lists of the API, counted here. */
  async function byLists(since: string, until: string): Promise<Figures> {
    const entries = (await get(`/logs?limit=1000&since=${since}&until=${until}`)).body as (Explained & {
      category: string;
    })[];
    const attempted = entries.filter(({ attempts }) => attempts > 0);
    const active = `active_since=${since}&active_until=${until}`;
    const alerts = (await get(`/alerts?limit=1000&${active}`)).body as { incident_id: string }[];
    const total = async (path: string): Promise<number> => Number((await get(path)).headers['x-total-count']);
    expect(alerts).toHaveLength(await total(`/alerts?limit=1&${active}`));
    expect(await total(`/incidents?limit=1&${active}`)).toBe(new Set(alerts.map((each) => each.incident_id)).size);
    return {
      attempts: entries.reduce((sum, { attempts }) => sum + attempts, 0),
      addresses: new Set(attempted.map((each) => each.ip_address)).size,
      usernames: new Set(attempted.map((each) => each.username).filter((name) => name !== null)).size,
      logins: entries.filter(({ category }) => category === 'login_succeeded').length,
      alerts: alerts.length,
      incidents: new Set(alerts.map((each) => each.incident_id)).size,
    };
  }

  /** By the parts of the timeline, which is what the page draws. */
  async function byTimeline(since: string, until: string): Promise<Pick<Figures, 'attempts' | 'logins'>> {
    const { body } = await get(`/stats/overview?bucket=minute&since=${since}&until=${until}`);
    const parts = body.parts as { attempts: number; logins: number }[];
    return {
      attempts: parts.reduce((sum, each) => sum + each.attempts, 0),
      logins: parts.reduce((sum, each) => sum + each.logins, 0),
    };
  }

  /** By what people read. */
  async function byPage(since: string, until: string): Promise<Figures> {
    await dashboard.go(`?since=${since}&until=${until}`);
    const text = await dashboard.page.locator('.verdict').innerText();
    return {
      attempts: numberIn(text, /([\d ,\u202f]+) failed attempts?/),
      addresses: numberIn(text, /from ([\d ,\u202f]+) address/),
      usernames: numberIn(text, /on ([\d ,\u202f]+) user name/),
      logins: numberIn(text, /([\d ,\u202f]+) logins?\./),
      alerts: null,
      incidents: /incident/.test(text) ? numberIn(text, /([\d ,\u202f]+) incidents?/) : 0,
    };
  }

  it.each(RANGES)('are the same everywhere: %s', async (_name, from, to) => {
    const [since, until] = [at(from), at(to)];
    const api = await byApi(since, until);
    expect(await byLists(since, until)).toEqual(api);
    expect(byCommands(since, until)).toEqual({ ...api, incidents: null });
    const { attempts, logins } = api;
    if (to - from <= DAY) expect(await byTimeline(since, until)).toEqual({ attempts, logins });
    expect(await byPage(since, until)).toEqual({ ...api, alerts: null });
    const isBreakIn = from <= BREAK_IN_AT && BREAK_IN_AT < to;
    expect((await get(`/stats/summary?since=${since}&until=${until}`)).body.verdict.break_ins).toBe(isBreakIn ? 1 : 0);
    const said = await dashboard.page.locator('.verdict .sentence').innerText();
    expect(said.startsWith('Someone got in')).toBe(isBreakIn);
  });

  it('are not all the same', async () => {
    const all = await Promise.all(RANGES.map(([, from, to]) => byApi(at(from), at(to))));
    expect(new Set(all.map((each) => JSON.stringify(each))).size).toBeGreaterThanOrEqual(RANGES.length - 2);
  });

  it('are the ones of the mails', async () => {
    const alerts = (await get('/alerts?limit=1000')).body as AlertSaid[];
    expect(replayed.map(({ id, attempts }) => [id, attempts]).sort()).toEqual(
      alerts.map(({ id, attempts }) => [id, attempts]).sort(),
    );
    const texts = mail.mails.map((each) => `${each.subject}\n${each.text}`).join('\n');
    for (const { attempts, severity } of alerts.filter((each) => each.attempts > 1)) {
      expect(texts).toContain(severity);
      expect(texts).toMatch(new RegExp(`\\b${attempts}\\b attempts`));
    }
  });
});
