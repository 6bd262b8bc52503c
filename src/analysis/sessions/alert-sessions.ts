import { LOGIN_AFTER_MS } from '../../alerts/lifecycle/alert-outcome.js';
import type { Alert } from '../../alerts/alert.entity.js';
import type { SqlReader } from '../../database/sql-reader.js';

/** Sessions that an alert shows, the earliest; there may be more. */
export const MAX_ALERT_SESSIONS = 20;

/** What decides whose sessions an alert shows. */
export type AlertWithLogin = Pick<
  Alert,
  'id' | 'ipAddress' | 'firstSeen' | 'lastSeen' | 'attempts' | 'outcome' | 'login'
>;

/**
 * Ids of the sessions of whoever got in, the earliest first: of those whose login the alert counts (`login_count`), which for a
 * suspected login is that login alone.
 */
export async function sessionIdsOf(reader: Pick<SqlReader, 'rows'>, alert: AlertWithLogin): Promise<string[]> {
  const { id, ipAddress, firstSeen, lastSeen, attempts, outcome, login } = alert;
  if (login === null || outcome === 'none') return [];
  const span = [firstSeen, lastSeen + LOGIN_AFTER_MS];
  const parts = [{ text: 'login_entry = ?', values: [login.entryId] as (string | number)[] }];
  if (outcome === 'login_succeeded' && attempts > 0) {
    const took = `SELECT a.ip_address FROM alert_addresses AS a WHERE a.alert_id = ? AND a.attempts > 0`;
    parts.push({
      text: `ip_address ${ipAddress === null ? `IN (${took})` : '= ?'} AND started_at >= ? AND started_at <= ?`,
      values: [ipAddress ?? id, ...span],
    });
  }
  const where = parts.map(({ text }) => `(${text})`).join(' OR ');
  const rows = await reader.rows(
    `SELECT id FROM sessions WHERE ${where} ORDER BY started_at, id LIMIT ${MAX_ALERT_SESSIONS}`,
    parts.flatMap(({ values }) => values),
  );
  return rows.map((row) => String(row['id']));
}
