import type { EntityManager } from 'typeorm';
import { In } from 'typeorm';
import { notice } from '../database/postgres/database-locks.js';
import { AlertActionRecord } from './alert-records.entity.js';
import { recordAlertChanges } from './alert-outbox.js';
import { Alert } from './alert.entity.js';
import { triage } from './lifecycle/triage.js';
import type { Triage, TriageRefusal, TriageRequest } from './lifecycle/triage.js';

/** Few enough that a statement's parameters stay below the databases' limits. */
const ALERTS_AT_ONCE = 500;

/** What somebody asks for, and who. */
export interface TriageOrder extends TriageRequest {
  readonly who: string | null;
}

/** An alert that stays as it is, and why. */
export interface RefusedAlert {
  readonly id: string;
  readonly refusal: TriageRefusal;
}

/** An alert as it was before a change. */
export interface AlertBefore extends Triage {
  readonly id: string;
}

/** What was done with some alerts. */
export interface TriageOutcome {
  readonly refused: readonly RefusedAlert[];
  /** Those that were changed. */
  readonly before: readonly AlertBefore[];
}

/** The alerts that would stay as they are, and why; nothing is done. @param now UTC milliseconds */
export async function refusedAlerts(
  manager: EntityManager,
  ids: readonly string[],
  order: TriageOrder,
  now: number,
): Promise<RefusedAlert[]> {
  const refused: RefusedAlert[] = [];
  for (let start = 0; start < ids.length; start += ALERTS_AT_ONCE) {
    for (const alert of await triagesOf(manager, ids.slice(start, start + ALERTS_AT_ONCE))) {
      const result = triage(alert, order, now);
      if ('code' in result) refused.push({ id: alert.id, refusal: result });
    }
  }
  return refused;
}

function triagesOf(manager: EntityManager, ids: readonly string[]): Promise<Alert[]> {
  return manager.find(Alert, {
    select: { id: true, acknowledgedAt: true, resolvedAt: true, resolution: true, snoozedUntil: true },
    where: { id: In(ids) },
  });
}

/**
 * Does with alerts what somebody asks for, writes down that it was done, and records the change for whoever listens:
 * all in the caller's transaction.
 *
 * @param now UTC milliseconds
 * @returns the alerts that stay as they are, and what the others were
 */
export async function triageAlerts(
  manager: EntityManager,
  ids: readonly string[],
  order: TriageOrder,
  now: number,
): Promise<TriageOutcome> {
  const refused: RefusedAlert[] = [];
  const before: AlertBefore[] = [];
  for (let start = 0; start < ids.length; start += ALERTS_AT_ONCE) {
    const alerts = await triagesOf(manager, ids.slice(start, start + ALERTS_AT_ONCE));
    const triaged: string[] = [];
    for (const alert of alerts) {
      const result = triage(alert, order, now);
      if ('code' in result) refused.push({ id: alert.id, refusal: result });
      else {
        triaged.push(alert.id);
        const { id, acknowledgedAt, resolvedAt, resolution, snoozedUntil } = alert;
        before.push({ id, acknowledgedAt, resolvedAt, resolution, snoozedUntil });
        await saveTriage(manager, alert.id, result.triage);
        await manager.insert(AlertActionRecord, actionRows(alert.id, result.actions, order, now));
      }
    }
    await recordAlertChanges(
      manager,
      triaged.map((id) => ({ kind: 'handled', alert: { id } })),
      now,
    );
    if (triaged.length > 0) await notice(manager, 'stored');
  }
  return { refused, before };
}

async function saveTriage(manager: EntityManager, id: string, after: Triage): Promise<void> {
  const { acknowledgedAt, resolvedAt, resolution, snoozedUntil } = after;
  await manager.update(Alert, { id }, { acknowledgedAt, resolvedAt, resolution, snoozedUntil });
}

/** The note belongs to the first of several actions. */
function actionRows(
  alertId: string,
  actions: readonly AlertActionRecord['action'][],
  { who, note, resolution, snoozeUntil }: TriageOrder,
  at: number,
): Omit<AlertActionRecord, 'id'>[] {
  return actions.map((action, index) => ({
    alertId,
    action,
    at,
    who,
    note: index === 0 ? (note ?? null) : null,
    resolution: action === 'resolve' ? (resolution ?? null) : null,
    until: action === 'snooze' ? (snoozeUntil ?? null) : null,
  }));
}
