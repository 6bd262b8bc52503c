import { alertExtent } from '../alerts/alert-extent.js';
import { alertHeadline } from '../alerts/alert-headline.js';
import type { DetectedAlert } from '../alerts/lifecycle/detected-alert.js';
import { mostFrequent } from '../alerts/lifecycle/tally.js';
import type { TallyState } from '../alerts/lifecycle/tally.js';
import { isoTime } from '../common/iso-time.js';
import { visibleText } from '../common/visible-text.js';

/** How many usernames, and how many addresses, a notification names. */
const MOST_VALUES = 10;
/** How much of a text that an attacker chose a notification shows. */
const MOST_TEXT = 60;

/** Values that were tried, most frequent first. */
export interface ListedValues {
  readonly values: readonly { readonly value: string; readonly attempts: number }[];
  /** How many more there are. */
  readonly further: number;
}

/** A login that succeeded. */
export interface LoginText {
  readonly time: string;
  readonly username: string;
  readonly method: string;
  readonly ipAddress: string;
}

/** What a notification says of an alert: plain values; templates escape them for where they stand. */
export interface AlertText {
  readonly subject: string;
  readonly severity: string;
  /** Title and whom it is about: `SSH brute force from 203.0.113.7`. */
  readonly headline: string;
  /** How much there was of it: `26 failed attempts`, `30 log entries`. */
  readonly extent: string;
  readonly period: string;
  /** What the figures do not say; null where they say everything. */
  readonly explanation: string | null;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Null where there was none. */
  readonly login: LoginText | null;
  readonly usernames: ListedValues;
  /** Null where there is but one, which the headline names. */
  readonly ipAddresses: ListedValues | null;
  readonly hosts: readonly string[];
  readonly id: string;
}

/** Puts an alert in words. */
export function alertText(alert: DetectedAlert): AlertText {
  const period = duration(alert.lastSeen - alert.firstSeen);
  const headline = alertHeadline(alert);
  const figures = `${alertExtent(alert)} in ${period}`;
  const news = alert.outcome === 'none' ? figures : `LOGIN SUCCEEDED after ${figures}`;
  const subject = `[${alert.severity}] ${headline}`;
  return {
    subject: alert.explanation === null ? `${subject}: ${news}` : subject,
    severity: alert.severity,
    headline,
    extent: alert.attempts > 0 ? `${alert.attempts} failed attempts` : alertExtent(alert),
    period,
    explanation: alert.explanation,
    firstSeen: isoTime(alert.firstSeen),
    lastSeen: isoTime(alert.lastSeen),
    login: loginText(alert),
    usernames: listed(alert.usernames),
    ipAddresses: alert.ipAddress === null ? listed(alert.ipAddresses) : null,
    hosts: mostFrequent(alert.hosts, MOST_VALUES).map(({ value }) => visibleText(value, MOST_TEXT)),
    id: alert.id,
  };
}

function loginText({ login }: DetectedAlert): LoginText | null {
  if (login === null) return null;
  const { at, username, method, ipAddress } = login;
  return { time: isoTime(at), username: shown(username), method: shown(method), ipAddress: shown(ipAddress) };
}

function shown(text: string | null): string {
  return visibleText(text ?? 'unknown', MOST_TEXT);
}

function listed(tally: TallyState): ListedValues {
  const values = mostFrequent(tally, MOST_VALUES)
    .filter(({ count }) => count > 0)
    .map(({ value, count }) => ({
      value: visibleText(value, MOST_TEXT),
      attempts: count,
    }));
  return { values, further: Math.max(0, tally.counts.length - MOST_VALUES) };
}

function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
