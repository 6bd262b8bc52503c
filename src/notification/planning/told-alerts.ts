import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { Alert } from '../../alerts/alert.entity.js';
import { isHandled } from '../../alerts/lifecycle/alert-handling.js';
import { Notification } from '../outbox/notification.entity.js';
import { ToldAlert } from '../outbox/told-alert.entity.js';
import type { SentLately } from '../policy/digest.js';
import type { ChangedAlert } from '../policy/reason-to-tell.js';

/** Few enough that a statement's parameters stay below the databases' limits. */
const VALUES_AT_ONCE = 5_000;

/** What was said on a channel of alerts, of those related to them, and of their logins. */
export async function toldAbout(
  manager: EntityManager,
  channel: string,
  alerts: readonly ChangedAlert[],
): Promise<ToldAlert[]> {
  const ids = new Set(alerts.flatMap(({ id, related }) => [id, ...related.map((each) => each.id)]));
  const logins = new Set(alerts.flatMap(({ login }) => login?.entryId ?? []));
  const told = new Map<string, ToldAlert>();
  for (const alertId of inParts([...ids])) {
    for (const row of await manager.findBy(ToldAlert, { channel, alertId: In(alertId) })) told.set(row.alertId, row);
  }
  for (const loginEntryId of inParts([...logins])) {
    const rows = await manager.findBy(ToldAlert, { channel, loginEntryId: In(loginEntryId) });
    for (const row of rows) if (!told.has(row.alertId)) told.set(row.alertId, row);
  }
  return [...told.values()];
}

function inParts<Value>(values: readonly Value[]): Value[][] {
  const parts: Value[][] = [];
  for (let start = 0; start < values.length; start += VALUES_AT_ONCE) {
    parts.push(values.slice(start, start + VALUES_AT_ONCE));
  }
  return parts;
}

export async function saveTold(manager: EntityManager, told: Iterable<ToldAlert>): Promise<void> {
  const rows = [...told];
  for (let start = 0; start < rows.length; start += 500) {
    await manager.upsert(ToldAlert, rows.slice(start, start + 500), ['channel', 'alertId']);
  }
}

/** How many messages a channel was given for each receiver, digests and tests apart. @param since UTC milliseconds */
export async function sentSince(manager: EntityManager, channel: string, since: number): Promise<SentLately> {
  const rows: { critical: string; others: string }[] = await manager
    .createQueryBuilder(Notification, 'n')
    .select(`SUM(CASE WHEN n.severity = 'critical' THEN 1 ELSE 0 END)`, 'critical')
    .addSelect(`SUM(CASE WHEN n.severity = 'critical' THEN 0 ELSE 1 END)`, 'others')
    .where('n.channel = :channel AND n.createdAt > :since', { channel, since })
    .andWhere(`n.reason NOT IN ('digest', 'test')`)
    .groupBy('n.receiver')
    .getRawMany();
  return {
    critical: Math.max(0, ...rows.map(({ critical }) => Number(critical))),
    others: Math.max(0, ...rows.map(({ others }) => Number(others))),
  };
}

/** What the policy looks at, of alerts by their ids. */
export async function changedAlerts(
  manager: EntityManager,
  ids: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, ChangedAlert>> {
  const select = { id: true, severity: true, outcome: true, login: true, related: true, lastSeen: true } as const;
  const moments = { acknowledgedAt: true, resolvedAt: true, snoozedUntil: true } as const;
  const alerts = await manager.find(Alert, { select: { ...select, ...moments } as never, where: { id: In(ids) } });
  return new Map(alerts.map((alert) => [alert.id, { ...alert, handled: isHandled(alert, now) }]));
}
