import type { EntityManager } from 'typeorm';
import type { AlertOutcome, Severity } from '../../alerts/lifecycle/alert-terms.js';
import { SEVERITIES } from '../../alerts/lifecycle/alert-terms.js';
import type { AlertLogin } from '../../alerts/lifecycle/detected-alert.js';
import { LOGIN_AFTER_MS } from '../../alerts/lifecycle/alert-outcome.js';
import { BulkSql } from '../../database/bulk-sql.js';
import { END_SETTLES_MS } from '../policy/notification-policy.js';
import { BREAK_IN_STANDS_MS, RESOLVED_FOR_MS } from '../policy/repeat-policy.js';
import type { RepeatedAlert, SentBefore } from '../policy/repeat-policy.js';

/** How many alerts are kept alive on a channel: the most severe, and of those the newest. */
export const MAX_REPEATED = 2_000;

/** An alert that may stand, and what the channel was sent of it; null: nothing yet. */
export interface RepeatCandidate extends RepeatedAlert {
  readonly id: string;
  readonly before: SentBefore | null;
}

/** Streams of detection are few: each is found by one step along the index of alerts by stream and end. */
const LANES =
  'WITH RECURSIVE lanes(lane) AS (SELECT MIN(lane) FROM alerts UNION ALL ' +
  'SELECT (SELECT MIN(lane) FROM alerts WHERE lane > lanes.lane) FROM lanes WHERE lanes.lane IS NOT NULL)';

const COLUMNS = 'a.id, a.severity, a.outcome, a.first_seen, a.fired_at, a.ends_at, a.resolved_at, a.login';
const RANK = `CASE severity ${SEVERITIES.map((each, rank) => `WHEN '${each}' THEN ${rank}`).join(' ')} END`;

/** Alerts that may stand. To fill in: the earliest end, the earliest last event of a break-in, the earliest end, channel, resolution. */
export const CANDIDATES =
  `${LANES} SELECT c.*, t.severity AS first_severity, t.told_at, t.login_entry_id, t.suspected_entry_id FROM (` +
  `SELECT ${COLUMNS} FROM lanes JOIN alerts AS a ON a.lane = lanes.lane AND a.ends_at >= ? ` +
  // Each half along an index of its own; to leave out what both have, the database would read all alerts by their ids.
  `UNION ALL SELECT ${COLUMNS} FROM alerts AS a WHERE a.last_seen >= ? AND a.ends_at < ? AND a.outcome <> 'none') AS c ` +
  `LEFT JOIN told_alerts AS t ON t.channel = ? AND t.alert_id = c.id ` +
  `WHERE c.resolved_at IS NULL OR c.resolved_at >= ? ` +
  `ORDER BY ${RANK.replace('severity', 'c.severity')} DESC, c.fired_at DESC, c.id LIMIT ${MAX_REPEATED + 1}`;

/**
 * The alerts that stand, or ended so lately that their end is still to be repeated: one more than {@link MAX_REPEATED}
 * where not all are kept alive. @param now UTC milliseconds
 */
export async function repeatCandidates(
  manager: EntityManager,
  channel: string,
  now: number,
): Promise<RepeatCandidate[]> {
  const settled = RESOLVED_FOR_MS + END_SETTLES_MS;
  const rows = await new BulkSql(manager).rows(CANDIDATES, [
    now - settled,
    now - settled - LOGIN_AFTER_MS - BREAK_IN_STANDS_MS,
    now - settled,
    channel,
    now - RESOLVED_FOR_MS,
  ]);
  return rows.map((row) => ({
    id: String(row['id']),
    severity: String(row['severity']) as Severity,
    outcome: String(row['outcome']) as AlertOutcome,
    firstSeen: Number(row['first_seen']),
    endsAt: Number(row['ends_at']),
    resolvedAt: numberOf(row['resolved_at']),
    login: row['login'] === null ? null : (JSON.parse(String(row['login'])) as AlertLogin),
    before:
      numberOf(row['told_at']) === null
        ? null
        : {
            severity: String(row['first_severity']) as Severity,
            sentAt: Number(row['told_at']),
            loginEntryId: numberOf(row['login_entry_id']),
            suspectedEntryId: numberOf(row['suspected_entry_id']),
          },
  }));
}

function numberOf(value: unknown): number | null {
  return value === null || value === undefined ? null : Number(value);
}
