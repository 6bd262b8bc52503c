import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { seededRandom } from '../../bench/seeded-random.js';
import { importFail2ban } from '../../src/commands/import-fail2ban.command.js';
import { DecisionsService } from '../../src/enforcement/decisions.service.js';
import { importedSettings } from '../support/imported-settings.js';
import { printedBy } from '../support/printed-by.js';
import { startService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { fail2ban } from './fail2ban.js';

const found = fail2ban();
if ('missing' in found) process.stderr.write(`No fail2ban runs beside the service: ${found.missing}.\n`);
const suite = 'missing' in found ? describe.skip : describe;

/** How a program writes a failure. */
type Line = (at: Date, address: string) => string;

const iso = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ');
const syslog = (at: Date): string =>
  `${at.toUTCString().slice(8, 11)} ${String(at.getUTCDate()).padStart(2)} ${at.toISOString().slice(11, 19)} host`;

const LINES: Readonly<Record<string, Line>> = {
  'auth.log': (at, address) => `${syslog(at)} sshd[42]: Failed password for root from ${address} port 4000 ssh2`,
  'error.log': (at, address) =>
    `${iso(at).replaceAll('-', '/')} [error] 7#7: *1 user "bob": password mismatch, client: ${address}, server: shop, request: "GET / HTTP/1.1", host: "shop"`,
  'mail.log': (at, address) =>
    `${syslog(at)} postfix/smtpd[7]: warning: unknown[${address}]: SASL LOGIN authentication failed: UGFzc3dvcmQ6`,
  'vsftpd.log': (at, address) =>
    `${at.toUTCString().slice(0, 3)} ${syslog(at).replace(' host', '')} ${at.getUTCFullYear()} [pid 7] [bob] FAIL LOGIN: Client "${address}"`,
  'bans.log': (at, address) => `${iso(at)},123 fail2ban.actions        [7]: NOTICE  [elsewhere] Ban ${address}`,
};

/** fail2ban bans by expressions that a client can lead to another address; here somebody has to say so. */
const INSISTING = { DECISIONS_FORGEABLE: 'true' };

interface AlertOfRule {
  readonly rule: string;
  readonly ip_address: string;
}

interface Takeover {
  /** Files over Debian's configuration, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** How many failures are too many, by log. */
  readonly logs: Readonly<Record<string, number>>;
}

const CASES: Readonly<Record<string, Takeover>> = {
  "Debian's own configuration": {
    files: { 'jail.local': '[sshd]\nbackend = auto\nlogpath = FOLDER/auth.log\n' },
    logs: { 'auth.log': 5 },
  },
  'recidive and a web server': {
    files: {
      'jail.local':
        '[sshd]\nenabled = false\n[recidive]\nenabled = true\nlogpath = FOLDER/bans.log\nmaxretry = 3\n' +
        '[nginx-http-auth]\nenabled = true\nlogpath = FOLDER/error.log\nfindtime = 1h\n',
    },
    logs: { 'bans.log': 3, 'error.log': 5 },
  },
  modes: {
    files: {
      'jail.d/mail.conf': '[postfix]\nenabled = true\nmode = aggressive\nlogpath = FOLDER/mail.log\nbackend = auto\n',
      'jail.d/zz.local': '[sshd]\nenabled = false\n[DEFAULT]\nfindtime = 2h\n[postfix]\nmaxretry = 4\n',
    },
    logs: { 'mail.log': 4 },
  },
  'local overrides': {
    files: {
      'jail.local':
        '[DEFAULT]\nfindtime = 40m\nmaxretry = 2\nignoreip = 127.0.0.1/8 198.51.100.0/28\n[sshd]\nenabled = true\nbackend = auto\nmaxretry = 7\nlogpath = FOLDER/auth.log\n' +
        '[vsftpd]\nenabled = true\nlogpath = FOLDER/vsftpd.log\n',
      'filter.d/vsftpd.local': '[Definition]\nignoreregex = \\[nobody\\]\n',
    },
    logs: { 'auth.log': 7, 'vsftpd.log': 2 },
  },
};

const SEED = Number(process.env['SOAK_SEED'] ?? 1);
const ATTACKERS = 25;
/** Failures of the last address of each log; when it is banned, all before it have been looked at. */
const LAST = '192.0.2.200';

suite(`fail2ban and the settings that it comes to (${'missing' in found ? found.missing : found.name})`, () => {
  if ('missing' in found) return;
  const folder = temporaryFolder();
  let server: ChildProcess | null = null;

  afterEach(async () => {
    jest.restoreAllMocks();
    if (server !== null && server.exitCode === null) {
      const ended = new Promise((resolve) => server!.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
    }
    server = null;
  });

  const put = (path: string, text: string): void => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text.replaceAll('FOLDER', folder()));
  };

  /** Logs of the last minutes, in which each address fails a few times more or less than it may. */
  const writeLogs = (logs: Takeover['logs'], now: number): void => {
    const random = seededRandom(SEED);
    for (const [name, most] of Object.entries(logs)) {
      const line = LINES[name]!;
      const failures = Array.from({ length: ATTACKERS }, (_, index) => index).flatMap((index) => {
        const address = index % 5 === 0 ? `198.51.100.${index}` : `203.0.113.${index}`;
        const count = 1 + Math.floor(random() * most * 1.7);
        return Array.from({ length: count }, () => ({ address, at: now - 100_000 + Math.floor(random() * 80_000) }));
      });
      const last = Array.from({ length: most }, (_, index) => ({ address: LAST, at: now - 10_000 + index * 1000 }));
      const inOrder = [...failures.toSorted((a, b) => a.at - b.at), ...last];
      put(join(folder(), name), inOrder.map(({ address, at }) => `${line(new Date(at), address)}\n`).join(''));
    }
  };

  const at = (name: string): string => join(folder(), name);

  /** What a fail2ban with this configuration bans. */
  const bannedBy = async (config: string, jails: number): Promise<string[]> => {
    put(join(config, 'fail2ban.local'), '[Definition]\ndbfile = None\nallowipv6 = auto\n');
    const options = ['-f', '-c', config, '-s', at('socket'), '-p', at('pid'), '--logtarget', at('own.log')];
    const environment = { ...process.env, PYTHONPATH: found.python, TZ: 'UTC' };
    server = spawn('python3', [found.server, ...options, 'start'], { env: environment, stdio: 'ignore' });
    const own = (): string => (existsSync(at('own.log')) ? readFileSync(at('own.log'), 'utf8') : '');
    const banned = (): string[] => [...own().matchAll(/NOTICE +\[[\w-]+\] Ban (\S+)/g)].map(([, address]) => address!);
    while (banned().filter((address) => address === LAST).length < jails) {
      if (server.exitCode !== null) throw new Error(`fail2ban has ended: ${own().slice(-2000)}`);
      await pause(100);
    }
    return [...new Set(banned())].sort();
  };

  /** What a service with the settings that `import-fail2ban` prints raises alerts about, and decides. */
  const alertedBy = async (config: string): Promise<[alerts: string[], decisions: string[]]> => {
    const run = await printedBy(() => importFail2ban([config]));
    expect(run.status).toBe(0);
    const settings: Record<string, string> = { ...importedSettings(run.out, folder()), ...INSISTING };
    const service = await startService(folder(), settings, Date.now);
    try {
      await service.app.get(DecisionsService).round();
      const rules = settings['DECISIONS_RULES']!.split(',');
      const alerts = (await service.http.get('/alerts?limit=1000').expect(200)).body as AlertOfRule[];
      const decisions = (await service.http.get('/decisions?limit=1000').expect(200)).body as { value: string }[];
      return [
        alerts.filter(({ rule }) => rules.includes(rule)).map((each) => each.ip_address),
        decisions.map(({ value }) => value),
      ].map((all) => [...new Set(all)].sort()) as [string[], string[]];
    } finally {
      await service.stop();
    }
  };

  it.each(Object.entries(CASES))('turn away the same addresses: %s', async (_name, { files, logs }) => {
    const config = join(folder(), 'fail2ban');
    cpSync(found.config, config, { recursive: true });
    for (const [name, text] of Object.entries(files)) put(join(config, name), text);
    writeLogs(logs, Date.now());
    const theirs = await bannedBy(config, Object.keys(logs).length);
    const [alerts, decisions] = await alertedBy(config);
    expect(alerts).toEqual(theirs);
    expect(decisions).toEqual(theirs);
    // Not all of them, and not only the last one.
    expect(theirs.length).toBeGreaterThan(3);
    expect(theirs.length).toBeLessThan(ATTACKERS);
  });
});
