import { isIP } from 'node:net';
import type { Alert } from '../alerts/alert.entity.js';
import { SEVERITIES } from '../alerts/lifecycle/alert-terms.js';
import type { Severity } from '../alerts/lifecycle/alert-terms.js';
import { quotedText } from '../common/visible-text.js';
import { alertLink, alertText } from './alert-text.js';
import { plainSummary, summaryText } from './weekly/summary-text.js';
import type { SummaryText } from './weekly/summary-text.js';
import type { AlertText, DigestCause, ListedValues, NotificationMessage, NotificationReason } from './alert-text.js';

/** Text that nobody interprets: values are only told from the words around them. */
export const PLAIN_TEXT: Markup = {
  text: (words) => words,
  value: (value) => (isIP(value) === 0 ? quotedText(value, value.length) : value),
  strong: (words) => words,
  link: (url) => url,
};

/** The whole message as plain text, such as the text part of a mail. */
export function plainText(text: MessageText): string {
  if (text.summary !== null) return plainSummary(text.summary);
  const blocks = [
    [text.isDigest ? text.subject : (text.alerts[0]?.headline ?? text.subject)],
    noteLines(text, PLAIN_TEXT),
    ...text.alerts.map((alert) => (text.isDigest ? digestLines : alertLines)(alert, PLAIN_TEXT)),
    furtherLines(text.further, text, PLAIN_TEXT),
  ];
  return blocks.flatMap((lines) => (lines.length === 0 ? [] : [`${lines.join('\n')}\n`])).join('\n');
}

/** How a text format writes things; each function escapes what it is given. */
export interface Markup {
  /** Words of a sentence. */
  text(words: string): string;
  /** A value that an attacker may have chosen, inside a sentence. */
  value(value: string): string;
  strong(words: string): string;
  link(url: string): string;
}

/** Lines in blocks, an empty line between two blocks. */
export type TextBlock = readonly string[];

/** What is said ahead of the alerts. */
export function noteLines({ notes }: MessageText, markup: Markup): TextBlock {
  return notes.map((note) => markup.text(note));
}

/** An alert that stands alone; its headline is said in the subject. */
export function alertLines(alert: AlertText, markup: Markup): TextBlock {
  const { text } = markup;
  return [
    ...loginLines(alert, markup),
    ...afterLoginLines(alert, markup),
    text(alert.story),
    ...cautionLines(alert, markup),
    text(`Severity: ${alert.severity}`),
    text(`First seen: ${alert.firstSeen}`),
    text(`Last seen: ${alert.lastSeen}`),
    ...(alert.hosts.length > 0 ? [`${text('Host:')} ${alert.hosts.map((host) => markup.value(host)).join(', ')}`] : []),
    ...listLines('Usernames tried', alert.usernames, markup),
    ...listLines('Source addresses', alert.ipAddresses, markup),
    ...(alert.link === null ? [] : [markup.link(alert.link)]),
    text(`Alert ${alert.id}`),
  ];
}

/** An alert as one of several. */
export function digestLines(alert: AlertText, markup: Markup): TextBlock {
  return [
    markup.strong(`[${alert.severity}] ${alert.summary}`),
    ...loginLines(alert, markup),
    markup.text(alert.span),
    ...cautionLines(alert, markup),
    ...listLines('Usernames tried', alert.usernames, markup),
    ...(alert.link === null ? [] : [markup.link(alert.link)]),
  ];
}

/** How many more alerts there are. */
export function furtherLines(further: number, { link }: MessageText, markup: Markup): TextBlock {
  if (further === 0) return [];
  const words = markup.text(`and ${further} more ${further === 1 ? 'alert' : 'alerts'}${link === null ? '' : ':'}`);
  return [link === null ? words : `${words} ${markup.link(link)}`];
}

function loginLines({ login }: AlertText, markup: Markup): TextBlock {
  if (login === null) return [];
  const [user, method, address] = [login.username, login.method, login.ipAddress].map((each) => markup.value(each));
  const words = `${markup.strong(login.title.toUpperCase())} ${markup.text(`at ${login.time}: user`)}`;
  const source = `${markup.text('from')} ${address}${markup.text(login.doubt)}`;
  return [`${words} ${user}, ${markup.text('by')} ${method}, ${source}`];
}

/** The sentences are ours, with texts of theirs in quotes. */
function afterLoginLines({ afterLogin }: AlertText, markup: Markup): TextBlock {
  if (afterLogin.length === 0) return [];
  return [markup.strong('What they did:'), ...afterLogin.map((sentence) => markup.text(`- ${sentence}`))];
}

function cautionLines({ caution }: AlertText, markup: Markup): TextBlock {
  return caution === null ? [] : [markup.text(caution)];
}

