import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { Alert } from '../../src/alerts/alert.entity.js';
import { grownAlert } from '../../src/alerts/lifecycle/detected-alert.js';
import type { DetectedAlert } from '../../src/alerts/lifecycle/detected-alert.js';
import { AppliedAllowlist } from '../../src/analysis/detection/allowlist.js';
import { Engine } from '../../src/analysis/detection/engine.js';
import { loadRules } from '../../src/analysis/rules/loaded-rules.js';
import { readRules } from '../../src/analysis/rules/rule-files.js';
import { LoginHistory } from '../../src/analysis/sessions/login-history.js';
import { SessionTracker } from '../../src/analysis/sessions/session-tracker.js';
import { SourceHealth } from '../../src/analysis/detection/source-health.js';
import { detectEntries, parseLines } from '../../src/analysis/scan/line-analysis.js';
import { DatabaseStore } from '../../src/analysis/scan/database-store.js';
import type { ScanResults } from '../../src/analysis/scan/scan-store.js';
import { LogScanner } from '../../src/analysis/scan/log-scanner.js';
import { expectExactRollups } from '../support/rollups.js';
import { databaseLocation, dropDatabases } from '../support/test-database.js';
import { openDatabase } from '../../src/database/data-source.js';
import { LogEntry } from '../../src/logs/entries/log-entry.entity.js';
import { Coverage } from '../../src/logs/parsing/coverage.js';
import { LogParser } from '../../src/logs/parsing/log-parser.js';
import { failedPassword } from '../factories/log-lines.js';
import { LogWriter } from './log-writer.js';

/** One thing that happens to a log or to its reader. */
export type Step =
  | { readonly kind: 'write'; readonly gaps: readonly number[]; readonly held: number }
  | { readonly kind: 'scan' | 'restart' }
  | { readonly kind: 'crash'; readonly when: CrashPoint }
  | { readonly kind: 'rename' | 'reopen' | 'copy' | 'copyTruncate' | 'compress' | 'rewriteSame' }
  | { readonly kind: 'truncate' | 'remove' }
  | { readonly kind: 'truncateWithHole'; readonly bytes: number };

type CrashPoint = 'before-transaction' | 'before-commit' | 'after-commit';

const crash = fc.constantFrom<CrashPoint>('before-transaction', 'before-commit', 'after-commit');

/** Sequences of steps; writes and scans are as frequent as everything else together. */
export function steps(least: number): fc.Arbitrary<Step[]> {
  const write = fc.record({
    kind: fc.constant('write' as const),
    gaps: fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 1, maxLength: 12 }),
    held: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 150 })),
  });
  const rotation = fc.record({
    kind: fc.constantFrom('rename', 'reopen', 'copy', 'copyTruncate', 'compress', 'rewriteSame', 'truncate', 'remove'),
  });
  const hole = fc.record({ kind: fc.constant('truncateWithHole' as const), bytes: fc.integer({ min: 1, max: 5000 }) });
  return fc.array(
    fc.oneof(
      { weight: 6, arbitrary: write },
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('scan' as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('crash' as const), when: crash }) },
      { weight: 5, arbitrary: rotation as fc.Arbitrary<Step> },
      { weight: 1, arbitrary: hole },
    ),
    { minLength: least, maxLength: least + 50 },
  ) as fc.Arbitrary<Step[]>;
}

/** What the database holds, or should hold. */
export interface Outcome {
  readonly rawLogs: readonly string[];
  readonly alerts: readonly Partial<DetectedAlert>[];
}

/** The rules that the service comes with. */
const RULE_FILES = readRules([join(__dirname, '..', '..', 'rules')]);

/** Later than every event that a sequence makes. */
const NOW = Date.UTC(2026, 11, 31);

