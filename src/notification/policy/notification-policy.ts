import { attackActivity } from '../../alerts/lifecycle/attack-activity.js';
import { isMoreSevere } from '../../alerts/lifecycle/alert-terms.js';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import type { DetectedAlert } from '../../alerts/lifecycle/detected-alert.js';

/** Why a message is sent. */
export const NOTIFICATION_REASONS = [
  'first',
  'graver',
  'login_suspected',
  'login_succeeded',
  'escalated',
  'still_going_on',
  'ended',
  'digest',
  'weekly_summary',
  'test',
] as const;

export type NotificationReason = (typeof NOTIFICATION_REASONS)[number];

/** Why alerts are notified together: they are old, there were too many at once, or people want to be left in peace. */
export const DIGEST_CAUSES = ['backfill', 'rate_limit', 'quiet'] as const;

export type DigestCause = (typeof DIGEST_CAUSES)[number];

/** When people on a channel want to be left in peace; critical alerts are notified all the same. */
export interface QuietTime {
  /** Minutes after midnight; the same value twice: always. */
  readonly from: number;
  readonly to: number;
  /** IANA time zone. */
  readonly timeZone: string;
}

/** What is notified on a channel, and when. */
export interface ChannelPolicy {
  /** The lowest severity that is notified. */
  readonly minSeverity: Severity;
  /** How long an attack goes on before it is notified again; null: never. */
  readonly repeatMs: number | null;
  /** Whether the end of an attack of high severity or above is notified. */
  readonly notifiesEnd: boolean;
  /**
   * Whether the receiver keeps an alert open until it hears of its end: then every end is notified, of whatever severity, as
   * soon as it is known, and also that somebody has resolved the alert. Nobody is disturbed by it.
   */
  readonly resolves: boolean;
  /** Alerts last seen longer ago are notified in one digest. */
  readonly maxAgeMs: number;
  /** How many messages may be sent at once within `digestMs`; further alerts go into a digest. */
  readonly limit: number;
  readonly digestMs: number;
  readonly quiet: QuietTime | null;
}

