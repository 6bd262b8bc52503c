import type { Schemas } from '@log-analyzer/client';
import type { TimeRange } from './range.js';

type Alert = Schemas['AlertDto'];

/** A login that succeeded from an attacking address, or one that somebody should look at. */
export interface BreakIn {
  readonly alertId: string;
  readonly at: string;
  readonly username: string | null;
  readonly address: string | null;
}

/**
 * The state in a word, and what it rests on: the most severe thing that is true. An alert that somebody has resolved counts no
 * longer, unless its attack goes on and was not found to be none.
 */
export type Verdict =
  | {
      readonly kind: 'got-in';
      readonly logins: readonly BreakIn[];
      /** How many still attack. */
      readonly sources: number;
      readonly alerts: readonly Alert[];
    }
  | {
      /** A user under attack logged in from where he never had: it may have been he. */
      readonly kind: 'suspected';
      readonly logins: readonly BreakIn[];
      readonly sources: number;
      readonly alerts: readonly Alert[];
    }
  | { readonly kind: 'under-attack'; readonly sources: number; readonly alerts: readonly Alert[] }
  | { readonly kind: 'attacked'; readonly sources: number; readonly alerts: readonly Alert[] }
  | { readonly kind: 'quiet'; readonly resolved: number };

/** Alerts about log sources are no attacks. */
export function isAttack({ rule }: Pick<Alert, 'rule'>): boolean {
  return !['source_silent', 'source_not_understood', 'source_clock_ahead', 'bouncer_stopped'].includes(rule);
}

/** What happened in a range, as far as alerts tell. @param alerts may hold others, too */
export function verdict(alerts: readonly Alert[], range: TimeRange, host = ''): Verdict {
  const attacks = alerts.filter((alert) => isAttack(alert) && isOn(alert, host) && isWithin(alert, range));
  const open = attacks.filter(({ status }) => status !== 'resolved');
  const logins = loginsOf(open, range, 'login_succeeded');
  const suspected = loginsOf(open, range, 'login_suspected');
  const going = attacks.filter(isGoingOn);
  if (logins.length > 0) return { kind: 'got-in', logins, sources: sourceCount(going), alerts: open };
  if (suspected.length > 0) {
    return { kind: 'suspected', logins: suspected, sources: sourceCount(going), alerts: open };
  }
  if (going.length > 0) return { kind: 'under-attack', sources: sourceCount(going), alerts: going };
  if (open.length > 0) return { kind: 'attacked', sources: sourceCount(open), alerts: open };
  return { kind: 'quiet', resolved: attacks.length };
}

function isGoingOn({ ended_at: endedAt, resolution }: Alert): boolean {
  return endedAt === null && resolution !== 'false_positive';
}

/** An alert names the hosts that were attacked most. */
export function isOn({ details }: Alert, host: string): boolean {
  return host === '' || details.hosts.some((each) => each.host === host);
}

function isWithin({ first_seen, last_seen, login }: Alert, range: TimeRange): boolean {
  return (
    (Date.parse(first_seen) < range.until && Date.parse(last_seen) >= range.since) ||
    (login !== null && contains(range, login.timestamp))
  );
}

function contains({ since, until }: TimeRange, time: string): boolean {
  const at = Date.parse(time);
  return at >= since && at < until;
}

/** Several rules see the same login: it is told once. */
function loginsOf(alerts: readonly Alert[], range: TimeRange, outcome: Alert['outcome']): BreakIn[] {
  const found = new Map<number, BreakIn>();
  for (const { id, login } of alerts.filter((alert) => alert.outcome === outcome)) {
    if (login === null || !contains(range, login.timestamp) || found.has(login.entry_id)) continue;
    const { timestamp, username, ip_address: address } = login;
    found.set(login.entry_id, { alertId: id, at: timestamp, username, address });
  }
  return [...found.values()].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
}

/** How many addresses are behind some alerts; an alert names only the busiest of a large attack, but counts all. */
function sourceCount(alerts: readonly Alert[]): number {
  const named = new Set(alerts.flatMap(({ details }) => details.ip_addresses.map(({ ip_address }) => ip_address)));
  return Math.max(named.size, ...alerts.map(({ details }) => details.ip_address_count));
}
