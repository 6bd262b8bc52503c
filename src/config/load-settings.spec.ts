import { readFileSync } from 'node:fs';
import { SettingsError, envExample, loadSettings, settingsTable } from './load-settings.js';
import type { Settings } from './settings.schema.js';

function load(environment: Record<string, string>, files: Record<string, string> = {}): Settings {
  return loadSettings({
    environment,
    readFile: (path) => {
      if (files[path] === undefined) throw new Error(`no such file: ${path}`);
      return files[path];
    },
  });
}

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    load(environment);
    return [];
  } catch (error) {
    return (error as SettingsError).faults;
  }
}

describe('loadSettings', () => {
  it('gives every setting its default', () => {
    expect(load({ LOG_TIMEZONE: 'Europe/Berlin' })).toMatchObject({
      LOG_FILES: [{ pattern: 'logs/auth.log', timeZone: null, host: null }],
      LOG_TIMEZONE: 'Europe/Berlin',
      SCAN_INTERVAL_SECONDS: 10,
      DATABASE_URL: { kind: 'sqlite', path: 'data/log-analyzer.sqlite' },
      HOST: '127.0.0.1',
      PORT: 8000,
      EMAIL_PASSWORD: '',
    });
  });

  it('treats an empty variable like one that is not set', () => {
    expect(load({ PORT: '', LOG_FILES: ' ' })).toMatchObject({ PORT: 8000, LOG_FILES: [{ pattern: 'logs/auth.log' }] });
  });

  it('assumes the zone of this machine where none is set', () => {
    expect(load({}).LOG_TIMEZONE).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  it('reports every fault at once, by name, with what was given', () => {
    expect(
      faultsOf({
        PORT: '70000',
        SCAN_INTERVAL_SECONDS: '0',
        LOG_TIMEZONE: 'Mars/Olympus',
        DATABASE_URL: 'mysql://x',
        SMTP_SECURE: 'perhaps',
        LOG_FILES: ',',
      }),
    ).toEqual([
      'LOG_FILES must name at least one log file, not ","',
      'LOG_TIMEZONE must be an IANA time zone such as UTC or Europe/Berlin, not "Mars/Olympus"',
      'SCAN_INTERVAL_SECONDS must be a whole number from 1 to 86400, not "0"',
      'DATABASE_URL must be sqlite:PATH, such as sqlite:data/log-analyzer.sqlite, or postgres://USER:PASSWORD@HOST:PORT/DATABASE',
      'PORT must be a whole number from 0 to 65535, not "70000"',
      'SMTP_SECURE must be one of auto, true, starttls, false, not "perhaps"',
    ]);
  });

  it('reads files with their options', () => {
    const { LOG_FILES } = load({
      LOG_FILES:
        '/var/log/auth.log, /srv/*/auth.log;zone=Asia/Kolkata;host=web-1;program=gw:sshd,journald;sender=web-2',
    });
    expect(LOG_FILES).toEqual([
      { pattern: '/var/log/auth.log', timeZone: null, host: null, program: null, filters: [], sender: null },
      {
        pattern: '/srv/*/auth.log',
        timeZone: 'Asia/Kolkata',
        host: 'web-1',
        program: 'gw:sshd',
        filters: [],
        sender: null,
      },
      { pattern: 'journald', timeZone: null, host: null, program: null, filters: [], sender: 'web-2' },
    ]);
  });

  it('reads the filters of a log, with their arguments and thresholds', () => {
    const { LOG_FILES } = load({
      LOG_FILES: 'a.log;filter=/f/p.conf[mode=auth, x="1;2,3"];maxretry=3;findtime=10m;format=nginx, b.log',
    });
    const filter = { kind: 'filter', reference: '/f/p.conf[mode=auth, x="1;2,3"]', maxRetry: 3, findTimeSeconds: 600 };
    const format = { kind: 'format', reference: 'nginx', maxRetry: null, findTimeSeconds: null };
    expect(LOG_FILES.map(({ pattern, filters }) => [pattern, filters])).toEqual([
      ['a.log', [filter, format]],
      ['b.log', []],
    ]);
  });

  it.each([
    ['auth.log;zone=Mars', "unknown time zone 'Mars'"],
    [
      'auth.log;colour=red',
      "none of zone, host, program, filter, format, maxretry, findtime and sender for auth.log: 'colour=red'",
    ],
    ['auth.log;host=', 'none of zone, host, program'],
    ['auth.log;program=nginx', "a program other than sshd, dropbear, sudo for auth.log: 'nginx'"],
    ['auth.log;program=sshd;sender=web', 'give it to push:web where that is read'],
    ['auth.log;sender=a b', "a sender with other characters than letters, digits, '.', '_' and '-': 'a b'"],
    ['auth.log;sender=', 'a sender with other characters'],
    ['push:web-1;sender=web-2', 'gives a sender to push:web-1, which is one'],
    ['/srv/*/auth.log;sender=web', 'gives one sender to all that /srv/*/auth.log matches'],
    ['a.log,a.log;sender=web', 'names a.log with a sender and without'],
    ['a.log;sender=web,b.log;sender=web', 'hands on two logs under the name web'],
    [';host=x', 'options without a file'],
    ['a.log;maxretry=3;filter=/f/a.conf', 'has a maxretry without a filter in front of it'],
    ['a.log;filter=/f/a.conf;maxretry=0', 'has a maxretry that is no number from 1'],
    ['a.log;filter=/f/a.conf;findtime=soon', 'has a findtime that is no time such as 600 or 10m'],
    ['a.log;filter=', 'has an empty filter'],
    ['a.log;format=../x', 'has a format that is no name'],
    ['a.log;filter=/f/a.conf;sender=web', 'give it to push:web where that is read'],
  ])('refuses LOG_FILES=%s', (LOG_FILES, message) => {
    expect(faultsOf({ LOG_FILES })[0]).toContain(message);
  });

  it.each(['1e3', ' 12x', '-1', '1.5', '0x10'])('does not take %j for a number', (PORT) => {
    expect(faultsOf({ PORT })).toHaveLength(1);
  });

  it.each(['0.0.0.0', '::', '192.0.2.1', 'example.org', '127.evil.example'])(
    'refuses to listen on %s unless told so',
    (HOST) => {
      expect(faultsOf({ HOST })[0]).toContain('ALLOW_ANONYMOUS=true');
      expect(load({ HOST, ALLOW_ANONYMOUS: 'true' }).HOST).toBe(HOST);
    },
  );

  it.each(['127.0.0.1', '127.8.9.10', '::1', 'localhost'])('listens on %s', (HOST) => {
    expect(load({ HOST }).HOST).toBe(HOST);
  });

  it('refuses what is no mail address', () => {
    expect(faultsOf({ SENDER_EMAIL: 'nobody', RECEIVER_EMAIL: 'a@example.org,a b', EMAIL_PASSWORD: 'x' })).toEqual([
      'SENDER_EMAIL must be a mail address such as alerts@example.org, not "nobody"',
      `RECEIVER_EMAIL holds 'a b', which is no mail address, not "a@example.org,a b"`,
    ]);
  });

  it('refuses half a mail configuration', () => {
    expect(faultsOf({ SENDER_EMAIL: 'a@example.org' })[0]).toContain('go together');
  });

  it('reads a secret from the file that NAME_FILE names, without its newline', () => {
    const mail = { SENDER_EMAIL: 'a@example.org', RECEIVER_EMAIL: 'b@example.org' };
    const settings = load({ ...mail, EMAIL_PASSWORD_FILE: '/run/secret' }, { '/run/secret': 'hidden\n' });
    expect(settings.EMAIL_PASSWORD).toBe('hidden');
    expect(faultsOf({ ...mail, EMAIL_PASSWORD_FILE: '/missing' })[0]).toContain('cannot be read');
    expect(faultsOf({ ...mail, EMAIL_PASSWORD: 'x', EMAIL_PASSWORD_FILE: '/missing' })[0]).toContain('both set');
  });

  it('reads the allowlist from the environment and from a file', () => {
    const settings = load(
      { ALLOWLIST: '192.0.2.7', ALLOWLIST_PATH: 'allow.txt' },
      { 'allow.txt': '2001:db8::/32 # us' },
    );
    expect(settings.ALLOWLIST).toEqual([{ range: '192.0.2.7', note: null }]);
    expect(settings.ALLOWLIST_PATH).toEqual([{ range: '2001:db8::/32', note: 'us' }]);
  });

  it('reports each fault of the allowlist beside those of the other settings', () => {
    expect(faultsOf({ ALLOWLIST: 'a,b', ALLOWLIST_PATH: 'missing.txt', PORT: 'x' })).toEqual([
      "ALLOWLIST holds 'a', which is neither an address nor a range such as 192.0.2.0/24 or 2001:db8::/32",
      "ALLOWLIST holds 'b', which is neither an address nor a range such as 192.0.2.0/24 or 2001:db8::/32",
      'ALLOWLIST_PATH names a file that cannot be read: no such file: missing.txt',
      expect.stringContaining('PORT must be'),
    ]);
  });
});

describe('the documentation of the settings', () => {
  it('is up to date in .env.example (npm run docs)', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(envExample());
  });

  it('is up to date in docs/configuration.md (npm run docs)', () => {
    expect(readFileSync('docs/configuration.md', 'utf8')).toContain(settingsTable());
  });
});
