import { FORGEABLE, alertExtent, alertHeadline } from '../alerts/alert-view.js';
import type { Alert } from '../alerts/alert.entity.js';
import type { AlertInIncident } from '../alerts/incidents/incidents.js';
import type { AlertOutcome, Severity } from '../alerts/lifecycle/alert-terms.js';
import type { CountedValue } from '../alerts/lifecycle/detected-alert.js';
import { visibleText } from '../common/visible-text.js';
import type { DigestCause, NotificationReason } from './policy/notification-policy.js';
import type { WeeklySummary } from './weekly/weekly-summary.js';

/**
 * The page of the dashboard that shows an alert, or the list of alerts where no id is given; null where the service has
 * no public address. Never a route of the API: that answers JSON to a browser, or asks for a key that it cannot send.
 *
 * @param publicUrl without a slash at its end; empty: none
 */
export function alertLink(publicUrl: string, id?: string): string | null {
  if (publicUrl === '') return null;
  const list = `${publicUrl}/dashboard#/alerts`;
  return id === undefined ? list : `${list}/${encodeURIComponent(id)}`;
}

export { DIGEST_CAUSES, NOTIFICATION_REASONS } from './policy/notification-policy.js';
export type { DigestCause, NotificationReason } from './policy/notification-policy.js';

/** What a channel is to deliver to one receiver. */
export interface NotificationMessage {
  /** A UUID that stays the same when the message is sent again: it makes the Message-ID, and is the `webhook-id`. */
  readonly id: string;
  readonly reason: NotificationReason;
  /** When the message was decided on, UTC milliseconds. */
  readonly createdAt: number;
  /** When it is sent, UTC milliseconds. */
  readonly sentAt: number;
  /** One of the channel's receivers. */
  readonly receiver: string;
  /** What it is about, as it stands now: one alert; several, the most severe first, in a digest; none in a test and a weekly summary. */
  readonly alerts: readonly AlertInIncident[];
  /** How many more alerts the digest stands for than it names. */
  readonly further: number;
  /** What a weekly summary says; null for all else. */
  readonly summary: WeeklySummary | null;
  /** Every cause that a digest has; empty for other messages. */
  readonly causes: readonly DigestCause[];
  /** Ids of earlier messages to the same receiver about the same incident, the first one first: they are one thread. */
  readonly earlier: readonly string[];
  /** The incident that it is about, whose messages are one thread; null for a digest of several, and for a test. */
  readonly incidentId: string | null;
}

/** How many sentences say what they did. */
const MAX_SENTENCES = 12;

/** How much of a text that an attacker chose a notification shows. */
const MAX_TEXT = 60;

/** Values that were tried, most frequent first. */
export interface ListedValues {
  readonly values: readonly { readonly value: string; readonly attempts: number }[];
  /** How many more there are. */
  readonly further: number;
}

/** A login that succeeded. */
interface LoginText {
  /** What is known of it: `A login succeeded`, or `A suspicious login`. */
  readonly title: string;
  /** What is suspicious about it, behind the address; empty where there is no doubt. */
  readonly doubt: string;
  readonly time: string;
  readonly username: string;
  readonly method: string;
  readonly ipAddress: string;
}

/**
 * What a notification says of an alert: plain values, attacker text among them shortened, visible and without links.
 * Whoever shows them escapes them for where they stand.
 */
export interface AlertText {
  readonly severity: Severity;
  /** Title and whom it is about: `SSH brute force from 203.0.113.7`. */
  readonly headline: string;
  /** The headline with the news: `SSH brute force from 203.0.113.7: 26 attempts in 1 min`. */
  readonly summary: string;
  /** How much there was of it, in a sentence; for alerts that figures do not describe, what they are about. */
  readonly story: string;
  /** Why its addresses are not to be trusted; null where nothing is known against them. */
  readonly caution: string | null;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** From the first to the last, in one line. */
  readonly span: string;
  /** Null where there was none. */
  readonly login: LoginText | null;
  /** What they did who got in, in plain words that follow `they`. */
  readonly afterLogin: readonly string[];
  readonly usernames: ListedValues;
  /** Empty where there is but one, which the headline names. */
  readonly ipAddresses: ListedValues;
  readonly hosts: readonly string[];
  readonly id: string;
  /** Null where the service has no public address. */
  readonly link: string | null;
}

