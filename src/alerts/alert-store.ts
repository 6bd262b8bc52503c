import type { EntityManager } from 'typeorm';
import { MoreThanOrEqual } from 'typeorm';
import { Alert, DETECTED_COLUMNS } from './alert.entity.js';
import type { DetectedAlert } from './lifecycle/detected-alert.js';

/** Few enough that a statement's parameters stay below the databases' limits. */
const ALERTS_AT_ONCE = 500;

/** Writes what detection found, in the caller's transaction; what people did with the alerts stays as it is. */
export async function saveDetectedAlerts(manager: EntityManager, alerts: readonly DetectedAlert[]): Promise<void> {
  for (let start = 0; start < alerts.length; start += ALERTS_AT_ONCE) {
    await manager
      .createQueryBuilder()
      .insert()
      .into(Alert)
      .values(alerts.slice(start, start + ALERTS_AT_ONCE))
      .orUpdate(databaseNames(manager), ['id'])
      .execute();
  }
}

/** The alerts of a rule whose attack was not over before `since` (UTC milliseconds). */
export function detectedAlertsSince(manager: EntityManager, rule: string, since: number): Promise<DetectedAlert[]> {
  return manager.find(Alert, { where: { rule, endsAt: MoreThanOrEqual(since) } });
}

function databaseNames(manager: EntityManager): string[] {
  const metadata = manager.connection.getMetadata(Alert);
  return DETECTED_COLUMNS.map((property) => metadata.findColumnWithPropertyName(property)!.databaseName);
}
