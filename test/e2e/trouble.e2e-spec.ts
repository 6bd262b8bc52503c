import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import BetterSqlite3 from 'better-sqlite3';
import { bruteForce } from '../factories/log-lines.js';
import { ServiceProcess } from '../support/service-process.js';
import { itOn } from '../support/test-database.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** A user without rights, on every Unix. */
const NOBODY = { uid: 65534, gid: 65534 };

const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? it : it.skip;
if (!isRoot) console.warn('Some troubles are not tested: only root can run the service as another user, or mount.');

type Sources = { readonly state: string; readonly error: { readonly code: string; readonly detail: string } | null }[];
type List = unknown[];

describe('in trouble', () => {
  const folder = temporaryFolder();
  const path = (name: string) => join(folder(), name);
  const append = (...lines: string[]) => appendFileSync(path('auth.log'), lines.map((line) => `${line}\n`).join(''));
  let service: ServiceProcess | null = null;

  async function total(): Promise<number> {
    const response = await fetch(`${service!.url}/logs?limit=1`);
    return Number(response.headers.get('x-total-count'));
  }

  async function totalReaches(count: number): Promise<void> {
    for (let tries = 0; tries < 300 && (await total()) < count; tries++) await pause(50);
    expect(await total()).toBe(count);
  }

  async function failedStart(environment: Record<string, string>, user = {}): Promise<string> {
    return ServiceProcess.start(folder(), environment, user).then(
      (started) => {
        service = started;
        return 'started';
      },
      (error: Error) => error.message,
    );
  }

  beforeEach(() => chmodSync(folder(), 0o755));
  afterEach(async () => {
    await service?.stop('SIGKILL');
    service = null;
  });

  itOn('sqlite')('waits for a database that another program has locked', async () => {
    service = await ServiceProcess.start(folder());
    const other = new BetterSqlite3(path('test.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    append(...bruteForce(10));
    await pause(1500);
    expect(await total()).toBe(0);
    expect(await service.get('/health')).toMatchObject({ status: 'ok' });
    other.exec('ROLLBACK');
    other.close();
    await totalReaches(10);
  });

  itOn('sqlite')('says what is wrong with a database that is none, and leaves it alone', async () => {
    writeFileSync(path('broken.sqlite'), 'no database '.repeat(1000));
    const message = await failedStart({ DATABASE_URL: `sqlite:${path('broken.sqlite')}` });
    expect(message).toMatch(/broken\.sqlite cannot be used: .*not a database.*DATABASE_URL/s);
  });

  asRoot('says what is wrong with a folder that it may not write to', async () => {
    mkdirSync(path('data'));
    const message = await failedStart({ DATABASE_URL: `sqlite:${path('data/x.sqlite')}` }, NOBODY);
    expect(message).toMatch(/data\/x\.sqlite cannot be used: .*Check that the folder exists/s);
  });

  asRoot('waits for a log that it may not read, and says so', async () => {
    mkdirSync(path('data'));
    chownSync(path('data'), NOBODY.uid, NOBODY.gid);
    append(...bruteForce(10));
    chmodSync(path('auth.log'), 0o600);
    service = await ServiceProcess.start(folder(), { DATABASE_URL: `sqlite:${path('data/x.sqlite')}` }, NOBODY);
    await service.says(/may not be read by this user; add the user to the file's group/);
    const [source] = await service.get<Sources>('/sources');
    expect(source).toMatchObject({ state: 'failing', error: { code: 'EACCES' } });
    chmodSync(path('auth.log'), 0o644);
    await totalReaches(10);
    expect(await service.get<List>('/alerts')).toHaveLength(1);
    await service.until<Sources>('/sources', ([current]) => current!.state === 'current');
  });

  asRoot('keeps running when the disk is full, and misses nothing when there is room again', async () => {
    mkdirSync(path('small'));
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', path('small')]).status !== 0) {
      console.warn('A full disk is not tested: nothing can be mounted here.');
      return;
    }
    try {
      service = await ServiceProcess.start(folder(), { DATABASE_URL: `sqlite:${path('small/x.sqlite')}` });
      append(...bruteForce(20_000));
      await service.says(/The scan failed and is tried again; nothing is lost: .*full/);
      expect((await service.get<Sources>('/sources'))[0]).toMatchObject({
        state: 'failing',
        error: { code: 'SCAN_FAILED' },
      });
      expect(await service.get('/health')).toMatchObject({ status: 'ok' });
      spawnSync('mount', ['-o', 'remount,size=100m', path('small')]);
      await totalReaches(20_000);
      await service.says('Scanning works again');
      expect(await service.stop()).toBe(0);
    } finally {
      await service?.stop('SIGKILL');
      spawnSync('umount', [path('small')]);
    }
  });
});