/** Whether people want to be left in peace now. @param now UTC milliseconds */
export function isQuiet(quiet: QuietTime | null, now: number): boolean {
  if (quiet === null) return false;
  if (isAlwaysQuiet(quiet)) return true;
  const minute = minuteOfDay(now, quiet.timeZone);
  const { from, to } = quiet;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** Where nothing but digests is wanted, there is no end of the quiet time to wait for. */
export function isAlwaysQuiet({ from, to }: QuietTime): boolean {
  return from === to;
}

function minuteOfDay(now: number, timeZone: string): number {
  const parts = formatOf(timeZone).formatToParts(now);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  return part('hour') * 60 + part('minute');
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than a hundred uses of it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formats.set(timeZone, format);
  return format;
}

/** What was said of an alert on a channel, or waits to be said. Times are UTC milliseconds. */
export interface NotifiedFacts {
  readonly alertId: string;
  /** The highest severity at which it was notified. */
  readonly severity: Severity;
  /** When it was last notified; null while it waits for its first digest. */
  readonly notifiedAt: number | null;
}

/** What was notified on a channel so far, as far as it matters for an alert. */
export interface NotificationHistory {
  /** By id of the alert. */
  readonly alerts: ReadonlyMap<string, NotifiedFacts>;
  /** By id of the incident: the highest severity at which it was notified. */
  readonly incidents: ReadonlyMap<string, Severity>;
  /** By id of the incident: how many milestones of whoever got in it was notified with. */
  readonly milestones: ReadonlyMap<string, number>;
  /** Ids of the log entries of the logins that were notified, and of those that were notified as suspicious. */
  readonly logins: ReadonlySet<number>;
  readonly suspicions: ReadonlySet<number>;
}

/** What the policy looks at when an alert has changed. */
export type ChangedAlert = Pick<DetectedAlert, 'id' | 'severity' | 'outcome' | 'login' | 'lastSeen'> & {
  /** The id of its incident. */
  readonly incidentId: string;
  /** How many milestones whoever got in has reached. */
  readonly milestones: number;
  /** True where somebody has taken care of it already. */
  readonly triaged: boolean;
};

/** Why a change of an alert is notified. */
const REASONS_TO_NOTIFY = ['first', 'graver', 'login_suspected', 'login_succeeded', 'escalated'] as const;

export type ReasonToNotify = (typeof REASONS_TO_NOTIFY)[number];

/** Why a change of an alert is not notified. */
const REASONS_NOT_TO_NOTIFY = [
  /** The channel notifies of more severe alerts only. */
  'below_severity',
  /** Somebody knows. */
  'handled',
  /** It was notified before. */
  'told',
  /** Another alert of the same incident, at least as severe, was notified. */
  'told_by_related',
  /** The same login was notified. */
  'login_told',
] as const;

export type ReasonNotToNotify = (typeof REASONS_NOT_TO_NOTIFY)[number];

/**
 * Whether the change of an alert is notified, and why. Of the alerts of one incident the first speaks, a more severe one speaks
 * up, and the others keep still. A login is notified once, whoever took care of the alert before; one that was suspected
 * is notified again when it turns out that they are in, and either when they go further: become root, change an account,
 * leave a key behind, touch jobs or logs.
 */
export function notifyReason(
  alert: ChangedAlert,
  minSeverity: Severity,
  history: NotificationHistory,
): ReasonToNotify | ReasonNotToNotify {
  const { outcome, login } = alert;
  if (isMoreSevere(minSeverity, alert.severity)) return 'below_severity';
  const wentFurther = alert.milestones > (history.milestones.get(alert.incidentId) ?? 0);
  if (login !== null && history.logins.has(login.entryId)) return wentFurther ? 'escalated' : 'login_told';
  if (outcome === 'login_succeeded') return 'login_succeeded';
  if (outcome === 'login_suspected') {
    if (login === null || !history.suspicions.has(login.entryId)) return 'login_suspected';
    return wentFurther ? 'escalated' : 'login_told';
  }
  if (alert.triaged) return 'handled';
  if (history.alerts.has(alert.id)) return 'told';
  const known = history.incidents.get(alert.incidentId);
  if (known === undefined) return 'first';
  return isMoreSevere(alert.severity, known) ? 'graver' : 'told_by_related';
}

/** True for the reasons to notify, false for the reasons not to. */
export function shouldNotify(reason: ReasonToNotify | ReasonNotToNotify): reason is ReasonToNotify {
  return REASONS_TO_NOTIFY.some((each) => each === reason);
}

/** How long nothing old may have been found before a backfill is taken to be over. */
export const BACKFILL_SETTLES_MS = 60_000;
/** A backfill that takes longer is notified while it goes on. */
export const BACKFILL_LASTS_AT_MOST_MS = 3_600_000;

/** Messages that were sent at once within the channel's `digestMs`. */
export interface SentLately {
  readonly critical: number;
  readonly others: number;
}

/**
 * Why an alert that is to be notified waits for a digest; null: it is notified at once. Critical ones break the quiet
 * time, and have a limit of their own: a flood of others cannot push them aside.
 *
 * @param now UTC milliseconds
 */
export function causeToWait(
  alert: { readonly severity: Severity; readonly lastSeen: number },
  policy: ChannelPolicy,
  sent: SentLately,
  now: number,
): DigestCause | null {
  if (alert.lastSeen < now - policy.maxAgeMs) return 'backfill';
  const isCritical = alert.severity === 'critical';
  if (!isCritical && isQuiet(policy.quiet, now)) return 'quiet';
  return (isCritical ? sent.critical : sent.others) >= policy.limit ? 'rate_limit' : null;
}

/** The alerts that wait on a channel for one cause: since when the first and the last of them. UTC milliseconds. */
export interface WaitingAlerts {
  readonly cause: DigestCause;
  readonly oldest: number;
  readonly newest: number;
}

/** Whether those alerts go into a digest now. @param now UTC milliseconds */
export function isDigestDue({ cause, oldest, newest }: WaitingAlerts, policy: ChannelPolicy, now: number): boolean {
  const { quiet, digestMs } = policy;
  const isAlways = quiet !== null && isAlwaysQuiet(quiet);
  if (isQuiet(quiet, now) && !isAlways) return false;
  switch (cause) {
    case 'backfill':
      return newest <= now - BACKFILL_SETTLES_MS || oldest <= now - BACKFILL_LASTS_AT_MOST_MS;
    case 'rate_limit':
      return oldest <= now - digestMs;
    case 'quiet':
      return !isAlways || oldest <= now - digestMs;
    default:
      return cause satisfies never;
  }
}

/** How long after its end an attack is taken to be over: the last of its lines may still be on their way. */
export const END_SETTLES_MS = 120_000;

/** An alert that was notified. Times are UTC milliseconds. */
interface FollowedAlert {
  readonly severity: Severity;
  readonly lastSeen: number;
  readonly endsAt: number;
  readonly notifiedAt: number;
  /** True where somebody has taken care of it. */
  readonly triaged: boolean;
  /** True where somebody has resolved it. */
  readonly resolved: boolean;
}

/** What time asks to be said of an alert: something, nothing any more, or nothing yet. */
export type FollowUp = 'still_going_on' | 'ended' | 'forget' | 'wait';

/** What is to be said of an alert that was notified. @param now UTC milliseconds */
export function followUp(alert: FollowedAlert, policy: ChannelPolicy, now: number): FollowUp {
  const isOver = alert.endsAt < now - END_SETTLES_MS;
  if (policy.resolves && (isOver || alert.resolved)) return 'ended';
  const isQuietNow = alert.severity !== 'critical' && isQuiet(policy.quiet, now);
  if (isOver) {
    if (alert.triaged || !policy.notifiesEnd || isMoreSevere('high', alert.severity)) return 'forget';
    return isQuietNow ? 'wait' : 'ended';
  }
  const { repeatMs } = policy;
  if (alert.triaged) return 'wait';
  // Of what nobody has seen for a while it is not said that it goes on.
  if (attackActivity(alert, now) !== 'active') return 'wait';
  return repeatMs !== null && alert.notifiedAt <= now - repeatMs && !isQuietNow ? 'still_going_on' : 'wait';
}

/** The first pause; each further one is twice as long, up to the longest. */
const FIRST_MS = 10_000;
const LONGEST_MS = 1_800_000;

/**
 * How long to wait before a delivery is tried again, in milliseconds: exponential, with half of it left to chance so
 * that many that failed together do not come back together.
 *
 * @param tries how often it was tried, from 1
 * @param random from 0 to 1
 */
export function retryDelay(tries: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(tries - 1, 20));
  return Math.round(full / 2 + (full / 2) * random);
}
