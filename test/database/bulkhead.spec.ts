import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { Alert } from '../../src/alerts/alert.entity.js';
import { AllowlistEntry } from '../../src/analysis/allowlist/allowlist-entry.entity.js';
import type { EventRule } from '../../src/analysis/detection/detection-rule.js';
import { SourceHealth } from '../../src/analysis/detection/source-health.js';
import { readRules } from '../../src/analysis/rules/rule-files.js';
import { LogScanner } from '../../src/analysis/scan/log-scanner.js';
import type { ScanReport } from '../../src/analysis/scan/scan-report.js';
import { openDatabase } from '../../src/database/data-source.js';
import { Fault } from '../../src/faults/fault.entity.js';
import { IngestBatch } from '../../src/logs/ingestion/push/ingest-batch.entity.js';
import { LogSource } from '../../src/logs/sources/log-source.entity.js';
import { SourceReader } from '../../src/logs/ingestion/files/source-reader.js';
import { packBatch } from '../../src/logs/ingestion/push/packed-batch.js';
import { LogEntry } from '../../src/logs/entries/log-entry.entity.js';
import { Coverage } from '../../src/logs/parsing/coverage.js';
import { LogParser } from '../../src/logs/parsing/log-parser.js';
import { acceptedPassword, bruteForce, failedPassword, timeOf } from '../factories/log-lines.js';
import { failing } from '../support/failing-statement.js';
import { databaseLocation, dropDatabases } from '../support/test-database.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const HOUR = 3_600_000;
const NOW = Date.parse(timeOf(3_600));
const RULES = readRules([join(__dirname, '..', '..', 'rules')]);

/** The address, the user name and the log that faults are about; nothing of the others may be missing. */
const VICTIM = '203.0.113.1';
const POISON = 'poison';
const OTHER = '203.0.113.2';
const COVERED = '198.51.100.9';
/** Addresses that try one user. */
const SPREAD = 30;

/** What is stored in the end, whatever happened on the way. */
interface Outcome {
  readonly entries: readonly string[];
  readonly alerts: readonly object[];
  readonly counted: number;
  readonly lines: number;
  readonly hits: number;
  readonly waiting: number;
  readonly known: readonly unknown[];
  readonly sessions: readonly object[];
}

/** Made once: every world reads the same. */
const LINES = {
  first: bruteForce(11, { address: VICTIM, user: 'root' }),
  second: bruteForce(11, { address: OTHER, user: 'root' }),
  firstGoesOn: [
    ...[POISON, 'root', 'admin'].map((user, index) => failedPassword({ second: 20 + index, address: VICTIM, user })),
    ...bruteForce(12, { second: 30, address: '203.0.113.3', user: POISON }),
    acceptedPassword({ second: 60, address: VICTIM, user: 'root' }),
    `${timeOf(70)} web-1 useradd[7]: new user: name=x, UID=0, GID=0, home=/, shell=/bin/sh`,
  ],
  secondGoesOn: [
    failedPassword({ second: 25, address: OTHER, user: 'root' }),
    failedPassword({ second: 26, address: COVERED, user: 'root' }),
    acceptedPassword({ second: 61, address: OTHER, user: 'alice' }),
  ],
  pushed: [
    ...bruteForce(12, { second: 40, address: '203.0.113.4', user: 'git' }),
    ...Array.from({ length: SPREAD }, (_, index) =>
      failedPassword({ second: 52, address: `192.0.2.${index}`, user: 'db' }),
    ),
  ],
};

/** Two logs and a sender, before and behind the moment at which something fails. */
class World {
  now = NOW;
  scanner: LogScanner;
  private readonly paths: readonly string[];

  private constructor(
    folder: string,
    readonly database: DataSource,
  ) {
    this.paths = ['a.log', 'b.log'].map((name) => join(folder, name));
    this.scanner = this.newScanner();
  }

  static async begin(folder: string): Promise<World> {
    const world = new World(folder, await openDatabase(databaseLocation(folder)));
    const entry = { id: 'covered', range: COVERED, note: null, author: null, origin: 'api' as const };
    await world.database.manager.insert(AllowlistEntry, { ...entry, createdAt: NOW, expiresAt: null });
    world.append(0, LINES.first);
    world.append(1, LINES.second);
    await world.scan();
    return world;
  }

  async goOn(): Promise<void> {
    this.append(0, LINES.firstGoesOn);
    this.append(1, LINES.secondGoesOn);
    await this.push(LINES.pushed);
    await this.scan();
  }

  /** @returns null when the scan failed as a whole */
  async scan(): Promise<ScanReport | null> {
    const listener = { alertsChanged: () => undefined, progressed: () => undefined };
    return this.scanner.scan({ now: () => this.now, listener, shouldStop: () => false }).catch(() => null);
  }

  newScanner(): LogScanner {
    const sources = this.paths.map((pattern) => ({ pattern, timeZone: 'UTC', host: null }));
    const options = { sources, ruleFiles: RULES, pushedTimeZone: 'UTC', batchBytes: 700, transactionBytes: 1500 };
    return new LogScanner(this.database, options);
  }

