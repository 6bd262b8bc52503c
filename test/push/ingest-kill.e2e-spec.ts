import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { generateLoadLog } from '../../bench/generate-load-log.js';
import { seededRandom } from '../../bench/seeded-random.js';
import { ServiceProcess } from '../support/service-process.js';
import { storedDigest, storedNumber } from '../support/stored-rows.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { databaseUrl } from '../support/test-database.js';

/** `npm run soak -- ingest` kills 50 times. */
const KILLS = Number(process.env['SOAK_INGEST_KILLS'] ?? 1);
const SEED = Number(process.env['SOAK_SEED'] ?? 1);
const LINES = 20_000 * KILLS;
const LINES_PER_BATCH = 500;

/** What is stored, all columns of it. */
const STORED = ['SELECT * FROM log_entries ORDER BY id', 'SELECT * FROM alerts ORDER BY id'];

/** A sender that goes on with the next batch when it has heard that the one before is stored. */
class Shipper {
  sent = 0;

  constructor(private readonly batches: readonly string[]) {}

  get isDone(): boolean {
    return this.sent === this.batches.length;
  }

  /** Sends what is left, until the service does not answer any more. */
  async send(url: string): Promise<void> {
    while (!this.isDone) {
      const answer = await fetch(`${url}/ingest?source=web-1`, {
        method: 'POST',
        headers: { 'Content-Type': 'text/plain', 'Idempotency-Key': `batch ${this.sent}` },
        body: this.batches[this.sent]!,
      }).catch(() => null);
      if (answer === null) return;
      // Full, or busy: the scan goes on meanwhile.
      if (answer.status === 503) await pause(50);
      else if (answer.status === 202) this.sent++;
      else throw new Error(`${answer.status}: ${await answer.text()}`);
    }
  }
}

describe('a service that is killed while lines are pushed', () => {
  const folder = temporaryFolder();

  it('stores what it would store of a file, ids included', async () => {
    const random = seededRandom(SEED);
    const log = join(folder(), 'auth.log');
    generateLoadLog(log, { lines: LINES, addresses: 20 });
    const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1);
    const start = (name: string, LOG_FILES: string) => {
      mkdirSync(join(folder(), name), { recursive: true });
      return ServiceProcess.start(join(folder(), name), { LOG_FILES, DATABASE_URL: databaseUrl(folder(), name) });
    };

    const reader = await start('file', log);
    await reader.until<{ lag_bytes: number }[]>('/sources', ([source]) => source?.lag_bytes === 0);
    expect(await reader.stop()).toBe(0);

    const batches: string[] = [];
    for (let from = 0; from < lines.length; from += LINES_PER_BATCH) {
      batches.push(lines.slice(from, from + LINES_PER_BATCH).join('\n'));
    }
    const shipper = new Shipper(batches);
    for (let killed = 0; killed < KILLS; killed++) {
      const service = await start('push', 'push:web-1');
      const sending = shipper.send(service.url);
      await pause(100 + random() * 600);
      await service.stop('SIGKILL');
      await sending;
    }
    const service = await start('push', 'push:web-1');
    await shipper.send(service.url);
    const database = databaseUrl(folder(), 'push');
    const waiting = 'SELECT COUNT(*) FROM ingest_batches WHERE content IS NOT NULL';
    while ((await storedNumber(database, waiting)) > 0) await pause(50);
    expect(await service.stop()).toBe(0);
    expect(await storedNumber(database, 'SELECT COUNT(*) FROM alerts')).toBeGreaterThan(3);
    expect(await storedDigest(database, STORED)).toBe(await storedDigest(databaseUrl(folder(), 'file'), STORED));
  }, 3_600_000);
});
