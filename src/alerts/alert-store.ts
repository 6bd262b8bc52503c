import type { EntityManager } from 'typeorm';
import { MoreThanOrEqual } from 'typeorm';
import { Alert, DETECTED_COLUMNS } from './alert.entity.js';
import type { AlertHandling } from './lifecycle/alert-handling.js';
import { alertSummary } from './lifecycle/alert-summary.js';
import type { DetectedAlert } from './lifecycle/detected-alert.js';
import { SilentDetection } from './silent-detection.entity.js';

/** Few enough that a statement's parameters stay below the databases' limits. */
const ALERTS_AT_ONCE = 500;

/** Writes what detection found, in the caller's transaction; what people did with the alerts stays as it is. */
export async function saveDetectedAlerts(manager: EntityManager, alerts: readonly DetectedAlert[]): Promise<void> {
  // One that changed twice is written once, as it was at last.
  const latest = [...new Map(alerts.map((alert) => [alert.id, alert])).values()];
  for (let start = 0; start < latest.length; start += ALERTS_AT_ONCE) {
    await manager
      .createQueryBuilder()
      .insert()
      .into(Alert)
      .values(latest.slice(start, start + ALERTS_AT_ONCE).map(alertRow))
      .orUpdate(databaseNames(manager), ['id'])
      .execute();
  }
}

/** Writes what rules found that raise no alert themselves, in the caller's transaction. */
export async function saveSilentDetections(
  manager: EntityManager,
  detections: readonly DetectedAlert[],
): Promise<void> {
  const latest = [...new Map(detections.map((detection) => [detection.id, detection])).values()];
  for (let start = 0; start < latest.length; start += ALERTS_AT_ONCE) {
    const rows = latest.slice(start, start + ALERTS_AT_ONCE).map((detection) => {
      const { id, lane, lastSeen } = detection;
      return { id, lane, lastSeen, detection };
    });
    await manager.upsert(SilentDetection, rows, ['id']);
  }
}

/** Everything that was found in a lane whose last event is not older than `since` (UTC milliseconds), silent or not. */
export async function detectionsSince(manager: EntityManager, lane: number, since: number): Promise<DetectedAlert[]> {
  const where = { lane, lastSeen: MoreThanOrEqual(since) };
  const alerts = await manager
    .createQueryBuilder(Alert, 'alert')
    .addSelect('alert.tallies')
    .where(where)
    .orderBy({ 'alert.firedAt': 'ASC', 'alert.id': 'ASC' })
    .getMany();
  const silent = await manager.find(SilentDetection, { where, order: { lastSeen: 'ASC', id: 'ASC' } });
  return [...alerts.map((alert) => ({ ...alert, ...alert.tallies })), ...silent.map(({ detection }) => detection)];
}

function alertRow(alert: DetectedAlert): Omit<Alert, keyof AlertHandling> {
  const { usernames, ipAddresses, methods, hosts, ...facts } = alert;
  return { ...facts, summary: alertSummary(alert), tallies: { usernames, ipAddresses, methods, hosts } };
}

function databaseNames(manager: EntityManager): string[] {
  const metadata = manager.connection.getMetadata(Alert);
  return DETECTED_COLUMNS.map((property) => metadata.findColumnWithPropertyName(property)!.databaseName);
}
