import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { Alert } from '../../alerts/alert.entity.js';
import { Incident } from '../../alerts/alert-records.entity.js';
import { isTriaged } from '../../alerts/lifecycle/triage.js';
import { isMoreSevere } from '../../alerts/lifecycle/alert-terms.js';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import { BulkSql, inParts } from '../../database/bulk-sql.js';
import { Notification } from '../outbox/notification.entity.js';
import { AlertNotificationState, IncidentNotificationState } from '../outbox/outbox-records.entity.js';
import type { ChangedAlert, ChannelPolicy, SentLately } from '../policy/notification-policy.js';
import type { ChannelPlan, NotifiedBefore } from './channel-plan.js';

/** What was said on a channel of alerts, of their incidents, and of their logins. */
export async function notifiedBefore(
  manager: EntityManager,
  channel: string,
  alerts: readonly ChangedAlert[],
): Promise<NotifiedBefore> {
  const states = new Map<string, AlertNotificationState>();
  for (const alertId of inParts([...new Set(alerts.map(({ id }) => id))])) {
    for (const row of await manager.findBy(AlertNotificationState, { channel, alertId: In(alertId) }))
      states.set(row.alertId, row);
  }
  const logins = [...new Set(alerts.flatMap(({ login }) => login?.entryId ?? []))];
  for (const entryId of inParts(logins)) {
    const where = [
      { channel, loginEntryId: In(entryId) },
      { channel, suspectedEntryId: In(entryId) },
    ];
    for (const row of await manager.findBy(AlertNotificationState, where))
      if (!states.has(row.alertId)) states.set(row.alertId, row);
  }
  return { alerts: [...states.values()], ...(await notifiedIncidents(manager, channel, alerts)) };
}

/** Two incidents that have grown together were notified under two ids. */
async function notifiedIncidents(
  manager: EntityManager,
  channel: string,
  alerts: readonly ChangedAlert[],
): Promise<Pick<NotifiedBefore, 'incidents' | 'milestones'>> {
  const sql = new BulkSql(manager);
  const text =
    `SELECT given.id, t.severity, t.milestones FROM ${sql.given({ id: 'text' })} ` +
    `JOIN incident_names AS known ON known.alert_id = given.id ` +
    `JOIN incident_names AS name ON name.incident = known.incident ` +
    `JOIN told_incidents AS t ON t.incident_id = name.alert_id AND t.channel = '${channel.replaceAll("'", "''")}'`;
  const ids = [...new Set(alerts.map(({ incidentId }) => incidentId))];
  const states = new Map<string, Severity>();
  const milestones = new Map<string, number>();
  for (const row of await sql.askOf(
    text,
    ids.map((id) => [id]),
  )) {
    const [id, severity] = [String(row['id']), String(row['severity']) as Severity];
    const known = states.get(id);
    if (known === undefined || isMoreSevere(severity, known)) states.set(id, severity);
    milestones.set(id, Math.max(milestones.get(id) ?? 0, Number(row['milestones'])));
  }
  return { incidents: states, milestones };
}

export async function saveNotified(manager: EntityManager, channel: string, plan: ChannelPlan): Promise<void> {
  for (const rows of inParts([...plan.changed], 500))
    await manager.upsert(AlertNotificationState, rows, ['channel', 'alertId']);
  const incidents = [...plan.changedIncidents].map((incidentId) => ({
    channel,
    incidentId,
    severity: plan.incidents.get(incidentId)!,
    milestones: plan.milestones.get(incidentId) ?? 0,
  }));
  const upsert = { conflict: ['channel', 'incidentId'], update: ['severity', 'milestones'] };
  await new BulkSql(manager).upsert(IncidentNotificationState, incidents, upsert);
}

/**
 * How many messages a channel was given for each receiver; digests, weekly summaries and tests apart, and ends where they only resolve.
 *
 * @param since UTC milliseconds
 */
export async function sentSince(
  manager: EntityManager,
  channel: string,
  { resolves }: Pick<ChannelPolicy, 'resolves'>,
  since: number,
): Promise<SentLately> {
  const uncounted = ['digest', 'weekly_summary', 'test', ...(resolves ? ['ended'] : [])];
  const rows: { critical: string; others: string }[] = await manager
    .createQueryBuilder(Notification, 'n')
    .select(`SUM(CASE WHEN n.severity = 'critical' THEN 1 ELSE 0 END)`, 'critical')
    .addSelect(`SUM(CASE WHEN n.severity = 'critical' THEN 0 ELSE 1 END)`, 'others')
    .where('n.channel = :channel AND n.createdAt > :since', { channel, since })
    .andWhere('n.reason NOT IN (:...uncounted)', { uncounted })
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
  const facts = { outcome: true, login: true, afterLogin: true } as const;
  const select = { id: true, severity: true, incident: true, lastSeen: true, ...facts } as const;
  const moments = { acknowledgedAt: true, resolvedAt: true, snoozedUntil: true } as const;
  const alerts = await manager.find(Alert, { select: { ...select, ...moments } as never, where: { id: In(ids) } });
  const incidents = new Map<number, string>();
  for (const part of inParts([...new Set(alerts.map(({ incident }) => incident))])) {
    for (const { id, alertId } of await manager.findBy(Incident, { id: In(part) })) incidents.set(id, alertId);
  }
  return new Map(
    alerts.map((alert) => {
      const incidentId = incidents.get(alert.incident) ?? alert.id;
      const milestones = alert.afterLogin?.milestones.length ?? 0;
      return [alert.id, { ...alert, incidentId, milestones, triaged: isTriaged(alert, now) }];
    }),
  );
}
