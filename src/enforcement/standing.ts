import { networkInterfaces } from 'node:os';
import type { Severity } from '../alerts/lifecycle/alert-terms.js';
import type { SqlReader, SqlRow } from '../database/sql-reader.js';
import { parseRange, rangeHolds } from '../net/ip-range.js';
import type { Culprit, EarlierDecision, Standing } from './policy.js';

/** Alerts that are looked at, the latest. */
const MAX_CULPRITS = 65_536;

/**
 * Whom alerts speak against that were seen at a moment or later (UTC milliseconds), the latest first.
 *
 * @param minAttempts of the addresses of an attack by many, those with fewer are left out
 */
export async function culpritsSince(reader: SqlReader, since: number, minAttempts: number): Promise<Culprit[]> {
  const own = await reader.rows(
    `SELECT ${OF_ONE}, NULL AS shared, group_by FROM alerts WHERE last_seen >= ? ORDER BY last_seen DESC LIMIT ${MAX_CULPRITS}`,
    [since],
  );
  const shared = await reader.rows(
    `SELECT ${OF_MANY}, p.attempts AS shared, NULL AS group_by FROM alerts AS a ` +
      'JOIN alert_addresses AS p ON p.alert_id = a.id WHERE a.last_seen >= ? AND a.ip_address IS NULL ' +
      `AND p.attempts >= ? ORDER BY a.last_seen DESC LIMIT ${MAX_CULPRITS}`,
    [since, minAttempts],
  );
  return [...own, ...shared].flatMap(culpritOf);
}

const OF_ONE = 'id, rule, severity, ip_address AS value, fired_at, last_seen, resolution';
const OF_MANY = 'a.id, a.rule, a.severity, p.ip_address AS value, a.fired_at, a.last_seen, a.resolution';

function culpritOf(row: SqlRow): Culprit[] {
  const groupBy = row['group_by'] === null ? {} : (JSON.parse(String(row['group_by'])) as Record<string, string>);
  const value = row['value'] ?? groupBy['ip_network'] ?? null;
  if (value === null) return [];
  return [
    {
      value: String(value),
      isRange: row['value'] === null,
      alertId: String(row['id']),
      rule: String(row['rule']),
      severity: row['severity'] as Severity,
      sharedAttempts: row['shared'] === null ? null : Number(row['shared']),
      firedAt: Number(row['fired_at']),
      lastSeen: Number(row['last_seen']),
      isFalsePositive: row['resolution'] === 'false_positive',
    },
  ];
}

/** What the logs have told of an address. */
export async function pastOf(reader: SqlReader, value: string): Promise<Pick<Standing, 'firstAlertAt' | 'login'>> {
  const [[login], [first]] = await Promise.all([
    reader.rows(
      `SELECT MIN(first_seen) AS first_seen, MAX(last_seen) AS last_seen FROM known_logins WHERE value = ? AND trait = 'address'`,
      [value],
    ),
    reader.rows(
      `SELECT MIN(first_seen) AS first_seen FROM alerts WHERE ip_address = ? AND (resolution IS NULL OR resolution <> 'false_positive')`,
      [value],
    ),
  ]);
  return {
    firstAlertAt: first?.['first_seen'] == null ? null : Number(first['first_seen']),
    login:
      login?.['first_seen'] == null
        ? null
        : { firstSeen: Number(login['first_seen']), lastSeen: Number(login['last_seen']) },
  };
}

/** Decisions about a value that are over, the latest first. */
export async function earlierDecisions(
  reader: SqlReader,
  value: string,
  isSimulated: boolean,
): Promise<EarlierDecision[]> {
  const rows = await reader.rows(
    'SELECT alert_id, created_at, ended_at, end_reason FROM decisions WHERE value = ? AND ended_at IS NOT NULL ' +
      `AND ${isSimulated ? '' : 'NOT '}simulated ORDER BY created_at DESC LIMIT 100`,
    [value],
  );
  return rows.map((row) => ({
    alertId: row['alert_id'] as string | null,
    createdAt: Number(row['created_at']),
    endedAt: Number(row['ended_at']),
    endReason: row['end_reason'] as string | null,
  }));
}

/** Canonical addresses of this machine. */
export function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.flatMap(({ address }) => {
    const parsed = parseRange(address.split('%')[0]!);
    return 'fault' in parsed ? [] : [parsed.range];
  });
}

export function isOwn(value: string, own: readonly string[]): boolean {
  return own.some((each) => each === value || (value.includes('/') && holds(value, each)));
}

export function holds(range: string, address: string): boolean {
  const parsed = parseRange(range);
  return !('fault' in parsed) && rangeHolds(parsed, address);
}
