import { appendFileSync, copyFileSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { DataSource } from 'typeorm';
import { seededRandom } from '../../bench/seeded-random.js';
import type { AlertDto } from '../../src/alerts/alert.dto.js';
import { readRules } from '../../src/analysis/rules/rule-files.js';
import { KnownLogin } from '../../src/analysis/sessions/known-login.entity.js';
import { Session, SessionEvent } from '../../src/analysis/sessions/session.entity.js';
import { LogScanner } from '../../src/analysis/scan/log-scanner.js';
import { replayAlerts } from '../../src/commands/replay.command.js';
import { alertViews } from '../support/alert-views.js';
import { databaseLocation, ENGINE } from '../support/test-database.js';
import { openDatabase } from '../../src/database/data-source.js';
import { storeBatch } from '../../src/logs/ingestion/push/batch-store.js';
import { DEFAULT_LIMITS } from '../../src/logs/ingestion/push/ingest-problems.js';
import { linesOfText } from '../../src/logs/ingestion/push/pushed-lines.js';
import { randomLog } from './random-log.js';

/** How many logs are tried; `npm run soak -- replay` tries 500. */
const LOGS = Number(process.env['SOAK_LOGS'] ?? (ENGINE === 'sqlite' ? 5 : 2));
const SEED = Number(process.env['SOAK_SEED'] ?? 1);

const RULE_FILES = readRules([join(__dirname, '..', '..', 'rules')]);

/** Later than every event. */
const NOW = Date.UTC(2026, 11, 31);

/** What a database holds in the end. */
interface Stored {
  readonly alerts: readonly AlertDto[];
  readonly sessions: readonly Session[];
  readonly known: readonly KnownLogin[];
  readonly events: readonly SessionEvent[];
}

/** A log that grows, and the service that reads it into a database. */
class Reading {
  private constructor(
    private readonly folder: string,
    private readonly dataSource: DataSource,
    private readonly batchBytes: number,
    private scanner: LogScanner,
  ) {}

  static async of(batchBytes: number, read: (reading: Reading) => Promise<void>): Promise<Stored> {
    const folder = mkdtempSync(join(tmpdir(), 'replay-'));
    const dataSource = await openDatabase(databaseLocation(folder));
    try {
      const reading = new Reading(folder, dataSource, batchBytes, null as never);
      reading.restart();
      await read(reading);
      const alerts = await alertViews(dataSource, { firedAt: 'DESC', id: 'DESC' }, NOW);
      const sessions = await dataSource.manager.find(Session, { order: { startedAt: 'ASC', id: 'ASC' } });
      const events = await dataSource.manager.find(SessionEvent, { order: { sessionId: 'ASC', entryId: 'ASC' } });
      const known = await dataSource.manager.find(KnownLogin, {
        order: { username: 'ASC', trait: 'ASC', value: 'ASC' },
      });
      return { alerts, sessions, events, known };
    } finally {
      await dataSource.destroy();
      rmSync(folder, { recursive: true, force: true });
    }
  }

  append(text: string): void {
    appendFileSync(this.log, text);
  }

  /** As a sender does that may send a batch again, since it did not hear the answer. */
  async push(text: string, key: string): Promise<void> {
    const { count: lines, hash: contentHash, text: bytes } = linesOfText(Buffer.from(text));
    const batch = { source: 'web-1', key, contentHash, lines, bytes: bytes.length };
    const content = gzipSync(bytes);
    await storeBatch(
      this.dataSource.manager,
      { ...batch, content, receivedAt: NOW, writtenBefore: null },
      DEFAULT_LIMITS,
    );
  }

  async scan(): Promise<void> {
    const listener = { alertsChanged: () => undefined, progressed: () => undefined };
    await this.scanner.scan({ now: () => Date.now(), listener, shouldStop: () => false });
  }

  /** Throws away everything in memory. */
  restart(): void {
    this.scanner = new LogScanner(this.dataSource, {
      sources: [{ pattern: this.log, timeZone: 'UTC', host: null }],
      pushedTimeZone: 'UTC',
      ruleFiles: RULE_FILES,
      batchBytes: this.batchBytes,
      transactionBytes: 2 * this.batchBytes,
    });
  }

  /** Puts a copy in the place of the log, with a new inode. */
  replaceByCopy(): void {
    copyFileSync(this.log, `${this.log}.tmp`);
    renameSync(`${this.log}.tmp`, this.log);
  }

  private get log(): string {
    return join(this.folder, 'auth.log');
  }
}

async function replayed(text: string): Promise<AlertDto[]> {
  const folder = mkdtempSync(join(tmpdir(), 'replay-'));
  const path = join(folder, 'auth.log');
  writeFileSync(path, text);
  const options = { ruleFiles: RULE_FILES, allowlist: [], timeZone: 'UTC' };
  const alerts: AlertDto[] = [];
  const log = { source: path, files: [path], timeZone: null, host: null };
  await replayAlerts([log], options, (some) => alerts.push(...some));
  rmSync(folder, { recursive: true });
  return alerts.sort((a, b) => compare(b.fired_at, a.fired_at) || compare(b.id, a.id));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The text in pieces of any length, cut anywhere. */
function* pieces(text: string, random: () => number): Generator<string> {
  for (let start = 0; start < text.length;) {
    const end = start + 1 + Math.floor(random() ** 3 * text.length * 0.5);
    yield text.slice(start, end);
    start = end;
  }
}

/** By name: ways to come by the same lines. */
const WAYS: Readonly<Record<string, (text: string, random: () => number) => Promise<Stored>>> = {
  'read at once': (text) =>
    Reading.of(1 << 20, async (reading) => {
      reading.append(text);
      await reading.scan();
    }),
  'read as it grows': (text, random) =>
    Reading.of(5000, async (reading) => {
      for (const piece of pieces(text, random)) {
        reading.append(piece);
        await reading.scan();
      }
    }),
  'read with restarts': (text, random) =>
    Reading.of(3000, async (reading) => {
      for (const piece of pieces(text, random)) {
        reading.append(piece);
        if (random() < 0.5) reading.restart();
        await reading.scan();
      }
    }),
  'read twice': (text) =>
    Reading.of(20_000, async (reading) => {
      reading.append(text);
      await reading.scan();
      await reading.scan();
      reading.replaceByCopy();
      reading.restart();
      await reading.scan();
    }),
  'pushed in batches, some of them again': (text, random) =>
    Reading.of(3000, async (reading) => {
      const lines = text.split('\n').slice(0, -1);
      for (let start = 0, number = 1; start < lines.length; number++) {
        const end = start + 1 + Math.floor(random() ** 3 * lines.length * 0.5);
        const batch = lines.slice(start, end).join('\n') + (random() < 0.5 ? '\n' : '');
        const key = `batch ${number}`;
        await reading.push(batch, key);
        if (random() < 0.3) await reading.push(batch, key);
        if (random() < 0.3) reading.restart();
        if (random() < 0.5) await reading.scan();
        if (random() < 0.3) await reading.push(batch, key);
        start = end;
      }
      await reading.scan();
    }),
};

describe('replay', () => {
  it('gives what the service stores, ids included, however the service came by the lines', async () => {
    let alerts = 0;
    let linked = 0;
    for (let seed = SEED; seed < SEED + LOGS; seed++) {
      const random = seededRandom(seed);
      const text = randomLog(random)
        .map((line) => `${line}\n`)
        .join('');
      const expected = await replayed(text);
      alerts += expected.length;
      let first: Stored | null = null;
      for (const [way, read] of Object.entries(WAYS)) {
        const stored = await read(text, random);
        first ??= stored;
        linked += stored.events.length - stored.sessions.length;
        try {
          expect(stored.alerts).toEqual(expected);
          expect(JSON.stringify(stored.alerts)).toBe(JSON.stringify(expected));
          expect({ ...stored, alerts: [] }).toEqual({ ...first, alerts: [] });
        } catch (error) {
          throw new Error(`SOAK_SEED=${seed}, ${way}: ${(error as Error).message}`, { cause: error });
        }
      }
    }
    if (process.env['SOAK_LOGS'] !== undefined) console.log(`${LOGS} logs, ${alerts} alerts`);
    expect(alerts).toBeGreaterThan(LOGS);
    expect(linked).toBeGreaterThan(LOGS);
  }, 3_600_000);
});
