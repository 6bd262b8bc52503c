import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Report } from '../../src/commands/report/read-report.js';
import { MAX_PARTS, joinedParts } from '../../src/commands/report/read-report.js';
import { acceptedPassword, bruteForce, failedPassword } from '../factories/log-lines.js';
import { startService } from '../support/running-service.js';
import { itOn } from '../support/test-database.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** It keeps what it reads in a file of its own, whatever the service has. */
const once = itOn('sqlite');

const breakIn = () => [
  ...bruteForce(12),
  acceptedPassword({ second: 30, address: '203.0.113.7', user: 'oracle' }),
  failedPassword({ second: 7_200 }),
];

describe('a report', () => {
  const folder = temporaryFolder();
  const path = (name: string) => join(folder(), name);

  function write(...lines: string[]): string {
    writeFileSync(path('auth.log'), lines.map((line) => `${line}\n`).join(''));
    return path('auth.log');
  }

  function run(...args: string[]) {
    return spawnSync(process.execPath, [resolve('dist/cli.js'), 'report', ...args], {
      cwd: folder(),
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], LOG_TIMEZONE: 'UTC' },
    });
  }

  once('says whether they got in, who tried, and who logged in', () => {
    const { status, stdout, stderr } = run(write(...breakIn()));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^They got in: 1 login of attackers, the latest \S+ from 203\.0\.113\.7 at /m);
    expect(stdout).toContain('13 failed attempts from 1 address on 1 user name, 1 login');
    expect(stdout).toContain('[critical] GOT IN 203.0.113.7 got in as');
    expect(stdout).toMatch(
      /Logins \(1\)\n\n {2}2026-11-20 09:00:30 {2}\S+ from 203\.0\.113\.7 by password, after 12 failed/,
    );
    // A pipe has no colours.
    expect(stdout).not.toContain('\u001b');
  });

  once('has the figures of the API', async () => {
    const log = write(...breakIn());
    const report = JSON.parse(run(log, '--json').stdout) as Report;
    const service = await startService(folder());
    try {
      const range = `since=${report.since}&until=${report.until}`;
      const { body: overview } = await service.http.get(`/stats/overview?${range}&bucket=minute`);
      const { kind, incidents, attackers, break_ins } = overview.verdict;
      expect(report.overview).toMatchObject({
        attempts: overview.attempts,
        logins: overview.logins,
        attacking_addresses: overview.attacking_addresses,
        ips: overview.ips,
        users: overview.users,
        verdict: { kind, incidents, attackers, break_ins },
      });
      const { body: list } = await service.http.get('/incidents?kind=attack&status=open');
      expect(report.incidents.map(({ id }) => id)).toEqual(list.map(({ id }: { id: string }) => id));
    } finally {
      await service.stop();
    }
  });

  once('is about the part of the time that is asked for', () => {
    const report = JSON.parse(run(write(...breakIn()), '--json', '--since', '2026-11-20 10:00').stdout) as Report;
    expect(report).toMatchObject({
      since: '2026-11-20T10:00:00.000Z',
      overview: { attempts: 1, logins: 0 },
      logins: [],
    });
    const wrong = run(path('auth.log'), '--since', 'whenever');
    expect({ status: wrong.status, stderr: wrong.stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringContaining(`--since 'whenever' is no time, such as 2h (ago)`),
    });
    expect(run(path('auth.log'), '--since', '2026-11-20', '--until', '2026-11-19').status).toBe(2);
  });

  once('is a page that runs nothing and fetches nothing, whatever the log says', () => {
    const names = ['<script>alert(1)</script>', `"onload="x`, '</style><img src=//198.51.100.9>', '\u202egnp.exe'];
    const lines = names.flatMap((user) => bruteForce(12, { user }));
    const { status, stdout } = run(write(...lines), '--html', path('report.html'));
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    const page = readFileSync(path('report.html'), 'utf8');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toMatch(/<(?:script|img|link|iframe)|\son\w+=/i);
    expect(page).not.toContain('\u202e');
    expect(page).toMatch(/content="default-src 'none'; style-src 'sha256-[\w+/=]+'"/);
    expect(page.match(/<style>/g)).toHaveLength(1);
  });

  once('says what it has not read, or not understood, and of nothing that it is nothing', () => {
    const said = run(write('Nov 20 09:00:00 web-1 sshd[7]: frobbed the widget 17 from 203.0.113.9')).stdout;
    expect(said).toMatch(/^Unknown: the logs hold no line about a login, an attack or a probe\.$/m);
    expect(said).toContain('1 line of programs that it knows was not understood');
    expect(run(path('missing.log'))).toMatchObject({ status: 1, stderr: expect.stringContaining('does not exist') });
    expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining('Name at least one log file.') });
  });
});

const part = (index: number) => ({ start: `${index}`, entries: 2, attempts: index, logins: 1 });

const sum = (all: readonly { attempts: number; logins: number }[]) =>
  all.reduce((total, { attempts, logins }) => total + attempts * 7 + logins, 0);

describe('the parts of its chart', () => {
  it.each([0, 1, MAX_PARTS, MAX_PARTS + 1, 1_000])('hold all of %d, and are few', (count) => {
    const parts = Array.from({ length: count }, (_, index) => part(index));
    const joined = joinedParts(parts, MAX_PARTS);
    expect(joined.length).toBeLessThanOrEqual(MAX_PARTS);
    expect(sum(joined)).toBe(sum(parts));
  });
});
