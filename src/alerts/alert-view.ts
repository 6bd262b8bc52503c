import { isoTime } from '../common/clock.js';
import { quotedText, visibleText } from '../common/visible-text.js';
import { UNKNOWN_ORIGIN } from '../origin/origin-database.js';
import type { AddressOrigin } from '../origin/origin-database.js';
import { OriginDto } from '../origin/origin.dto.js';
import { AlertLoginDto } from './alert.dto.js';
import type { AlertDto } from './alert.dto.js';
import type { Alert } from './alert.entity.js';
import type { AlertInIncident } from './incidents/incidents.js';
import { alertStatus } from './lifecycle/alert-terms.js';
import { attackActivity } from './lifecycle/attack-activity.js';
import { usedMethods } from './lifecycle/detected-alert.js';
import type { DetectedAlert } from './lifecycle/detected-alert.js';

/** What is said of an alert whose address a client may have chosen; the dashboard says the same. */
export const FORGEABLE =
  'A client can choose what stands where the filter looks for the address: do not block by it alone.';

/** How much there was of an attack: `12 attempts`, or `30 log entries` where nobody tried to log in. */
export function alertExtent({ attempts, events }: Pick<DetectedAlert, 'attempts' | 'events'>): string {
  if (attempts > 0) return counted(attempts, 'attempt', 'attempts');
  return counted(events, 'log entry', 'log entries');
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** How much of a group's value a line shows. */
const MAX_VALUE = 60;

/** Why there is an alert, and whom it is about: `SSH brute force from 203.0.113.7`. */
export function alertHeadline(alert: Pick<DetectedAlert, 'reason' | 'groupBy'>): string {
  return `${alert.reason} ${alertSubject(alert)}`.trimEnd();
}

/**
 * Whom an alert is about, in words that complete its reason: `from 203.0.113.7`, `on user root`. Attacker text is
 * shortened, made visible, and put in quotes where it could pass for something else.
 */
function alertSubject({ groupBy }: Pick<DetectedAlert, 'groupBy'>): string {
  return Object.entries(groupBy)
    .filter(([name, value]) => name !== 'ip_address' || value !== '')
    .map(
      ([name, value]) =>
        `${PREPOSITIONS[name] ?? `with ${name}`} ${OURS.has(name) ? visibleText(value, MAX_PATH) : quotedText(value, MAX_VALUE)}`,
    )
    .join(' ');
}

/** Values that no attacker writes: addresses are read as such, paths are configured. */
const OURS: ReadonlySet<string> = new Set(['ip_network', 'source']);
const MAX_PATH = 200;

const PREPOSITIONS: Readonly<Record<string, string>> = {
  ip_address: 'from',
  ip_network: 'from',
  username: 'on user',
  host: 'on host',
  source: 'in',
  bouncer: 'by',
};

/**
 * An alert as the API and the commands show it; times are ISO 8601 UTC.
 *
 * @param now UTC milliseconds: decides whether the attack is over
 * @param origin of its source IP, where somebody has looked that up
 */
export function alertView(alert: AlertInIncident, now: number, origin: AddressOrigin = UNKNOWN_ORIGIN): AlertDto {
  return {
    id: alert.id,
    timestamp: isoTime(alert.firedAt),
    reason: alert.reason,
    rule: alert.rule,
    rule_id: alert.ruleId,
    rule_version: alert.ruleVersion,
    ip_address: alert.ipAddress,
    ...OriginDto.from(origin),
    username: alert.username,
    group_by: { ...alert.groupBy },
    details: detailsOf(alert),
    first_seen: isoTime(alert.firstSeen),
    fired_at: isoTime(alert.firedAt),
    last_seen: isoTime(alert.lastSeen),
    ended_at: alert.endsAt < now ? isoTime(alert.endsAt) : null,
    activity: attackActivity(alert, now),
    attempts: alert.attempts,
    forgeable: alert.forgeable,
    severity: alert.severity,
    tags: [...alert.tags],
    outcome: alert.outcome,
    login: alert.login === null ? null : AlertLoginDto.from(alert.login),
    login_count: alert.logins,
    after_login: [...(alert.afterLogin?.sentences ?? [])],
    incident_id: alert.inIncident.id,
    incident_alerts: alert.inIncident.alerts,
    related: alert.inIncident.related.map(({ id, rule, severity }) => ({ id, rule, severity })),
    explanation: alert.explanation,
    ...triageOf(alert),
  };
}

function detailsOf(alert: Alert): AlertDto['details'] {
  const { summary } = alert;
  return {
    events: alert.events,
    username_count: summary.usernameCount,
    username_count_is_least: summary.usernamesCut ?? false,
    usernames: summary.usernames.map(({ value, count }) => ({ username: value, attempts: count })),
    ip_address_count: summary.ipAddressCount,
    ip_addresses: summary.ipAddresses.map(({ value, count }) => ({ ip_address: value, attempts: count })),
    // Alerts of earlier versions may name methods without attempts.
    methods: usedMethods(summary.methods).map(({ value, count }) => ({ method: value, attempts: count })),
    hosts: summary.hosts.map(({ value, count }) => ({ host: value, attempts: count })),
    first_entries: [...alert.firstEntries],
    last_entries: [...alert.lastEntries],
  };
}

type TriageView = Pick<AlertDto, 'status' | 'acknowledged_at' | 'resolved_at' | 'resolution' | 'snoozed_until'>;

function triageOf({ acknowledgedAt, resolvedAt, resolution, snoozedUntil }: Alert): TriageView {
  return {
    status: alertStatus({ acknowledgedAt, resolvedAt }),
    acknowledged_at: isoTime(acknowledgedAt),
    resolved_at: isoTime(resolvedAt),
    resolution,
    snoozed_until: isoTime(snoozedUntil),
  };
}
