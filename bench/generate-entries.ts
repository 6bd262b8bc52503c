import type { DataSource } from 'typeorm';
import { saveDetectedAlerts } from '../src/alerts/alert-store.js';
import { linkIncidents } from '../src/alerts/incidents/incidents.js';
import { alertId } from '../src/alerts/lifecycle/detected-alert.js';
import type { DetectedAlert } from '../src/alerts/lifecycle/detected-alert.js';
import { SEVERITIES } from '../src/alerts/lifecycle/alert-terms.js';
import { inParts } from '../src/database/bulk-sql.js';
import { entryWriter } from '../src/logs/entries/entry-writer.js';
import { RollupCounts } from '../src/logs/entries/rollup-counts.js';
import { IngestionHead } from '../src/logs/ingestion/ingestion-head.entity.js';
import { LogSource } from '../src/logs/sources/log-source.entity.js';
import type { LogEntry } from '../src/logs/entries/log-entry.entity.js';
import type { LogType } from '../src/logs/parsing/parsed-line.js';
import { seededRandom } from './seeded-random.js';

/** When the generated entries begin and end, UTC milliseconds: a quarter of a year. */
export const FIRST_MOMENT = Date.UTC(2026, 7, 22);
export const LAST_MOMENT = Date.UTC(2026, 10, 20);

export const ADDRESSES = 20_000;
const HOSTS = 40;
const NAMES = ['root', 'admin', 'test', 'oracle', 'ubuntu', 'git', 'postgres', 'user', 'deploy', 'pi'];
const AT_ONCE = 10_000;

/**
 * Fills a database as a quarter of a year of forty attacked servers would: a third of the entries come from one address,
 * the rest from {@link ADDRESSES} others, a tenth of them IPv6; times are whole seconds, with hundreds of entries in
 * some; one entry in 50 000 is a crash. The same numbers make the same rows.
 */
export async function generateEntries(dataSource: DataSource, entries: number, alerts: number): Promise<void> {
  await dataSource.manager.insert(LogSource, {
    id: 1,
    path: '/var/log/auth.log',
    parserState: {} as LogSource['parserState'],
    coverage: {} as LogSource['coverage'],
    cursor: null,
    lastLineAt: LAST_MOMENT,
    health: null,
    updatedAt: LAST_MOMENT,
  });
  await dataSource.manager.insert(IngestionHead, { id: 1, version: 1, lastEntryId: entries });
  const random = seededRandom(1);
  const writer = entryWriter(dataSource);
  const step = (LAST_MOMENT - FIRST_MOMENT) / entries;
  for (let start = 0; start < entries; start += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, entries - start) }, (_, index) =>
      logEntry(start + index + 1, FIRST_MOMENT + (start + index) * step, random),
    );
    const counts = new RollupCounts();
    for (const row of rows) counts.add(row);
    await dataSource.transaction(async (manager) => {
      await writer.write(rows, manager);
      await counts.save(manager);
    });
  }
  const found = Array.from({ length: alerts }, (_, index) => detectedAlert(index, alerts, random));
  for (const part of inParts(found, 1_000)) {
    const incidents = await linkIncidents(
      dataSource.manager,
      part.map((alert) => ({ ...alert, incident: 0, lastSeenBefore: null, participants: [alert.ipAddress!] })),
    );
    await saveDetectedAlerts(
      dataSource.manager,
      part.map((alert) => ({ ...alert, incident: incidents.get(alert.id)! })),
    );
  }
}

function logEntry(id: number, at: number, random: () => number): LogEntry {
  const below = (limit: number): number => Math.floor(random() * limit);
  // A flood now and then: five hundred entries of one second.
  const timestamp = Math.floor((id % 20_000 < 500 ? at - (id % 500) * 7776 : at) / 1000) * 1000;
  const logType = logTypeOf(id, below(100));
  const ipAddress = addressOf(below(3) === 0 ? 0 : below(ADDRESSES));
  const username = below(20) === 0 ? `user${below(50_000)}` : NAMES[below(NAMES.length)]!;
  const host = `web-${below(HOSTS)}`;
  const port = 1024 + below(64_000);
  const message = `Failed password for invalid user ${username} from ${ipAddress} port ${port} ssh2`;
  return {
    id,
    timestamp,
    timeBasis: 'exact',
    logType,
    host,
    program: 'sshd-session',
    pid: 1000 + below(60_000),
    ipAddress,
    sourceHost: null,
    port,
    username,
    validUser: below(2) === 0 ? null : false,
    method: 'password',
    keyType: null,
    keyFingerprint: null,
    certificateId: null,
    service: null,
    targetUser: null,
    command: null,
    tty: null,
    workingDirectory: null,
    details: null,
    attempts: logType === 'ssh_failed_login' ? 1 : 0,
    carriedAttempts: 0,
    methodAttempts: 0,
    allowlisted: false,
    lane: 0,
    sourceId: 1,
    rawLog: `${new Date(timestamp).toISOString()} ${host} sshd-session[${1000 + below(60_000)}]: ${message}`,
  };
}

function logTypeOf(id: number, roll: number): LogType {
  if (id % 50_000 === 0) return 'ssh_session_crash';
  if (roll < 2) return 'ssh_accepted_login';
  return roll < 30 ? 'ssh_invalid_user' : 'ssh_failed_login';
}

/** Of the ranges that are kept for benchmarks and documentation (RFC 2544, RFC 3849). */
export function addressOf(index: number): string {
  if (index % 10 === 9) return `2001:db8:${(index >> 8).toString(16)}::${(index & 255).toString(16)}`;
  return `198.18.${(index >> 8) & 255}.${index & 255}`;
}

function detectedAlert(index: number, count: number, random: () => number): DetectedAlert {
  const ipAddress = addressOf(Math.floor(random() * ADDRESSES));
  const rule = ['ssh_brute_force', 'ssh_password_spraying', 'ssh_scanning'][index % 3]!;
  const firedAt = FIRST_MOMENT + Math.floor(((LAST_MOMENT - FIRST_MOMENT) / count) * index);
  const hasLogin = index % 100 === 0;
  const usernames = Array.from({ length: 1 + Math.floor(random() * 60) }, (_, at) => [`user${at}`, 60 - at] as const);
  return {
    id: alertId(rule, ipAddress, firedAt),
    rule,
    ruleId: 'b8328d58-b539-4a6a-8d26-6ff1b26ce871',
    ruleVersion: '448a484c978d',
    reason: 'SSH brute force',
    severity: hasLogin ? 'critical' : SEVERITIES[1 + (index % 3)]!,
    tags: ['attack.credential-access', 'attack.t1110.001'],
    groupBy: { ip_address: ipAddress },
    ipAddress,
    username: null,
    attempts: 10 + Math.floor(random() * 500),
    forgeable: false,
    events: 10,
    firstSeen: firedAt - 60_000,
    firedAt,
    lastSeen: firedAt + 60_000,
    endsAt: firedAt + 360_000,
    ipAddressCount: 1,
    usernames: { counts: usernames, others: 0 },
    ipAddresses: { counts: [[ipAddress, 26]], others: 0 },
    methods: { counts: [['password', 26]], others: 0 },
    hosts: { counts: [['web-1', 26]], others: 0 },
    firstEntries: [1, 2, 3, 4, 5],
    lastEntries: [6, 7, 8, 9, 10],
    firing: { entryId: 5, attempts: 10 },
    outcome: hasLogin ? 'login_succeeded' : 'none',
    login: null,
    logins: hasLogin ? 1 : 0,
    explanation: null,
    lane: 0,
  };
}
