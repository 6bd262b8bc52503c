import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { importFail2ban } from '../../src/commands/import-fail2ban.command.js';
import { importedSettings } from '../support/imported-settings.js';
import { startService } from '../support/running-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const NOW = Date.UTC(2026, 10, 30, 12);

const JAIL_CONF = `[DEFAULT]
enabled = false
maxretry = 5
findtime = 10m
bantime = 10m
mode = normal
filter = %(__name__)s[mode=%(mode)s]
ignoreip = 127.0.0.1/8 ::1
action = nftables[port=http]

[sshd]
logpath = FOLDER/auth.log

[shop]
logpath = FOLDER/shop.log

[web]
logpath = FOLDER/shop.log

[recidive]
logpath = FOLDER/fail2ban.log
findtime = 1d
bantime = 1w
`;

/** Filters as people write them. */
const FILTERS: Readonly<Record<string, string>> = {
  'filter.d/shop.conf':
    '[Definition]\nmode = normal\nre-normal = ^\\s*shop: no login from <HOST>$\nre-aggressive = <re-normal>\n' +
    '    ^\\s*shop: odd request from <HOST>$\nfailregex = <re-<mode>>\n',
  'filter.d/web.conf': '[Definition]\nfailregex = ^\\s*web: denied <HOST>$\n',
  'filter.d/recidive.conf':
    '[Definition]\nfailregex = ^\\s*fail2ban\\.actions\\s+\\[\\d+\\]: NOTICE\\s+\\[\\w+\\] Ban <HOST>$\n',
};

/** Lines of a program, in the zone of the log. */
function lines(text: string, count: number, everySeconds: number): string {
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.UTC(2026, 10, 30, 9) + index * everySeconds * 1000).toISOString();
    return `${at.slice(0, 19).replace('T', ' ')} ${text}\n`;
  }).join('');
}

