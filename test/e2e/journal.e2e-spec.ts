import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { timeOf } from '../factories/log-lines.js';
import { ServiceProcess } from '../support/service-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { describeOn } from '../support/test-database.js';

interface JournalEntry {
  readonly second: number;
  readonly message: string | readonly number[];
  readonly cursor?: string;
  /** Besides those of every entry, or in their place. */
  readonly fields?: Readonly<Record<string, string>>;
}

type Entries = { readonly timestamp: string; readonly username: string }[];

function attempt(second: number): JournalEntry {
  return { second, message: 'Failed password for oracle from 203.0.113.7 port 52814 ssh2' };
}

/** Of a program that only a filter knows. */
function said(second: number, user: string, fields: Readonly<Record<string, string>>): JournalEntry {
  const message = `${user.startsWith('other') ? 'other' : 'shop'}: no login for ${user} from 203.0.113.8`;
  return { second, message, fields: { SYSLOG_IDENTIFIER: 'shop', ...fields } };
}

/** Three of the shop's, two that only look like them, one of another program, and one of sshd. */
const MIXED = [
  said(0, 'by-unit', { _SYSTEMD_UNIT: 'shop.service', PRIORITY: '5' }),
  said(1, 'by-other-unit', { _SYSTEMD_UNIT: 'shop@2.service', PRIORITY: '5' }),
  said(2, 'by-command', { _COMM: 'shopd' }),
  said(3, 'forged-by-user', { _SYSTEMD_UNIT: 'user@1000.service', _COMM: 'logger' }),
  said(4, 'of-other-priority', { _SYSTEMD_UNIT: 'shop.service', PRIORITY: '6' }),
  said(5, 'other-program', { _COMM: 'other' }),
  attempt(6),
];
const SHOP = 'journalmatch = _SYSTEMD_UNIT=shop.service _SYSTEMD_UNIT=shop@2.service PRIORITY=5 + _COMM=shopd';

