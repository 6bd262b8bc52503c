import type { EntityManager } from 'typeorm';
import { countRaisedAlerts, recordAlertChanges } from './alert-outbox.js';
import { saveDetectedAlerts, storedAlerts } from './alert-store.js';
import { linkIncidents } from './incidents/incidents.js';
import { newsOf } from './lifecycle/alert-outcome.js';
import type { AlertChange } from './lifecycle/alert-outcome.js';
import type { ServiceAlertChange } from './lifecycle/service-alert.js';

/**
 * Stores an alert about a log source or a bouncer, in the caller's transaction. It has no attackers: it is an incident of its
 * own.
 *
 * @param at UTC milliseconds
 */
export async function recordServiceAlert(
  manager: EntityManager,
  { kind, alert }: ServiceAlertChange,
  at: number,
): Promise<AlertChange[]> {
  const stored = (await storedAlerts(manager, [alert.id])).get(alert.id);
  const linked = { ...alert, incident: stored?.incident ?? 0, lastSeenBefore: null, participants: [] };
  const incidents = await linkIncidents(manager, [linked]);
  await saveDetectedAlerts(manager, [{ ...alert, incident: incidents.get(alert.id)! }]);
  const changes = [{ kind, alert: newsOf(alert) }];
  await recordAlertChanges(manager, changes, at);
  await countRaisedAlerts(manager, changes);
  return changes;
}
