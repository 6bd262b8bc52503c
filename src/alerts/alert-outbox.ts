import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { RecordedAlertChange } from './alert-change.entity.js';
import type { AlertChangeKind } from './lifecycle/alert-change.js';

/** Few enough that a statement's parameters stay below the databases' limits. */
const CHANGES_AT_ONCE = 500;

/** What happened to which alert. */
export interface ChangeOfAlert {
  readonly kind: AlertChangeKind;
  readonly alert: { readonly id: string };
}

/**
 * Records changes of alerts in the caller's transaction, which is the one that changes the alerts.
 *
 * @param at UTC milliseconds
 */
export async function recordAlertChanges(
  manager: EntityManager,
  changes: readonly ChangeOfAlert[],
  at: number,
): Promise<void> {
  // An alert may have changed several times in one transaction; one row of a kind is all there is room for.
  const latest = [...new Map(changes.map((change) => [`${change.kind} ${change.alert.id}`, change])).values()];
  for (let start = 0; start < latest.length; start += CHANGES_AT_ONCE) {
    const slice = latest.slice(start, start + CHANGES_AT_ONCE);
    await forgetEarlier(manager, slice);
    const rows = slice.map(({ kind, alert }) => ({ alertId: alert.id, kind, at, pending: isNews(kind) }));
    await manager.insert(RecordedAlertChange, rows);
  }
}

/** That an attack goes on is no news by itself: whether it is told of is a matter of time. */
function isNews(kind: AlertChangeKind): boolean {
  return kind === 'created' || kind === 'login_found';
}

async function forgetEarlier(manager: EntityManager, changes: readonly ChangeOfAlert[]): Promise<void> {
  for (const kind of new Set(changes.map((change) => change.kind))) {
    const ids = changes.filter((change) => change.kind === kind).map(({ alert }) => alert.id);
    await manager.delete(RecordedAlertChange, { kind, alertId: In(ids) });
  }
}
