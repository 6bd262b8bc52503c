import { isoTime } from '../common/iso-time.js';
import { visibleText } from '../common/visible-text.js';
import type { DetectedAlert } from '../alerts/lifecycle/detected-alert.js';
import { mostFrequent } from '../alerts/lifecycle/tally.js';

/** How many usernames a notification names. */
const MOST_USERNAMES = 10;

/** What a notification says of an alert: plain values; templates escape them for where they stand. */
export interface AlertText {
  readonly subject: string;
  readonly severity: string;
  readonly reason: string;
  readonly ipAddress: string;
  readonly attempts: number;
  readonly period: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly usernames: readonly { readonly username: string; readonly attempts: number }[];
  readonly furtherUsernames: number;
  readonly id: string;
}

/** Puts an alert in words. */
export function alertText(alert: DetectedAlert): AlertText {
  const period = duration(alert.lastSeen - alert.firstSeen);
  return {
    subject: `[${alert.severity}] ${alert.reason} from ${alert.ipAddress}: ${alert.attempts} attempts in ${period}`,
    severity: alert.severity,
    reason: alert.reason,
    ipAddress: alert.ipAddress,
    attempts: alert.attempts,
    period,
    firstSeen: isoTime(alert.firstSeen),
    lastSeen: isoTime(alert.lastSeen),
    usernames: mostFrequent(alert.usernames, MOST_USERNAMES).map(({ value, count }) => ({
      username: visibleText(value, 60),
      attempts: count,
    })),
    furtherUsernames: Math.max(0, alert.usernames.counts.length - MOST_USERNAMES),
    id: alert.id,
  };
}

function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