describe('import-fail2ban', () => {
  const folder = temporaryFolder();
  const printed = { out: '', err: '' };

  beforeEach(() => {
    printed.out = printed.err = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => (printed.out += String(text)) !== '');
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => (printed.err += String(text)) !== '');
  });

  afterEach(() => jest.restoreAllMocks());

  const put = (name: string, text: string): void => {
    const path = join(folder(), name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text.replaceAll('FOLDER', folder()));
  };

  /** A fail2ban's folder with these files, besides those above. */
  const configured = (files: Readonly<Record<string, string>>): void => {
    for (const [name, text] of Object.entries({ 'jail.conf': JAIL_CONF, ...FILTERS, ...files })) put(name, text);
  };

  const run = (...args: string[]): Promise<number> => importFail2ban([...args, folder()]);

  /** The addresses that alerts are about where the printed settings are those of the service. */
  const alertsOf = async (log: string, text: string): Promise<string[]> => {
    put(log, text);
    const service = await startService(folder(), importedSettings(printed.out, folder()), () => NOW);
    try {
      const { body } = await service.http.get('/alerts').expect(200);
      return [...new Set((body as { ip_address: string }[]).map(({ ip_address }) => ip_address))].sort();
    } finally {
      await service.stop();
    }
  };

  it('takes over modes and local overrides by the precedence of fail2ban', async () => {
    configured({
      'jail.d/shop.conf': '[shop]\nenabled = true\nmaxretry = 9\n',
      'jail.local': '[shop]\nmaxretry = 3\nmode = aggressive\n',
      'jail.d/zz.local': '[shop]\nfindtime = 1m\n',
    });
    expect(await run()).toBe(0);
    expect(printed.out.split('\n')).toEqual([
      `LOG_FILES='${folder()}/shop.log;filter=${folder()}/filter.d/shop.conf[mode=aggressive];maxretry=3;findtime=60'`,
      'ALLOWLIST=127.0.0.0/8,::1',
      'DECISIONS=on',
      'DECISIONS_RULES=shop_failed_login_3_in_60s',
      'DECISIONS_BAN_MINUTES=10',
      'DECISIONS_MAX_BAN_HOURS=1',
      '',
    ]);
    const text =
      lines('shop: odd request from 203.0.113.7', 3, 30) +
      lines('shop: no login from 203.0.113.8', 3, 31) +
      lines('shop: no login from 203.0.113.9', 2, 1);
    expect(await alertsOf('shop.log', text)).toEqual(['203.0.113.7']);
  });

  it('takes over what a jail says of its filter, in a file', async () => {
    configured({
      'jail.local':
        '[web]\nenabled = true\nmaxretry = 2\nfailregex = %(known/failregex)s\n    ^\\s*web: 100%% odd <HOST>$\n',
    });
    expect(await run()).toBe(0);
    expect(printed.out).toContain('filter=fail2ban-filters/web.conf;maxretry=2;findtime=600');
    const text = lines('web: 100% odd 203.0.113.7', 1, 1) + lines('web: denied 203.0.113.7', 1, 1);
    expect(await alertsOf('shop.log', text)).toEqual(['203.0.113.7']);
  });

  it('takes over recidive, and puts filters of one log together', async () => {
    configured({
      'jail.local':
        '[DEFAULT]\nbantime = 1h\n[recidive]\nenabled = true\nmaxretry = 2\n[shop]\nenabled = true\n[web]\nenabled = true\n',
    });
    expect(await run()).toBe(0);
    expect(printed.out).toContain(
      `${folder()}/shop.log;filter=${folder()}/filter.d/shop.conf;maxretry=5;findtime=600;` +
        `filter=${folder()}/filter.d/web.conf;maxretry=5;findtime=600`,
    );
    expect(printed.out).toContain('DECISIONS_BAN_MINUTES=10080\n');
    expect(printed.err).toContain('bantime: jails had different ones');
    const text = lines('fail2ban.actions        [77]: NOTICE  [shop] Ban 203.0.113.7', 2, 3_600);
    expect(await alertsOf('fail2ban.log', text)).toEqual(['203.0.113.7']);
  });

  it('takes over the jail of sshd as a rule', async () => {
    configured({ 'jail.local': '[sshd]\nenabled = true\n' });
    expect(await run()).toBe(0);
    expect(printed.out).toContain(`LOG_FILES=${folder()}/auth.log\nRULES_DIR=fail2ban-rules\n`);
    const failed = 'host sshd[42]: Failed password for root from 203.0.113.7 port 4000 ssh2';
    const text = lines(failed, 5, 150)
      .replaceAll(' host', '+00:00 host')
      .replaceAll(/^(\S+) (\S+)/gm, '$1T$2');
    expect(await alertsOf('auth.log', text)).toEqual(['203.0.113.7']);
  });

  it('says what has no counterpart', async () => {
    configured({
      'jail.local':
        '[DEFAULT]\nignoreip = 192.0.2.0/24 friend.example\nusedns = warn\nbantime = -1\nignorecommand = /bin/true\n' +
        'action = nftables\n    abuseipdb[key=x]\n    sendmail-whois[name=x]\ndestemail = ops@example.net\n[web]\nenabled = true\n',
    });
    expect(await run()).toBe(0);
    for (const remark of [
      'ignoreip: friend.example is no address',
      'web: the action abuseipdb has no counterpart',
      'web: ignorecommand has no counterpart',
      'nobody is turned away for ever',
      'Names in place of addresses are not looked up',
      'A bouncer turns away',
      '3 jails are not enabled',
    ]) {
      expect(printed.err).toContain(remark);
    }
    expect(printed.out).toContain('# RECEIVER_EMAIL=ops@example.net\n# SMTP_HOST=127.0.0.1\n');
    expect(printed.out).toContain('ALLOWLIST=192.0.2.0/24\n');
  });

  it('says which jails it cannot take over, and ends with 1', async () => {
    configured({ 'jail.local': '[gone]\nenabled = true\nlogpath = /x\n[web]\nenabled = true\n' });
    expect(await run()).toBe(1);
    expect(printed.out).toContain('filter.d/web.conf');
    expect(printed.err).toContain('Not taken over: gone: its filter does not exist');
  });

  it('takes over no log that LOG_FILES cannot name, and goes on', async () => {
    configured({
      'jail.local':
        '[shop]\nenabled = true\nlogpath = FOLDER/a;b.log\n[web]\nenabled = true\nlogpath = FOLDER/$(date)`x`.log\n' +
        "[recidive]\nenabled = true\nlogpath = FOLDER/it's.log\n",
    });
    expect(await run()).toBe(1);
    expect(parseEnv(printed.out)['LOG_FILES']).toMatch(/\/\$\(date\)`x`\.log;filter=[^;]+;maxretry=5;findtime=600$/);
    expect(printed.out).toMatch(/^LOG_FILES='[^']+'$/m);
    expect(printed.err).toMatch(/Not taken over: shop: .+ link the log under another name.+\/a;b\.log/);
    expect(printed.err).toContain("/it's.log");
  });

  it('writes files into its own folders alone, and gives each jail a name of its own', async () => {
    configured({
      'jail.local':
        '[../../pwn]\nenabled = true\nfilter = sshd\nlogpath = FOLDER/a.log\n[sshd-1]\nenabled = true\nfilter = sshd\nlogpath = FOLDER/b.log\n' +
        "[sshd_1]\nenabled = true\nfilter = sshd\nlogpath = FOLDER/c.log\nfindtime = 0\naction = sendmail\ndestemail = o'brien@example.com\n",
    });
    expect(await run()).toBe(0);
    const paths = [...printed.out.matchAll(/^# (fail2ban-\S+)$/gm)].map(([, path]) => path!);
    expect(paths).toHaveLength(3);
    for (const path of paths) expect(path).toMatch(/^fail2ban-rules\/[\w-]+\.yml$/);
    expect(new Set(parseEnv(printed.out)['DECISIONS_RULES']!.split(',')).size).toBe(3);
    expect(printed.out).not.toContain('brien');
    expect(printed.out).toContain('# RECEIVER_EMAIL=root@localhost');
    expect(printed.out).not.toContain('"timespan": "0s"');
  });

  it('reads the journal where a jail has no log, and its filter or itself says which entries', async () => {
    const matched =
      '[Definition]\nfailregex = ^\\s*shop: no login from <HOST>$\njournalmatch = _SYSTEMD_UNIT=shop.service\n';
    configured({
      'filter.d/shop.conf': matched,
      'jail.local':
        '[shop]\nenabled = true\n[web]\nenabled = true\njournalmatch = _COMM=web\n' +
        '[recidive]\nenabled = true\nlogpath = FOLDER/none.log\n',
    });
    expect(await run()).toBe(0);
    const sources = parseEnv(printed.out.split('\n\n#')[0]!)['LOG_FILES']!.split(', ');
    expect(sources).toEqual([
      `journald;filter=${folder()}/filter.d/shop.conf;maxretry=5;findtime=600;` +
        'filter=fail2ban-filters/web.conf;maxretry=5;findtime=600',
      `${folder()}/none.log;filter=${folder()}/filter.d/recidive.conf;maxretry=5;findtime=86400`,
    ]);
    expect(printed.out).toContain('# journalmatch = _COMM=web');
    expect(printed.err).toContain('shop: none of its logs is there; it reads the journal');
    put('shop.log', '');
    printed.out = '';
    await run();
    expect(printed.out).toContain('shop.log;filter=');
    expect(printed.out).not.toContain('journald');
  });

  it('writes files that are not there yet', async () => {
    configured({ 'jail.local': '[sshd]\nenabled = true\n' });
    const before = process.cwd();
    mkdirSync(join(folder(), 'here'));
    process.chdir(join(folder(), 'here'));
    try {
      expect(await run('--write')).toBe(0);
      expect(readFileSync('.env', 'utf8')).toContain('RULES_DIR=fail2ban-rules\n');
      expect(readFileSync('fail2ban-rules/sshd.yml', 'utf8')).toContain('fail2ban_sshd');
      await expect(run('--write')).rejects.toThrow('.env, fail2ban-rules/sshd.yml exists already');
    } finally {
      process.chdir(before);
    }
  });

  it('fails where there is no fail2ban', async () => {
    await expect(importFail2ban(['/nowhere'])).rejects.toThrow('/nowhere cannot be read: it does not exist');
    await expect(importFail2ban(['/a', '/b'])).rejects.toThrow('Name one folder');
  });
});
