import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import type { SqlReader } from '../database/sql-reader.js';
import { AlertCount, RecordedAlertChange } from './alert-records.entity.js';
import type { AlertChange, AlertChangeKind, AlertNews } from './lifecycle/alert-outcome.js';
import { SEVERITIES } from './lifecycle/alert-terms.js';
import type { Severity } from './lifecycle/alert-terms.js';

/** Names of the events that tell the rest of the system about alerts; the payload is an {@link AlertsEvent}. */
export const ALERT_CREATED = 'alert.created';
export const ALERT_UPDATED = 'alert.updated';
/** An alert that was notified before has learned that they got in, or may have. */
export const ALERT_LOGIN_FOUND = 'alert.login_found';
/** Whoever got in went further. */
export const ALERT_ESCALATED = 'alert.escalated';
/** People have done something with an alert. */
export const ALERT_TRIAGED = 'alert.triaged';

/** Sent after the transaction that stored the alerts, so that whoever hears of it can read them. */
export class AlertsEvent {
  constructor(readonly alerts: readonly AlertNews[]) {}
}

/** Counting open alerts ends here: a few more say nothing new, and looking at all of them costs time. */
export const MAX_OPEN_COUNTED = 10_000;

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

/** How many alerts nobody has acknowledged or resolved, by severity; {@link MAX_OPEN_COUNTED} of each at most. */
export async function openAlerts(reader: SqlReader): Promise<ReadonlyMap<Severity, number>> {
  const counts = new Map<Severity, number>();
  for (const severity of SEVERITIES) {
    const open = 'severity = ? AND acknowledged_at IS NULL AND resolved_at IS NULL';
    const some = `SELECT 1 FROM alerts WHERE ${open} LIMIT ${MAX_OPEN_COUNTED}`;
    counts.set(severity, await reader.number(`SELECT COUNT(*) AS number FROM (${some}) AS counted`, [severity]));
  }
  return counts;
}

/** Few enough that a statement's parameters stay below the databases' limits. */
const CHANGES_AT_ONCE = 500;

/** What happened to which alert. */
interface ChangeOfAlert {
  readonly kind: AlertChangeKind;
  readonly alert: { readonly id: string };
}

/**
 * Records changes of alerts in the caller's transaction, which is the one that changes the alerts.
 *
 * @param at UTC milliseconds
 */
export async function recordAlertChanges(
  manager: EntityManager,
  changes: readonly ChangeOfAlert[],
  at: number,
): Promise<void> {
  // An alert may have changed several times in one transaction; one row of a kind is all there is room for.
  const latest = [...new Map(changes.map((change) => [`${change.kind} ${change.alert.id}`, change])).values()];
  for (let start = 0; start < latest.length; start += CHANGES_AT_ONCE) {
    const slice = latest.slice(start, start + CHANGES_AT_ONCE);
    await forgetEarlier(manager, slice);
    const rows = slice.map(({ kind, alert }) => ({ alertId: alert.id, kind, at, pending: isNews(kind) }));
    await manager.insert(RecordedAlertChange, rows);
  }
}

/** That an attack goes on is no news by itself: whether it is notified is a matter of time. */
function isNews(kind: AlertChangeKind): boolean {
  return kind === 'created' || kind === 'login_found' || kind === 'escalated';
}

async function forgetEarlier(manager: EntityManager, changes: readonly ChangeOfAlert[]): Promise<void> {
  for (const kind of new Set(changes.map((change) => change.kind))) {
    const ids = changes.filter((change) => change.kind === kind).map(({ alert }) => alert.id);
    await manager.delete(RecordedAlertChange, { kind, alertId: In(ids) });
  }
}
