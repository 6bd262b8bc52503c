import { isoTime } from '../common/iso-time.js';
import type { Alert } from './alert.entity.js';
import { alertStatus } from './lifecycle/alert-status.js';
import type { AlertMoments, AlertStatus } from './lifecycle/alert-status.js';
import type { DetectedAlert } from './lifecycle/detected-alert.js';
import type { Severity } from './lifecycle/severity.js';
import { mostFrequent } from './lifecycle/tally.js';

/** How many usernames an alert lists; the totals count all of them. */
export const MOST_USERNAMES = 50;

export interface UsernameAttemptsView {
  readonly username: string;
  readonly attempts: number;
}

/** What lies behind an alert's figures. */
export interface AlertDetailsView {
  readonly events: number;
  readonly username_count: number;
  readonly usernames: UsernameAttemptsView[];
}

/**
 * An alert as the API and the commands show it; times are ISO 8601 UTC. Apart from the class that documents it for
 * Swagger, so that commands need not load the web framework.
 */
export interface AlertView {
  readonly id: string;
  readonly timestamp: string;
  readonly reason: string;
  readonly rule: string;
  readonly ip_address: string;
  readonly details: AlertDetailsView;
  readonly first_seen: string;
  readonly fired_at: string;
  readonly last_seen: string;
  readonly ended_at: string | null;
  readonly attempts: number;
  readonly severity: Severity;
  readonly status: AlertStatus;
}

/** @param now UTC milliseconds: decides whether the attack is over */
export function alertView(alert: Alert | DetectedAlert, now: number): AlertView {
  return {
    id: alert.id,
    timestamp: isoTime(alert.firedAt),
    reason: alert.reason,
    rule: alert.rule,
    ip_address: alert.ipAddress,
    details: detailsOf(alert),
    first_seen: isoTime(alert.firstSeen),
    fired_at: isoTime(alert.firedAt),
    last_seen: isoTime(alert.lastSeen),
    ended_at: alert.endsAt < now ? isoTime(alert.endsAt) : null,
    attempts: alert.attempts,
    severity: alert.severity,
    status: alertStatus(momentsOf(alert)),
  };
}

function detailsOf({ events, usernames }: DetectedAlert): AlertDetailsView {
  const shown = mostFrequent(usernames, MOST_USERNAMES);
  return {
    events,
    username_count: usernames.counts.length,
    usernames: shown.map(({ value, count }) => ({ username: value, attempts: count })),
  };
}

function momentsOf(alert: Alert | DetectedAlert): AlertMoments {
  return 'acknowledgedAt' in alert ? alert : { acknowledgedAt: null, resolvedAt: null };
}