function listLines(title: string, { values, further }: ListedValues, markup: Markup): TextBlock {
  if (values.length === 0) return [];
  const items = values.map(({ value, attempts }) => `${markup.value(value)} × ${attempts}`).join(', ');
  return [`${markup.text(`${title}:`)} ${items}${further > 0 ? ` ${markup.text(`and ${further} more`)}` : ''}`];
}

/** How many usernames and addresses of an alert are named. */
const MAX_VALUES = 10;
const MAX_VALUES_IN_DIGEST = 3;

/** What a notification says, in plain values. */
export interface MessageText {
  /** That of the message, the same when it is sent again. */
  readonly messageId: string;
  readonly reason: NotificationReason;
  readonly subject: string;
  readonly isDigest: boolean;
  /** That of the most severe alert; null in a test and a weekly summary. */
  readonly severity: Severity | null;
  /** Sentences ahead of the alerts: why they are notified again, or together. */
  readonly notes: readonly string[];
  /** The most severe first, each once. */
  readonly alerts: readonly AlertText[];
  /** How many more alerts there are than are named. */
  readonly further: number;
  /** What a weekly summary says; null for all else. */
  readonly summary: SummaryText | null;
  /** Where all alerts are; null where the service has no public address. */
  readonly link: string | null;
}

/** Puts a message in words. @param publicUrl see {@link alertLink} */
export function messageText(message: NotificationMessage, publicUrl: string): MessageText {
  const isDigest = message.reason === 'digest';
  const alerts = mostSevereFirst(message.alerts);
  const texts = alerts.map((alert) => alertText(alert, publicUrl, isDigest ? MAX_VALUES_IN_DIGEST : MAX_VALUES));
  return {
    messageId: message.id,
    reason: message.reason,
    subject: subjectOf(message, alerts, texts),
    isDigest,
    severity: alerts[0]?.severity ?? null,
    notes: isDigest ? message.causes.map((cause) => CAUSES[cause]) : NOTES[message.reason],
    alerts: texts,
    further: message.further,
    summary: message.summary === null ? null : summaryText(message.summary, publicUrl),
    link: alertLink(publicUrl),
  };
}

function mostSevereFirst(alerts: readonly Alert[]): Alert[] {
  const unique = [...new Map(alerts.map((alert) => [alert.id, alert])).values()];
  return unique.sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity));
}

function subjectOf(message: NotificationMessage, alerts: readonly Alert[], texts: readonly AlertText[]): string {
  if (message.summary !== null) return `Weekly summary: ${message.summary.subject}`;
  const [first] = texts;
  if (first === undefined) return '[test] Notifications arrive here';
  if (message.reason !== 'digest') return `[${first.severity}] ${FOLLOW_UPS[message.reason]}${first.summary}`;
  const count = alerts.length + message.further;
  const logins = alerts.filter(({ outcome }) => outcome === 'login_succeeded').length;
  // Alerts that are not named are milder; where all that are named have a login, they may have one, too.
  const more = logins === alerts.length && message.further > 0 ? ' or more' : '';
  const suspected = alerts.filter(({ outcome }) => outcome === 'login_suspected').length;
  const news = [
    logins === 0 ? '' : `, LOGIN SUCCEEDED in ${logins}${more}`,
    suspected === 0 ? '' : `, suspicious login in ${suspected}`,
  ].join('');
  return `[${first.severity}] Digest: ${count} ${count === 1 ? 'alert' : 'alerts'}${news}`;
}

const FOLLOW_UPS: Readonly<Record<Exclude<NotificationReason, 'digest'>, string>> = {
  first: '',
  graver: 'More severe: ',
  login_suspected: '',
  login_succeeded: '',
  escalated: 'They went further: ',
  still_going_on: 'Still going on: ',
  ended: 'Ended: ',
  weekly_summary: '',
  test: '',
};

const NOTES: Readonly<Record<Exclude<NotificationReason, 'digest'>, readonly string[]>> = {
  first: [],
  graver: ['This is more severe than when you were notified of it before.'],
  login_suspected: [],
  login_succeeded: [],
  escalated: ['You were notified that they got in, or may have; since then they went further.'],
  still_going_on: ['You were notified of this before; it is still going on.'],
  ended: ['You were notified of this before; it has ended.'],
  weekly_summary: [],
  test: ['Somebody asked for this test. Alerts come the same way.'],
};

const CAUSES: Readonly<Record<DigestCause, string>> = {
  backfill: 'Found in older log lines: notified together, since they were last seen a while ago.',
  rate_limit: 'Too many alerts came at once to notify of them one by one.',
  quiet: 'Came in quiet time, and waited.',
};
