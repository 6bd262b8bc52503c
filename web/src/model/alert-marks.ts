import type { Schemas } from '@log-analyzer/client';
import type { Mark } from '../parts/chart-marks.js';
import type { TimeRange } from './range.js';
import { routeTo } from './route.js';
import { moreSevere } from './severities.js';
import { count } from './words.js';

/**
 * Where alerts fired, for a chart: one mark for those that lie too near to be told apart.
 *
 * @param nearest share of the range that has to lie between two marks
 */
export function alertMarks(alerts: readonly Schemas['AlertDto'][], range: TimeRange, nearest: number): Mark[] {
  const apart = (range.until - range.since) * nearest;
  const fired = alerts
    .map((alert) => ({ alert, at: Date.parse(alert.fired_at) }))
    .filter(({ at }) => at >= range.since && at < range.until)
    .sort((one, other) => one.at - other.at);
  const groups: (typeof fired)[] = [];
  for (const each of fired) {
    const group = groups.at(-1);
    if (group !== undefined && each.at - group[0]!.at < apart) group.push(each);
    else groups.push([each]);
  }
  return groups.map((group) =>
    markOf(
      group.map(({ alert }) => alert),
      group[0]!.at,
      group.at(-1)!.at,
    ),
  );
}

function markOf(alerts: readonly Schemas['AlertDto'][], first: number, last: number): Mark {
  const severity = alerts.map((alert) => alert.severity).reduce(moreSevere);
  const hasBreakIn = alerts.some(({ outcome }) => outcome === 'login_succeeded');
  const kind = hasBreakIn ? 'break-in' : severity;
  const [alert] = alerts;
  if (alerts.length === 1) {
    const from = alert!.ip_address === null ? '' : `, ${alert!.ip_address}`;
    return { at: first, kind, count: 1, label: `Alert: ${alert!.reason}${from}`, href: routeTo(['alerts', alert!.id]) };
  }
  const since = new Date(first).toISOString();
  const until = new Date(last + 1).toISOString();
  return {
    at: first,
    kind,
    count: alerts.length,
    label: `${count(alerts.length, 'alert')}, up to ${severity}${hasBreakIn ? ', with a break-in' : ''}`,
    href: routeTo(['alerts'], { since, until, status: 'all' }),
  };
}
