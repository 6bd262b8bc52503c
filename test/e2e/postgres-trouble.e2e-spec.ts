import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, chownSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { generateLoadLog } from '../../bench/generate-load-log.js';
import { bruteForce } from '../factories/log-lines.js';
import { ServiceProcess } from '../support/service-process.js';
import { storedDigest, storedNumber } from '../support/stored-rows.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { describeOn } from '../support/test-database.js';

interface PostgresServer {
  readonly url: string;
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const { startPostgres } = createRequire(__filename)('../support/postgres-server.cjs') as {
  startPostgres: (settings?: object) => Promise<PostgresServer>;
};

const LINES = 40_000;
const PATIENCE_MS = 240_000;
const ENTRIES = 'SELECT count(*) FROM log_entries';
const STORED = ['SELECT * FROM log_entries ORDER BY id', 'SELECT * FROM alerts ORDER BY id'];

/** A user that may not read everything; PostgreSQL runs as it where the tests run as root. */
const NOBODY = { uid: 65534, gid: 65534 };
const asRoot = process.getuid?.() === 0 ? it : it.skip;

describeOn('postgres')('in trouble with PostgreSQL', () => {
  const folder = temporaryFolder();
  let server: PostgresServer;
  let service: ServiceProcess | null = null;

  const sql = async (text: string, database = 'postgres'): Promise<void> => {
    const client = new Client({ connectionString: `${server.url}/${database}` });
    await client.connect();
    await client.query(text).finally(() => client.end());
  };
  const start = async (name: string): Promise<ServiceProcess> => {
    service = await ServiceProcess.start(folder(), { DATABASE_URL: `${server.url}/${name}` });
    return service;
  };
  const reaches = async (name: string, entries: number): Promise<void> => {
    const deadline = Date.now() + PATIENCE_MS;
    while ((await storedNumber(`${server.url}/${name}`, ENTRIES)) < entries) {
      if (Date.now() > deadline) throw new Error(`Not all is stored after a long wait. ${service?.log.slice(-2000)}`);
      await pause(100);
    }
  };
  /** Stores the log undisturbed. @returns how many entries, and what stands for all that is stored */
  const undisturbed = async (): Promise<{ entries: number; digest: string }> => {
    await sql('CREATE DATABASE undisturbed');
    const single = await start('undisturbed');
    await single.until<{ lag_bytes: number }[]>('/sources', ([source]) => source?.lag_bytes === 0);
    await single.stop();
    const url = `${server.url}/undisturbed`;
    return { entries: await storedNumber(url, ENTRIES), digest: await storedDigest(url, STORED) };
  };

  beforeEach(async () => {
    server = await startPostgres({ fsync: 'on', full_page_writes: 'on' });
  });

  afterEach(async () => {
    await service?.stop('SIGKILL');
    service = null;
    await server.stop();
  });

  it('goes on where it was when the server crashes, restarts, and cuts its connections in the middle of a scan', async () => {
    generateLoadLog(join(folder(), 'auth.log'), { lines: LINES, addresses: 40 });
    const { entries, digest } = await undisturbed();
    await sql('CREATE DATABASE disturbed');
    const running = await start('disturbed');
    await pause(500);
    await server.kill();
    await pause(2_000);
    // What needs the database says so; what does not, answers.
    expect((await fetch(`${running.url}/alerts`)).status).toBe(503);
    expect((await fetch(`${running.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${running.url}/health/ready`)).status).toBe(503);
    await server.restart();
    await pause(500);
    await server.restart();
    for (let cut = 0; cut < 5; cut++) {
      await pause(700);
      await sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'disturbed'`);
    }
    await reaches('disturbed', entries);
    await running.until<{ lag_bytes: number }[]>('/sources', ([source]) => source?.lag_bytes === 0);
    expect(running.child.exitCode).toBeNull();
    expect(await running.stop()).toBe(0);
    expect(await storedDigest(`${server.url}/disturbed`, STORED)).toBe(digest);
  });

  it('waits for a server that starts after it', async () => {
    await sql('CREATE DATABASE late');
    appendFileSync(join(folder(), 'auth.log'), `${bruteForce(10).join('\n')}\n`);
    await server.kill();
    const starting = start('late');
    await pause(2_500);
    await server.restart();
    await starting;
    await reaches('late', 10);
  });

  it('says what is wrong with a database that it cannot use, without the password', async () => {
    const url = `${server.url.replace('postgres@', 'postgres:secret-word@')}/nowhere`;
    const failed = await ServiceProcess.start(folder(), { DATABASE_URL: url }).then(
      () => 'started',
      (error: Error) => error.message,
    );
    expect(failed).toMatch(/postgres:\/\/postgres@127.0.0.1:\d+\/nowhere cannot be used: .*"nowhere" does not exist/);
    expect(failed).not.toContain('secret-word');
  });

  asRoot('keeps running when the disk of the server is full, and misses nothing when there is room again', async () => {
    const space = join(folder(), 'space');
    mkdirSync(space);
    execFileSync('chmod', ['755', folder()]);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', space]).status !== 0) {
      console.warn('A full disk is not tested: nothing can be mounted here.');
      return;
    }
    try {
      chownSync(space, NOBODY.uid, NOBODY.gid);
      await sql(`CREATE TABLESPACE small LOCATION '${space}'`);
      await sql('CREATE DATABASE full_one TABLESPACE small');
      appendFileSync(join(folder(), 'auth.log'), `${bruteForce(80_000).join('\n')}\n`);
      const running = await start('full_one');
      await running.says(/The scan failed and is tried again; nothing is lost: .*No space left/);
      expect((await fetch(`${running.url}/alerts`)).status).toBe(200);
      spawnSync('mount', ['-o', 'remount,size=200m', space]);
      await reaches('full_one', 80_000);
      expect(await running.stop()).toBe(0);
    } finally {
      await server.stop();
      spawnSync('umount', [space]);
    }
  });
});
