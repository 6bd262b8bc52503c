import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openDatabase } from '../src/database/data-source.js';
import { FIRST_MOMENT, generateEntries, LAST_MOMENT } from './generate-entries.js';
import { medianAndP99, p99, say } from './measure.js';

/**
 * `npm run bench -- retention [entries]`: half of the entries are too old and are removed, while lines arrive and the API is
 * asked. Tells how long it takes, how long others wait meanwhile, and what becomes of the file.
 */
const MAX_P99_MS = 50;
const DAY = 24 * 3_600_000;

const entries = Number(process.argv[2] ?? 5_000_000);
const folder = mkdtempSync(join(tmpdir(), 'bench-retention-'));
const database = join(folder, 'retention.sqlite');
const log = join(folder, 'auth.log');

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

const dataSource = await openDatabase({ kind: 'sqlite', path: database });
await generateEntries(dataSource, entries, entries / 50);
await dataSource.query('PRAGMA wal_checkpoint(TRUNCATE)');
await dataSource.destroy();
const sizeBefore = statSync(database).size;
const middle = (FIRST_MOMENT + LAST_MOMENT) / 2;
const days = Math.ceil((Date.now() - middle) / DAY);
writeFileSync(log, '');
const child = spawn(process.execPath, ['dist/main.js'], {
  env: {
    ...process.env,
    LOG_FILES: log,
    DATABASE_URL: `sqlite:${database}`,
    LOG_TIMEZONE: 'UTC',
    PORT: '0',
    RATE_LIMIT_PER_MINUTE: '0',
    RETENTION_DAYS: String(days),
    SCAN_INTERVAL_SECONDS: '1',
    ACCESS_LOG: 'none',
  },
});
try {
  let output = '';
  child.stdout.on('data', (text) => (output += String(text)));
  child.stderr.on('data', (text) => (output += String(text)));
  const says = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const found = pattern.exec(output);
      if (found !== null) return found;
      if (child.exitCode !== null) throw new Error(output);
      await pause(20);
    }
  };
  const [, url = ''] = await says(/Listening on (http:\S+);/);
  const total = async (): Promise<number> =>
    Number((await fetch(`${url}/logs?limit=1`, { method: 'GET' })).headers.get('x-total-count'));
  const waits: Record<'before' | 'meanwhile', number[]> = { before: [], meanwhile: [] };
  let written = 0;
  let began = 0;
  const done = says(/Removed (\d+) log entries/);
  const over = new AbortController();
  void done.then(() => over.abort());
  for (let request = 0; !over.signal.aborted; request++) {
    if (request % 10 === 0) {
      appendFileSync(
        log,
        `${new Date().toISOString()} web-1 sshd[${request}]: Invalid user x from 203.0.113.9 port 5\n`,
      );
      written++;
    }
    const path = ['/alerts?limit=10', '/logs?limit=100&sort=-timestamp', '/health/ready'][request % 3]!;
    const begin = performance.now();
    const answer = await fetch(url + path);
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    if (began === 0 && request % 50 === 0 && (await total()) < entries) began = performance.now();
    waits[began === 0 ? 'before' : 'meanwhile'].push(performance.now() - begin);
    await pause(20);
  }
  const [, removed] = await done;
  const seconds = (performance.now() - began) / 1000;
  await pause(3_000);
  const left = await total();
  child.kill('SIGTERM');
  await new Promise((ended) => child.once('exit', ended));
  const sizeAfter = statSync(database).size;
  const expired = entries * ((Date.now() - days * DAY - FIRST_MOMENT) / (LAST_MOMENT - FIRST_MOMENT));
  console.log(`${entries} entries, of which ${removed} were removed in ${seconds.toFixed(0)} s`);
  const value = `p50/p99 ${medianAndP99(waits.meanwhile)} ms, before ${medianAndP99(waits.before)} ms`;
  say('others wait', value, `p99 ${MAX_P99_MS} ms`, p99(waits.meanwhile) <= MAX_P99_MS);
  say(
    'the file',
    `${megabytes(sizeBefore)}, then ${megabytes(sizeAfter)}`,
    'at most 0.65',
    sizeAfter <= 0.65 * sizeBefore,
  );
  say(
    'nothing younger is lost',
    `${left} left`,
    'what is not removed, and what came',
    left === entries - Number(removed) + written,
  );
  const share = Number(removed) / expired;
  say('all that is too old is removed', share.toFixed(3), '0.99 to 1.01', Math.abs(share - 1) < 0.01);
} finally {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
}
