import type { EntityManager } from 'typeorm';
import { ask, deleteSome } from './delete-some.js';
import type { NeededPast } from './entry-retention.js';

const INCIDENTS_AT_ONCE = 500;
/** Alerts that lie so far apart belong to different incidents; see `link-incidents.ts`. */
const FOLLOWS_WITHIN_MS = 3_600_000;

const ENDED_ABOUT_NOTHING =
  `state <> 'pending' AND NOT EXISTS ` +
  '(SELECT 1 FROM notified_alerts AS named WHERE named.notification_id = notifications.id)';

/**
 * Removes the incidents without alerts among the next few, with their names, what was notified of them, and when whom they
 * had to do with. One that has alerts left keeps the id that people know it by, though its first alert may be gone.
 *
 * @param from the number of the incident that was looked at last
 * @returns where to go on; null at the end
 */
export async function removeEmptyIncidents(manager: EntityManager, from: number): Promise<number | null> {
  const next = `SELECT id FROM incidents WHERE id > ? ORDER BY id LIMIT ${INCIDENTS_AT_ONCE}`;
  const ids = (await ask(manager, next, [from])).map(({ id }) => Number(id));
  const last = ids.at(-1);
  if (last === undefined) return null;
  const empty = 'NOT EXISTS (SELECT 1 FROM alerts WHERE alerts.incident = incidents.id)';
  const found = await ask(manager, `SELECT id FROM incidents WHERE id > ? AND id <= ? AND ${empty}`, [from, last]);
  const gone = found.map(({ id }) => Number(id));
  if (gone.length > 0) {
    const list = `(${gone.join(', ')})`;
    const isDone = await deleteSome(manager, 'incident_spans', ['participant', 'first_seen'], `incident IN ${list}`);
    if (!isDone) return from;
    const names = `SELECT alert_id FROM incident_names WHERE incident IN ${list}`;
    await ask(manager, `DELETE FROM told_incidents WHERE incident_id IN (${names})`);
    await ask(manager, `DELETE FROM incident_names WHERE incident IN ${list}`);
    await ask(manager, `DELETE FROM incidents WHERE id IN ${list}`);
  }
  return ids.length < INCIDENTS_AT_ONCE ? null : last;
}

/**
 * Removes some of what is older than every alert that is left, and than what detection may still go on from: spans of
 * incidents that go on, what rules found that raise no alerts themselves, and notifications about no alert, such as tests.
 *
 * @param reach of all lanes, those at rest too
 * @param needed that of lanes that go on
 * @param longestAgo before this, UTC milliseconds, the first alerts go
 * @returns whether that was all of it
 */
export async function removeOutlived(
  manager: EntityManager,
  reach: readonly NeededPast[],
  needed: readonly NeededPast[],
  longestAgo: number,
): Promise<boolean> {
  const [row] = await ask(manager, 'SELECT MIN(last_seen) AS first FROM alerts');
  const first = row!['first'] === null ? Number.MAX_SAFE_INTEGER : Number(row!['first']);
  const before = Math.min(first, ...needed.map(({ alertsSince }) => alertsSince)) - FOLLOWS_WITHIN_MS;
  const isDone = await deleteSome(manager, 'incident_spans', ['participant', 'first_seen'], 'last_seen < ?', [before]);
  const ended = await deleteSome(manager, 'notifications', ['id'], `created_at < ? AND ${ENDED_ABOUT_NOTHING}`, [
    longestAgo,
  ]);
  return (await removeOldSilent(manager, reach)) && isDone && ended;
}

/** Lanes that come later have greater numbers: what they find meanwhile stays. */
async function removeOldSilent(manager: EntityManager, reach: readonly NeededPast[]): Promise<boolean> {
  if (reach.length === 0) return true;
  const lanes = reach.map(({ lane }) => lane);
  const gone = `(lane < ${Math.max(...lanes)} AND lane NOT IN (${lanes.join(', ')}))`;
  const old = reach.map(({ lane, alertsSince }) => `(lane = ${lane} AND last_seen < ${Math.floor(alertsSince)})`);
  return deleteSome(manager, 'silent_detections', ['id'], [gone, ...old].join(' OR '));
}
