import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import { Notification, NotifiedAlert } from '../outbox/notification.entity.js';
import type { WeeklySummary } from '../weekly/weekly-summary.js';
import type { DigestCause, NotificationReason } from '../policy/notification-policy.js';

/** Few enough that a statement's parameters stay below the databases' limits. */
const ROWS_AT_ONCE = 500;

/** A message that was decided on, for every receiver of a channel. */
export interface PlannedMessage {
  readonly reason: NotificationReason;
  /** That of the most severe alert; null in a test and a weekly summary. */
  readonly severity: Severity | null;
  /** The most severe first. */
  readonly alertIds: readonly string[];
  readonly causes: readonly DigestCause[];
  readonly further: number;
  readonly summary?: WeeklySummary;
}

/** When notifications are due, and when trying ends. UTC milliseconds. */
interface DeliveryTimes {
  readonly now: number;
  readonly deadline: number;
}

/** Puts messages into the outbox, one row a receiver, in the caller's transaction. */
export async function storeMessages(
  manager: EntityManager,
  channel: { readonly name: string; readonly receivers: readonly string[] },
  messages: readonly PlannedMessage[],
  times: DeliveryTimes,
): Promise<Notification[]> {
  const rows = messages.flatMap((message) =>
    channel.receivers.map((receiver) => ({
      row: notificationRow(message, channel.name, receiver, times),
      alertIds: message.alertIds,
    })),
  );
  await insertAll(
    manager,
    Notification,
    rows.map(({ row }) => row),
  );
  const named = rows.flatMap(({ row, alertIds }) =>
    alertIds.map((alertId, position): NotifiedAlert => ({ notificationId: row.id, position, alertId })),
  );
  await insertAll(manager, NotifiedAlert, named);
  return rows.map(({ row }) => row);
}

function notificationRow(
  { reason, severity, causes, further, summary }: PlannedMessage,
  channel: string,
  receiver: string,
  { now, deadline }: DeliveryTimes,
): Notification {
  return {
    id: nextId(now),
    channel,
    receiver,
    reason,
    severity,
    causes,
    further,
    summary: summary ?? null,
    state: 'pending',
    createdAt: now,
    dueAt: now,
    deadlineAt: deadline,
    endedAt: null,
    claimedBy: null,
    claimedAt: null,
    claimedUntil: null,
    tries: 0,
    attempts: [],
    lastError: null,
  };
}

let idsMade = 0;

/** Ids of one process sort in the order in which they were made, within a millisecond, too. */
function nextId(now: number): string {
  idsMade = (idsMade + 1) % 0x7fffffff;
  return uuidV7({ msecs: now, seq: idsMade });
}

async function insertAll<Row extends object>(
  manager: EntityManager,
  entity: new () => Row,
  rows: readonly Row[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await manager
      .createQueryBuilder()
      .insert()
      .into(entity)
      .values(rows.slice(start, start + ROWS_AT_ONCE))
      .execute();
  }
}