/** Plays a sequence and answers what is stored at its end beside what a plain read of all completed lines gives. */
export async function play(sequence: readonly Step[]): Promise<{ stored: Outcome; expected: Outcome }> {
  const folder = mkdtempSync(join(tmpdir(), 'sequence-'));
  const dataSource = await openDatabase(databaseLocation(folder));
  try {
    const player = new Player(folder, dataSource);
    for (const step of sequence) await player.take(step);
    await player.finish();
    await expectExactRollups(dataSource);
    return { stored: await storedOutcome(dataSource), expected: plainRead(player.writer.completed) };
  } finally {
    await dataSource.destroy();
    dropDatabases(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

class Player {
  readonly writer: LogWriter;
  private scanner: LogScanner;
  private second = 0;
  private count = 0;

  constructor(
    folder: string,
    private readonly dataSource: DataSource,
  ) {
    this.writer = new LogWriter(folder);
    this.scanner = this.newScanner();
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'write':
        return this.writer.write(
          step.gaps.map((gap) => this.nextLine(gap)),
          step.held,
        );
      case 'scan':
        return this.scan(this.scanner);
      case 'restart':
        this.scanner = this.newScanner();
        return;
      case 'crash':
        await this.scan(this.newScanner(new CrashingStore(this.dataSource, step.when))).catch(() => undefined);
        this.scanner = this.newScanner();
        return;
      case 'truncate':
      case 'remove':
      case 'truncateWithHole':
        return this.destroy(step);
      default:
        return this.writer[step.kind]();
    }
  }

  async finish(): Promise<void> {
    this.writer.finishLine();
    await this.scan(this.scanner);
  }

  /** Content that goes away unread is lost to everybody: it is read before. */
  private async destroy(step: Extract<Step, { kind: 'truncate' | 'remove' | 'truncateWithHole' }>): Promise<void> {
    this.writer.finishLine();
    await this.scan(this.scanner);
    if (step.kind === 'truncateWithHole') this.writer.truncateWithHole(step.bytes);
    else this.writer[step.kind]();
  }

  private async scan(scanner: LogScanner): Promise<void> {
    const listener = { alertsChanged: () => undefined, progressed: () => undefined };
    await scanner.scan({ now: () => Date.now(), listener, shouldStop: () => false });
  }

  private newScanner(store = new DatabaseStore(this.dataSource)): LogScanner {
    const sources = [{ pattern: this.writer.live, timeZone: 'UTC', host: null }];
    // Small batches, so that even a short log takes several transactions.
    const options = { sources, ruleFiles: RULE_FILES, batchBytes: 700, transactionBytes: 1500 };
    return new LogScanner(this.dataSource, options, store);
  }

  private nextLine(gap: number): string {
    this.second += gap;
    this.count += 1;
    const address = `203.0.113.${this.count % 3}`;
    return failedPassword({ second: this.second, address, user: `user${this.count % 5}`, pid: 1000 + this.count });
  }
}

/** The store of a process that dies at its second transaction, or at the first if there is but one. */
class CrashingStore extends DatabaseStore {
  private transactions = 0;

  constructor(
    dataSource: DataSource,
    private readonly when: CrashPoint,
  ) {
    super(dataSource);
  }

  override async begin(version: number): Promise<void> {
    this.transactions += 1;
    if (this.transactions === 2 && this.when === 'before-transaction') throw new Error('crash');
    return super.begin(version);
  }

  protected override async finish(results: ScanResults): ReturnType<DatabaseStore['finish']> {
    if (this.transactions < 2) return super.finish(results);
    if (this.when === 'before-commit') throw new Error('crash');
    await super.finish(results);
    throw new Error('crash');
  }
}

async function storedOutcome(dataSource: DataSource): Promise<Outcome> {
  const entries = await dataSource.manager.find(LogEntry, { order: { id: 'ASC' } });
  const alerts = await dataSource.manager
    .createQueryBuilder(Alert, 'alert')
    .addSelect('alert.tallies')
    .orderBy({ 'alert.firedAt': 'ASC', 'alert.id': 'ASC' })
    .getMany();
  return {
    rawLogs: entries.map((entry) => entry.rawLog),
    alerts: alerts.map((alert) => comparable({ ...alert, ...alert.tallies })),
  };
}

function plainRead(lines: readonly string[]): Outcome {
  const allowlist = new AppliedAllowlist();
  const engine = new Engine(loadRules(RULE_FILES).rules);
  const parser = new LogParser({ timeZone: 'UTC' });
  parser.setReferenceTime(NOW);
  const health = new SourceHealth('a log');
  const entries = parseLines(
    lines,
    { sourceId: 1, parser, coverage: new Coverage(), health, sessions: new SessionTracker() },
    NOW,
    engine.selectors,
  );
  detectEntries(entries, 1, { allowlist, engine, logins: new LoginHistory() });
  const rawLogs = entries.map((entry) => entry.rawLog);
  const alerts = engine
    .takeGrowth()
    .filter(({ rule }) => rule.raisesAlerts)
    .map((growth) => grownAlert(null, growth))
    .sort((a, b) => a.firedAt - b.firedAt || (a.id < b.id ? -1 : 1))
    .map(comparable);
  return { rawLogs, alerts };
}

/** What detection alone has to say of an alert. */
function comparable(alert: DetectedAlert): Partial<DetectedAlert> {
  const { id, rule, severity, groupBy, attempts, events, firstSeen, firedAt, lastSeen, endsAt } = alert;
  const { usernames, ipAddresses, methods, hosts, firstEntries, lastEntries, firing } = alert;
  const facts = { id, rule, severity, groupBy, attempts, events, firstSeen, firedAt, lastSeen, endsAt };
  return { ...facts, usernames, ipAddresses, methods, hosts, firstEntries, lastEntries, firing };
}