  restart(): void {
    this.scanner = this.newScanner();
  }

  async outcome(): Promise<Outcome> {
    const { manager } = this.database;
    const entries = await manager.find(LogEntry);
    const alerts = await manager.find(Alert, { order: { id: 'ASC' } });
    const sources = await manager.find(LogSource);
    const [{ counted }] = await manager.query('SELECT SUM(raised) AS counted FROM alert_counts');
    const [covered] = await manager.find(AllowlistEntry);
    return {
      entries: entries.map(({ rawLog }) => rawLog).sort(),
      alerts: alerts.map((alert) => {
        const { id, severity, outcome, attempts, events, logins, firstSeen, lastSeen, groupBy, afterLogin } = alert;
        return { id, severity, outcome, attempts, events, logins, firstSeen, lastSeen, groupBy, afterLogin };
      }),
      counted: Number(counted),
      lines: sources.reduce((sum, { coverage }) => sum + coverage.linesRead, 0),
      hits: covered!.hits,
      waiting: (await manager.find(IngestBatch)).filter(({ content }) => content !== null).length,
      known: await manager.query('SELECT * FROM known_logins ORDER BY username, trait, value'),
      sessions: await manager.query(
        'SELECT s.id, s.username, s.events, e.how, l.raw_log FROM sessions AS s JOIN session_events AS e ON e.session_id = s.id ' +
          'JOIN log_entries AS l ON l.id = e.entry_id ORDER BY s.started_at, s.id, l.timestamp',
      ),
    };
  }

  private append(log: number, lines: readonly string[]): void {
    appendFileSync(this.paths[log]!, lines.map((line) => `${line}\n`).join(''));
  }

  private async push(lines: readonly string[]): Promise<void> {
    const text = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    const received = { source: 'sender', key: 'key', text, lines: lines.length, receivedAt: this.now };
    await this.database.manager.insert(IngestBatch, await packBatch(received));
  }
}

/** A place where something can go wrong. */
interface Place {
  readonly name: string;
  /** @returns what mends it */
  readonly breakIt: (world: World) => Promise<() => Promise<void> | void>;
  /** What is not stored meanwhile: nothing but what is about the victim, or everything. */
  readonly loses: 'nothing' | 'victim' | 'everything';
}

const statement = (on: string, table: string, rows: string, loses: Place['loses']): Place => ({
  name: `${on} ${table}${rows === '1 = 1' ? '' : `, ${rows}`}`,
  breakIt: (world) => failing(world.database, on, table, rows),
  loses,
});

const ALL = '1 = 1';

const code = (name: string, loses: Place['loses'], spy: (world: World) => () => void): Place => ({
  name,
  breakIt: async (world) => spy(world),
  loses,
});

function throwing<Target extends object>(
  target: Target,
  method: keyof Target & string,
  when: (...args: never[]) => boolean,
) {
  const original = (target as Record<string, unknown>)[method] as (...args: never[]) => unknown;
  const broken = function (this: unknown, ...args: never[]): unknown {
    if (when.apply(this, args as never)) throw new Error('injected');
    return original.apply(this, args);
  };
  (target as Record<string, unknown>)[method] = broken;
  return () => void ((target as Record<string, unknown>)[method] = original);
}

