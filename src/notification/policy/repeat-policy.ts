import type { AlertOutcome, Severity } from '../../alerts/lifecycle/alert-terms.js';
import { isMoreSevere } from '../../alerts/lifecycle/alert-terms.js';
import type { AlertLogin } from '../../alerts/lifecycle/detected-alert.js';
import { END_SETTLES_MS } from './notification-policy.js';
import type { ReasonToNotify } from './notification-policy.js';

// What a receiver that forgets is sent again and again: Prometheus Alertmanager takes an alert to be over that it has not
// heard of for a while, and wants to hear of its end for five minutes (its docs/alerts_api.md).

/** How long the end of an alert is repeated. */
export const RESOLVED_FOR_MS = 300_000;

/** A break-in is not over when the attack is: it stands for so long after the login, or until somebody resolves it. */
export const BREAK_IN_STANDS_MS = 24 * 3_600_000;

/** What of an alert decides whether it stands. Times are UTC milliseconds. */
export interface RepeatedAlert {
  readonly severity: Severity;
  readonly outcome: AlertOutcome;
  readonly firstSeen: number;
  readonly endsAt: number;
  readonly resolvedAt: number | null;
  readonly login: Pick<AlertLogin, 'at' | 'entryId'> | null;
}

/** An alert at one severity, which is all its life the same: one whose severity was raised stands at both. */
export interface AlertStanding {
  readonly severity: Severity;
  /** When it ended, or was resolved; null while it stands. UTC milliseconds. */
  readonly endedAt: number | null;
}

/**
 * What there is to say of an alert now: at the severity at which it was first sent, for as long as the attack lasts, and
 * at the severity that a login has raised it to. Nothing, where its end is longer ago than {@link RESOLVED_FOR_MS}.
 *
 * @param first the severity at which it was first sent
 * @param now UTC milliseconds
 */
export function standingsOf(alert: RepeatedAlert, first: Severity, now: number): AlertStanding[] {
  const severities = first === alert.severity ? [first] : [first, alert.severity];
  return severities.flatMap((severity): AlertStanding[] => {
    const { endedAt, knownAt } = endOf(alert, severity);
    if (now < knownAt) return [{ severity, endedAt: null }];
    return now <= knownAt + RESOLVED_FOR_MS ? [{ severity, endedAt }] : [];
  });
}

/** When an alert is over that nobody resolves: a break-in later than the attack. UTC milliseconds. */
export function standsUntil({ outcome, login, endsAt }: Pick<RepeatedAlert, 'outcome' | 'login' | 'endsAt'>): number {
  return login !== null && outcome !== 'none' ? Math.max(endsAt, login.at + BREAK_IN_STANDS_MS) : endsAt;
}

/** When an alert ended at a severity, and from when on that is taken for sure: its last lines may be on their way. */
function endOf(alert: RepeatedAlert, severity: Severity): { readonly endedAt: number; readonly knownAt: number } {
  const { endsAt, resolvedAt, firstSeen } = alert;
  const end = severity === alert.severity ? standsUntil(alert) : endsAt;
  // An end lies behind the beginning, whatever the clocks of the log and of this machine say.
  if (resolvedAt === null || resolvedAt > end + END_SETTLES_MS) return { endedAt: end, knownAt: end + END_SETTLES_MS };
  return { endedAt: Math.max(firstSeen + 1, Math.min(end, resolvedAt)), knownAt: resolvedAt };
}

/** What was sent of an alert before. */
export interface SentBefore {
  /** The severity at which it was first sent. */
  readonly severity: Severity;
  /** When it was last sent, UTC milliseconds. */
  readonly sentAt: number;
  /** The log entries of the logins that were sent. */
  readonly loginEntryId: number | null;
  readonly suspectedEntryId: number | null;
}

/**
 * What is due of an alert: a word of it for the first time, or of a login; a repetition, every `repeatMs` and once it has
 * ended; null: nothing.
 *
 * @param now UTC milliseconds
 */
export function repeatReason(
  alert: RepeatedAlert,
  before: SentBefore | null,
  { minSeverity, repeatMs }: { readonly minSeverity: Severity; readonly repeatMs: number },
  now: number,
): ReasonToNotify | 'repeat' | null {
  if (isMoreSevere(minSeverity, alert.severity)) return null;
  const standings = standingsOf(alert, before?.severity ?? alert.severity, now);
  const news = loginReason(alert, before);
  // What is over before it was ever sent is no news.
  if (before === null) return standings.some(({ endedAt }) => endedAt === null) ? (news ?? 'first') : null;
  if (standings.length === 0) return null;
  if (news !== null) return news;
  const hasEnded = standings.some(
    ({ severity, endedAt }) => endedAt !== null && before.sentAt < endOf(alert, severity).knownAt,
  );
  return hasEnded || before.sentAt <= now - repeatMs ? 'repeat' : null;
}

/** Whether there is a login that was not sent yet. */
function loginReason({ outcome, login }: RepeatedAlert, before: SentBefore | null): ReasonToNotify | null {
  if (login === null || outcome === 'none') return null;
  const known = outcome === 'login_succeeded' ? before?.loginEntryId : before?.suspectedEntryId;
  return (known ?? null) === null ? outcome : null;
}
