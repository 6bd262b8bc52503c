import { alertStatus, ALERT_STATUSES } from '../alerts/lifecycle/alert-status.js';
import { SEVERITIES } from '../alerts/lifecycle/severity.js';
import type { SqlReader } from '../database/sql-reader.js';
import type { TimeRange } from './stats-query.dto.js';
import type { AlertFiguresDto } from './stats.dto.js';

/** How many alerts are counted. The index of lists tells everything; none of the alerts is read. */
const MOST_COUNTED = 10_000;

const ALERTS_OF_RANGE = `SELECT severity, outcome, acknowledged_at, resolved_at FROM alerts
  WHERE fired_at >= ? AND fired_at < ? ORDER BY fired_at DESC, id DESC LIMIT ${MOST_COUNTED + 1}`;

/** Counts the alerts that fired in a stretch of time. */
export async function alertFigures(reader: SqlReader, { since, until }: TimeRange): Promise<AlertFiguresDto> {
  const rows = await reader.rows(ALERTS_OF_RANGE, [since, until]);
  const complete = rows.length <= MOST_COUNTED;
  const bySeverity: Record<string, number> = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0]));
  const byStatus: Record<string, number> = Object.fromEntries(ALERT_STATUSES.map((status) => [status, 0]));
  let [loginSucceeded, loginSuspected] = [0, 0];
  const counted = complete ? rows : rows.slice(0, MOST_COUNTED);
  for (const row of counted) {
    const { severity, outcome, acknowledged_at: acknowledgedAt, resolved_at: resolvedAt } = row;
    bySeverity[String(severity)]!++;
    byStatus[alertStatus({ acknowledgedAt, resolvedAt } as Parameters<typeof alertStatus>[0])]!++;
    if (outcome === 'login_succeeded') loginSucceeded++;
    if (outcome === 'login_suspected') loginSuspected++;
  }
  return {
    total: counted.length,
    by_severity: bySeverity,
    by_status: byStatus,
    login_succeeded: loginSucceeded,
    login_suspected: loginSuspected,
    complete,
  };
}