describeOn('sqlite')('the systemd journal', () => {
  const folder = temporaryFolder();
  const journalFile = () => join(folder(), 'journal');
  let service: ServiceProcess;

  function journal(...entries: readonly JournalEntry[]): void {
    const objects = entries.map(({ second, message, cursor, fields }) => {
      const microseconds = Date.parse(timeOf(second)) * 1000;
      return JSON.stringify({
        __CURSOR: cursor ?? `s=1;i=${second};t=${microseconds.toString(16)};x=2`,
        __REALTIME_TIMESTAMP: String(microseconds),
        _HOSTNAME: 'web-1',
        SYSLOG_IDENTIFIER: 'sshd-session',
        _PID: String(700 + second),
        MESSAGE: message,
        ...fields,
      });
    });
    appendFileSync(journalFile(), objects.map((object) => `${object}\n`).join(''));
  }

  /** The machine's own journalctl, if it has one, is not to be found. */
  async function start(environment: Readonly<Record<string, string>> = {}): Promise<void> {
    const PATH = join(folder(), 'bin');
    const settings = { LOG_FILES: 'journald', JOURNAL: journalFile(), PATH, ...environment };
    service = await ServiceProcess.start(folder(), settings);
  }

  const entries = (count: number) => service.until<Entries>('/logs', (answer) => answer.length >= count);

  const users = async () => (await service.get<Entries>('/logs')).map(({ username }) => username);
  const linesTaken = async () => {
    const [source] = await service.get<{ lines: { read: number } }[]>('/sources');
    return source!.lines.read;
  };

  /** Makes a filter, and gives the option of `LOG_FILES` that names it. */
  function filter(name: string, options: string): string {
    const path = join(folder(), `${name}.conf`);
    const failregex = `^\\s*\\S+ \\S+: ${name}: no login for <F-USER>\\S+</F-USER> from <HOST>$`;
    writeFileSync(path, `[Definition]\nfailregex = ${failregex}\n${options}\n`);
    return `;filter=${path}`;
  }

  function installJournalctl(): void {
    const program = `#!/bin/sh\nexec '${process.execPath}' '${resolve('test/support/journalctl.mjs')}' "$@"\n`;
    mkdirSync(join(folder(), 'bin'));
    writeFileSync(join(folder(), 'bin/journalctl'), program, { mode: 0o755 });
  }

  beforeEach(() => journal());
  afterEach(() => service.stop());

  it('is read behind the cursor, and after a restart', async () => {
    installJournalctl();
    journal(...[0, 1, 2, 3, 4, 5].map(attempt));
    await start();
    await entries(6);
    journal(attempt(6), attempt(7));
    await entries(8);
    expect(await service.stop()).toBe(0);
    journal(attempt(8), attempt(9));
    await start();
    expect(await entries(10)).toHaveLength(10);
    expect((await entries(10))[0]).toMatchObject({ timestamp: timeOf(0), host: 'web-1', pid: 700, source: 'journald' });
    expect(await service.get('/alerts')).toMatchObject([{ attempts: 10 }]);
  });

  it('may hold bytes that are not valid UTF-8', async () => {
    installJournalctl();
    journal({ second: 0, message: [...Buffer.from('Invalid user m\u00fcller from 203.0.113.7 port 5', 'latin1')] });
    await start();
    expect(await entries(1)).toMatchObject([{ username: 'm\ufffdller', ip_address: '203.0.113.7' }]);
  });

  it('is read on from its time when it has forgotten the cursor', async () => {
    installJournalctl();
    journal(attempt(0), attempt(1));
    await start();
    await entries(2);
    writeFileSync(journalFile(), '');
    journal({ ...attempt(1), cursor: 's=2;i=1;t=0' }, { ...attempt(2), cursor: 's=2;i=2;t=0' });
    expect((await entries(3)).map((entry) => entry.timestamp)).toEqual([timeOf(0), timeOf(1), timeOf(2)]);
  });

  describe('with filters', () => {
    beforeEach(() => {
      installJournalctl();
      journal(...MIXED);
    });

    it('is asked for our own programs and what their journalmatch names', async () => {
      // Of those that come with the service, one asks for lines of other programs.
      await start({ LOG_FILES: `journald${filter('shop', SHOP)}`, SHIPPED_RULES: 'false' });
      await entries(4);
      expect(await users()).toEqual(['by-unit', 'by-other-unit', 'by-command', 'oracle']);
      expect(await linesTaken()).toBe(4);
    });

    it('is read whole where a rule asks for other programs, and they see only what is theirs', async () => {
      await start({ LOG_FILES: `journald${filter('shop', SHOP)}` });
      await entries(4);
      expect(await users()).toEqual(['by-unit', 'by-other-unit', 'by-command', 'oracle']);
      expect(await linesTaken()).toBe(MIXED.length);
    });

    it.each([
      ['the container of a tag is named', ';program=gateway:sshd'],
      ['a format reads it, too', ';format=proxmox'],
    ])('is read whole where %s', async (_, option) => {
      await start({ LOG_FILES: `journald${filter('shop', SHOP)}${option}`, SHIPPED_RULES: 'false' });
      await entries(4);
      expect(await users()).toEqual(['by-unit', 'by-other-unit', 'by-command', 'oracle']);
      expect(await linesTaken()).toBe(MIXED.length);
    });

    it('is read whole where one has none, and the others see only what is theirs', async () => {
      await start({ LOG_FILES: `journald${filter('shop', SHOP)}${filter('other', '')}`, SHIPPED_RULES: 'false' });
      await entries(5);
      expect(await users()).toEqual(['by-unit', 'by-other-unit', 'by-command', 'other-program', 'oracle']);
      expect(await linesTaken()).toBe(MIXED.length);
    });
  });

  it('is waited for when there is no journalctl', async () => {
    await start();
    await service.until<{ status: string }>('/health', ({ status }) => status === 'ok');
    while (!service.log.includes('no journalctl on the PATH')) await service.get('/health');
    installJournalctl();
    journal(attempt(0));
    expect(await entries(1)).toHaveLength(1);
  });
});