const PLACES: readonly Place[] = [
  statement('INSERT', 'log_entries', `NEW.username = '${POISON}'`, 'victim'),
  statement('INSERT', 'log_entries', `NEW.log_type = 'ssh_accepted_login'`, 'victim'),
  statement('INSERT', 'log_entries', ALL, 'everything'),
  statement('INSERT', 'alerts', `NEW.ip_address = '203.0.113.3'`, 'victim'),
  statement('UPDATE', 'alerts', `NEW.ip_address = '${VICTIM}'`, 'victim'),
  statement('INSERT', 'alerts', ALL, 'everything'),
  statement('INSERT', 'alert_changes', ALL, 'everything'),
  statement('INSERT', 'alert_counts', ALL, 'everything'),
  statement('UPDATE', 'alert_counts', ALL, 'everything'),
  statement('INSERT', 'alert_addresses', ALL, 'everything'),
  statement('INSERT', 'incidents', ALL, 'everything'),
  statement('INSERT', 'incident_names', ALL, 'everything'),
  statement('INSERT', 'incident_spans', ALL, 'everything'),
  statement('INSERT', 'silent_detections', ALL, 'nothing'),
  statement('INSERT', 'known_logins', ALL, 'nothing'),
  statement('INSERT', 'sessions', ALL, 'nothing'),
  statement('INSERT', 'session_events', ALL, 'nothing'),
  statement('UPDATE', 'log_sources', `NEW.path LIKE '%a.log'`, 'victim'),
  statement('INSERT', 'log_sources', `NEW.path LIKE 'push:%'`, 'victim'),
  statement('UPDATE', 'log_files', `NEW.path LIKE '%a.log'`, 'victim'),
  statement('UPDATE', 'allowlist_entries', ALL, 'nothing'),
  statement('UPDATE', 'ingest_batches', ALL, 'nothing'),
  statement('UPDATE', 'ingestion_head', ALL, 'everything'),
  code('parsing a line', 'victim', () =>
    throwing(LogParser.prototype, 'parse', (line: string) => line.includes(POISON)),
  ),
  code('parsing every line of a log', 'victim', () =>
    throwing(LogParser.prototype, 'setReferenceTime', function (this: LogParser) {
      return isOfVictim(this);
    }),
  ),
  code('counting a line', 'nothing', () =>
    throwing(Coverage.prototype, 'record', (_parsed: never, line: string) => line.includes(POISON)),
  ),
  code('the health of a log', 'nothing', () => throwing(SourceHealth.prototype, 'check', () => true)),
  code('the state of a parser', 'victim', () =>
    throwing(LogParser.prototype, 'state', function (this: LogParser) {
      return isOfVictim(this);
    }),
  ),
  code('reading a log', 'victim', () =>
    throwing(SourceReader.prototype, 'read', function (this: SourceReader) {
      return this.path.endsWith('a.log');
    }),
  ),
  {
    name: 'a state of a parser that is stored wrong',
    breakIt: async (world) => {
      const text = `UPDATE log_sources SET parser_state = `;
      const [row] = await world.database.query(`SELECT id, parser_state FROM log_sources WHERE path LIKE '%a.log'`);
      await world.database.query(`${text} '{"connections":7,"clock":null}' WHERE id = ${row.id}`);
      world.restart();
      return async () => {
        const state = String(row.parser_state).replaceAll("'", "''");
        await world.database.query(`${text} '${state}' WHERE id = ${row.id}`);
      };
    },
    loses: 'victim',
  },
  code('a rule that selects events', 'victim', (world) => {
    const { rules } = world.scanner as unknown as { rules: { name: string }[] };
    const rule = rules.find(({ name }) => name === 'ssh_failed_login_by_source') ?? eventRule(rules);
    const matches = (rule as EventRule).matches;
    const broken = (event: Parameters<typeof matches>[0]): boolean => {
      if (event.username === POISON) throw new Error('injected');
      return matches(event);
    };
    Object.assign(rule, { matches: broken });
    return () => void Object.assign(rule, { matches });
  }),
];

/** The rule under the brute force rule. */
function eventRule(rules: readonly { name: string }[]): EventRule {
  const bruteForceRule = rules.find(({ name }) => name === 'ssh_brute_force') as unknown as { rules: EventRule[] };
  return bruteForceRule.rules[0]!;
}

const OF_VICTIM = new WeakSet<object>();

/** The parser of the first log: the one that is told of nothing but its lines. */
function isOfVictim(parser: LogParser): boolean {
  return OF_VICTIM.has(parser);
}

describe('whatever fails while lines are stored', () => {
  const folder = temporaryFolder();
  let expected: Outcome;
  let world: World | null = null;

  const end = async (): Promise<void> => {
    await world?.database.destroy();
    world = null;
    dropDatabases(folder());
  };

  beforeAll(() => {
    const parse = LogParser.prototype.parse;
    jest.spyOn(LogParser.prototype, 'parse').mockImplementation(function (this: LogParser, line: string) {
      if (line.includes(VICTIM)) OF_VICTIM.add(this);
      return parse.call(this, line);
    });
  });

  afterAll(() => jest.restoreAllMocks());
  afterEach(end);

  it('is compared with what is stored where nothing fails', async () => {
    world = await World.begin(folder());
    await world.goOn();
    expected = await world.outcome();
    expect(expected.alerts.length).toBeGreaterThan(4);
    expect(expected.entries).toHaveLength(22 + 17 + 3 + 12 + SPREAD);
    expect(expected).toMatchObject({ hits: 1, waiting: 0, lines: 22 + 17 + 3 + 12 + SPREAD });
    expect(expected.sessions).toHaveLength(3);
    expect(await world.database.manager.count(Fault)).toBe(0);
  });

  it.each(PLACES.map((place) => [place.name, place] as const))('is set aside and made good: %s', async (_, place) => {
    world = await World.begin(folder());
    const mend = await place.breakIt(world);
    await world.goOn();

    const meanwhile = await world.outcome();
    if (place.loses !== 'everything') {
      const ofOthers = expected.entries.filter((line) => line.includes(`Failed password for root from ${OTHER}`));
      expect(meanwhile.entries).toEqual(expect.arrayContaining(ofOthers));
    }
    const faults = await world.database.manager.find(Fault);
    const report = await world.scan();
    const isShown = faults.length > 0 || report === null || report.faults.length > 0;
    expect({ place: place.name, isShown }).toEqual({ place: place.name, isShown: true });
    expect(new Set(meanwhile.entries).size).toBe(meanwhile.entries.length);

    await mend();
    world.now += 2 * HOUR;
    await world.scan();
    await world.scan();
    expect(await world.database.manager.find(Fault)).toEqual([]);
    const { counted, lines, ...rest } = await world.outcome();
    const { counted: _counted, lines: _lines, ...wanted } = expected;
    expect(rest).toEqual(wanted);
    expect({ counted, lines }).toEqual({
      counted: expected.counted,
      lines: place.name === 'counting a line' ? lines : expected.lines,
    });
  });
});
