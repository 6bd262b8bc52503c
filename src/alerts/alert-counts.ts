import type { EntityManager } from 'typeorm';
import type { SqlReader } from '../database/sql-reader.js';
import { AlertCount } from './alert-count.entity.js';
import type { AlertChange } from './lifecycle/alert-change.js';
import { SEVERITIES } from './lifecycle/severity.js';
import type { Severity } from './lifecycle/severity.js';

/** Counting open alerts ends here: a few more say nothing new, and looking at all of them costs time. */
export const MOST_OPEN_COUNTED = 10_000;

/** Counts the alerts that are new, in the transaction that stores them. */
export async function countRaisedAlerts(manager: EntityManager, changes: readonly AlertChange[]): Promise<void> {
  const counts = new Map<string, AlertCount>();
  for (const { kind, alert } of changes) {
    if (kind !== 'created') continue;
    const { rule, severity } = alert;
    const key = `${severity} ${rule}`;
    counts.set(key, { rule, severity, raised: (counts.get(key)?.raised ?? 0) + 1 });
  }
  for (const { rule, severity, raised } of counts.values()) {
    const row = { rule, severity, raised: 0 };
    await manager.createQueryBuilder().insert().into(AlertCount).values(row).orIgnore().execute();
    await manager.increment(AlertCount, { rule, severity }, 'raised', raised);
  }
}

/** How many alerts were ever raised, by rule and severity. */
export async function raisedAlerts(reader: SqlReader): Promise<AlertCount[]> {
  const rows = await reader.rows('SELECT rule, severity, raised FROM alert_counts ORDER BY rule, severity');
  return rows.map((row) => ({
    rule: String(row['rule']),
    severity: row['severity'] as Severity,
    raised: Number(row['raised']),
  }));
}

/** How many alerts nobody has acknowledged or resolved, by severity; {@link MOST_OPEN_COUNTED} of each at most. */
export async function openAlerts(reader: SqlReader): Promise<ReadonlyMap<Severity, number>> {
  const counts = new Map<Severity, number>();
  for (const severity of SEVERITIES) {
    const open = 'severity = ? AND acknowledged_at IS NULL AND resolved_at IS NULL';
    const some = `SELECT 1 FROM alerts WHERE ${open} LIMIT ${MOST_OPEN_COUNTED}`;
    counts.set(severity, await reader.number(`SELECT COUNT(*) AS number FROM (${some}) AS counted`, [severity]));
  }
  return counts;
}
