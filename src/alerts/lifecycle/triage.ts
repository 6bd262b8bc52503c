import { alertStatus } from './alert-terms.js';
import type { AlertMoments, AlertStatus } from './alert-terms.js';

/** What became of an alert in the eyes of the person who resolved it. */
export const RESOLUTIONS = ['true_positive', 'false_positive'] as const;

export type Resolution = (typeof RESOLUTIONS)[number];

/** What people do with an alert. */
export const ALERT_ACTIONS = ['acknowledge', 'resolve', 'reopen', 'snooze', 'wake', 'note'] as const;

export type AlertAction = (typeof ALERT_ACTIONS)[number];

/** What people have done with an alert so far. */
export interface Triage extends AlertMoments {
  readonly resolution: Resolution | null;
  /** Until when nobody wants to be reminded of it, UTC milliseconds. */
  readonly snoozedUntil: number | null;
}

/** What somebody asks for; what is left out stays as it is. */
export interface TriageRequest {
  readonly status?: AlertStatus;
  readonly resolution?: Resolution;
  /** UTC milliseconds; null wakes it. */
  readonly snoozeUntil?: number | null;
  readonly note?: string;
}

/** What is to be written down. */
interface TriageResult {
  readonly triage: Triage;
  /** In the order in which they are done; never empty. */
  readonly actions: readonly AlertAction[];
}

/** Why a request is refused: a stable code, and a sentence for people. */
export interface TriageRefusal {
  readonly code: 'ALERT_MOVE_REFUSED' | 'ALERT_RESOLUTION_MISSING' | 'ALERT_NOTHING_ASKED' | 'ALERT_SNOOZE_PAST';
  readonly reason: string;
}

/** The status that each can be moved to, and what the move is called. */
const MOVES: Readonly<Record<AlertStatus, Partial<Record<AlertStatus, AlertAction>>>> = {
  open: { acknowledged: 'acknowledge', resolved: 'resolve' },
  acknowledged: { open: 'reopen', resolved: 'resolve' },
  resolved: { open: 'reopen' },
};

/**
 * What a request does to an alert, or why it is refused.
 *
 * @param now UTC milliseconds
 */
export function triage(alert: Triage, request: TriageRequest, now: number): TriageResult | TriageRefusal {
  const actions: AlertAction[] = [];
  let next = alert;
  if (request.status !== undefined || request.resolution !== undefined) {
    const moved = move(alert, request, now);
    if ('code' in moved) return moved;
    next = moved.triage;
    actions.push(...moved.actions);
  }
  if (request.snoozeUntil !== undefined) {
    const snoozed = snooze(next, request.snoozeUntil, now);
    if ('code' in snoozed) return snoozed;
    next = snoozed.triage;
    actions.push(...snoozed.actions);
  }
  if (actions.length === 0 && request.note !== undefined) actions.push('note');
  if (actions.length > 0) return { triage: next, actions };
  return { code: 'ALERT_NOTHING_ASKED', reason: 'Ask for a status, a snooze_until or a note.' };
}

function move(alert: Triage, { status, resolution }: TriageRequest, now: number): TriageResult | TriageRefusal {
  const from = alertStatus(alert);
  const to = status ?? 'resolved';
  const action = MOVES[from][to];
  if (action === undefined) {
    const reason =
      from === to ? `The alert is ${to} already.` : `A ${from} alert cannot become ${to}; reopen it first.`;
    return { code: 'ALERT_MOVE_REFUSED', reason };
  }
  if (action === 'resolve' && resolution === undefined) {
    const reason = `Say what it was: a resolution is one of ${RESOLUTIONS.join(', ')}.`;
    return { code: 'ALERT_RESOLUTION_MISSING', reason };
  }
  if (action !== 'resolve' && resolution !== undefined) {
    return { code: 'ALERT_MOVE_REFUSED', reason: `A resolution goes with status resolved, not with ${to}.` };
  }
  return { triage: after(alert, action, resolution ?? null, now), actions: [action] };
}

function after(alert: Triage, action: AlertAction, resolution: Resolution | null, now: number): Triage {
  switch (action) {
    case 'acknowledge':
      return { ...alert, acknowledgedAt: now };
    case 'resolve':
      return { ...alert, resolvedAt: now, resolution, snoozedUntil: null };
    default:
      return { acknowledgedAt: null, resolvedAt: null, resolution: null, snoozedUntil: alert.snoozedUntil };
  }
}

function snooze(alert: Triage, until: number | null, now: number): TriageResult | TriageRefusal {
  if (until === null) {
    if (alert.snoozedUntil !== null) return { triage: { ...alert, snoozedUntil: null }, actions: ['wake'] };
    return { code: 'ALERT_MOVE_REFUSED', reason: 'The alert is not snoozed.' };
  }
  if (alert.resolvedAt !== null) return { code: 'ALERT_MOVE_REFUSED', reason: 'A resolved alert cannot be snoozed.' };
  if (until <= now) return { code: 'ALERT_SNOOZE_PAST', reason: 'snooze_until must be in the future.' };
  return { triage: { ...alert, snoozedUntil: until }, actions: ['snooze'] };
}

/** Whether somebody has taken care of an alert, so that nobody need be reminded of it. @param now UTC milliseconds */
export function isTriaged(
  { acknowledgedAt, resolvedAt, snoozedUntil }: Omit<Triage, 'resolution'>,
  now: number,
): boolean {
  return acknowledgedAt !== null || resolvedAt !== null || (snoozedUntil !== null && snoozedUntil > now);
}