/** Puts an alert in words. @param mostValues how many usernames, and how many addresses, are named */
export function alertText(alert: Alert, publicUrl: string, mostValues: number): AlertText {
  const { summary } = alert;
  const headline = unlinked(alertHeadline(alert));
  return {
    severity: alert.severity,
    headline,
    summary: `${headline}${news(alert)}`,
    story: alert.explanation ?? `${figures(alert).replace(/ attempt/, ' failed attempt')}.`,
    caution: alert.forgeable ? FORGEABLE : null,
    firstSeen: readableTime(alert.firstSeen),
    lastSeen: readableTime(alert.lastSeen),
    span: span(readableTime(alert.firstSeen), readableTime(alert.lastSeen)),
    login: loginText(alert),
    afterLogin: (alert.afterLogin?.sentences ?? []).slice(0, MAX_SENTENCES).map((sentence) => unlinked(sentence)),
    usernames: listed(summary.usernames, summary.usernameCount, mostValues),
    ipAddresses:
      alert.ipAddress === null
        ? listed(summary.ipAddresses, summary.ipAddressCount, mostValues)
        : { values: [], further: 0 },
    hosts: summary.hosts.slice(0, mostValues).map(({ value }) => shown(value)),
    id: alert.id,
    link: alertLink(publicUrl, alert.id),
  };
}

/** What a subject says behind the headline. */
function news(alert: Alert): string {
  if (alert.explanation !== null) return '';
  return `: ${OUTCOMES[alert.outcome]}${figures(alert)}`;
}

/** What a subject says of the outcome. */
const OUTCOMES: Readonly<Record<AlertOutcome, string>> = {
  none: '',
  login_suspected: 'SUSPICIOUS LOGIN after ',
  login_succeeded: 'LOGIN SUCCEEDED after ',
};

function figures(alert: Alert): string {
  const extent = alertExtent(alert);
  return alert.lastSeen === alert.firstSeen ? extent : `${extent} in ${duration(alert.lastSeen - alert.firstSeen)}`;
}

function loginText({ login, outcome }: Alert): LoginText | null {
  if (login === null || outcome === 'none') return null;
  const { at, username, method, ipAddress } = login;
  const isSure = outcome === 'login_succeeded';
  const title = isSure ? 'A login succeeded' : 'A suspicious login';
  const doubt = isSure ? '' : ', which took no part in the attack and is new for this user: was it the user?';
  return {
    title,
    doubt,
    time: readableTime(at),
    username: shown(username),
    method: shown(method),
    ipAddress: shown(ipAddress),
  };
}

function shown(text: string | null): string {
  return unlinked(visibleText(text ?? 'unknown', MAX_TEXT));
}

/** Mail programs and chats make links of what looks like an address: an attacker's name is not to be one. */
function unlinked(text: string): string {
  return text.replaceAll('://', '[:]//');
}

function listed(counted: readonly CountedValue[], total: number, most: number): ListedValues {
  const values = counted
    .slice(0, most)
    .filter(({ count }) => count > 0)
    .map(({ value, count }) => ({ value: shown(value), attempts: count }));
  return { values, further: Math.max(0, total - most) };
}

/** `2026-11-20 09:41:00 UTC`. */
function readableTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `2026-11-20 09:41:00 to 09:42:00 UTC`; with both days where they differ. */
function span(first: string, last: string): string {
  const [day, time, zone] = first.split(' ');
  const [lastDay, lastTime] = last.split(' ');
  return day === lastDay ? `${day} ${time} to ${lastTime} ${zone}` : `${first} to ${last}`;
}

function duration(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
