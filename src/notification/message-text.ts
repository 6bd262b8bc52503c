import type { Alert } from '../alerts/alert.entity.js';
import { SEVERITIES } from '../alerts/lifecycle/severity.js';
import type { Severity } from '../alerts/lifecycle/severity.js';
import { alertLink } from './alert-link.js';
import { alertText } from './alert-text.js';
import type { AlertText } from './alert-text.js';
import type { DigestCause, NotificationMessage, NotificationReason } from './notification-message.js';

/** How many usernames and addresses of an alert are named. */
const MOST_VALUES = 10;
const MOST_VALUES_IN_DIGEST = 3;

/** What a notification says, in plain values. */
export interface MessageText {
  readonly subject: string;
  readonly isDigest: boolean;
  /** That of the gravest alert; null in a test. */
  readonly severity: Severity | null;
  /** Sentences ahead of the alerts: why they are told of again, or together. */
  readonly notes: readonly string[];
  /** The gravest first, each once. */
  readonly alerts: readonly AlertText[];
  /** How many more alerts there are than are named. */
  readonly further: number;
  /** Where all alerts are; null where the service has no public address. */
  readonly link: string | null;
}

/** Puts a message in words. @param publicUrl see {@link alertLink} */
export function messageText(message: NotificationMessage, publicUrl: string): MessageText {
  const isDigest = message.reason === 'digest';
  const alerts = gravestFirst(message.alerts);
  const texts = alerts.map((alert) => alertText(alert, publicUrl, isDigest ? MOST_VALUES_IN_DIGEST : MOST_VALUES));
  return {
    subject: subjectOf(message, alerts, texts),
    isDigest,
    severity: alerts[0]?.severity ?? null,
    notes: isDigest ? message.causes.map((cause) => CAUSES[cause]) : NOTES[message.reason],
    alerts: texts,
    further: message.further,
    link: alertLink(publicUrl),
  };
}

function gravestFirst(alerts: readonly Alert[]): Alert[] {
  const unique = [...new Map(alerts.map((alert) => [alert.id, alert])).values()];
  return unique.sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
}

function subjectOf(message: NotificationMessage, alerts: readonly Alert[], texts: readonly AlertText[]): string {
  const [gravest] = texts;
  if (gravest === undefined) return '[test] Notifications arrive here';
  if (message.reason !== 'digest') return `[${gravest.severity}] ${FOLLOW_UPS[message.reason]}${gravest.summary}`;
  const count = alerts.length + message.further;
  const logins = alerts.filter(({ outcome }) => outcome === 'login_succeeded').length;
  // Alerts that are not named are milder; where all that are named have a login, they may have one, too.
  const more = logins === alerts.length && message.further > 0 ? ' or more' : '';
  const suspected = alerts.filter(({ outcome }) => outcome === 'login_suspected').length;
  const news = [
    logins === 0 ? '' : `, LOGIN SUCCEEDED in ${logins}${more}`,
    suspected === 0 ? '' : `, suspicious login in ${suspected}`,
  ].join('');
  return `[${gravest.severity}] Digest: ${count} ${count === 1 ? 'alert' : 'alerts'}${news}`;
}

const FOLLOW_UPS: Readonly<Record<Exclude<NotificationReason, 'digest'>, string>> = {
  first: '',
  graver: 'More severe: ',
  login_suspected: '',
  login_succeeded: '',
  still_going_on: 'Still going on: ',
  ended: 'Ended: ',
  test: '',
};

const NOTES: Readonly<Record<Exclude<NotificationReason, 'digest'>, readonly string[]>> = {
  first: [],
  graver: ['This is more severe than what you were told of it before.'],
  login_suspected: [],
  login_succeeded: [],
  still_going_on: ['You were told of this before; it is still going on.'],
  ended: ['You were told of this before; it has ended.'],
  test: ['Somebody asked for this test. Alerts come the same way.'],
};

const CAUSES: Readonly<Record<DigestCause, string>> = {
  backfill: 'Found in older log lines: told of together, since they were last seen a while ago.',
  rate_limit: 'Too many alerts came at once to tell of them one by one.',
  quiet: 'Came in quiet time, and waited.',
};
