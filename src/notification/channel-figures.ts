import type { EntityManager } from 'typeorm';
import { IsNull, Not } from 'typeorm';
import { Notification } from './outbox/notification.entity.js';
import { ToldAlert } from './outbox/told-alert.entity.js';

/** How a channel fares. */
export interface ChannelFigures {
  readonly pending: number;
  readonly failed: number;
  readonly waitingAlerts: number;
  /** UTC milliseconds; null: nothing was delivered yet. */
  readonly lastDeliveredAt: number | null;
  /** Of the newest notification that was not delivered, or not yet. */
  readonly lastError: string | null;
}

export async function channelFigures(manager: EntityManager, channel: string): Promise<ChannelFigures> {
  const failing = await manager.findOne(Notification, {
    select: { id: true, lastError: true },
    where: { channel, lastError: Not(IsNull()) },
    order: { createdAt: 'DESC', id: 'DESC' },
  });
  const delivered = await manager.findOne(Notification, {
    select: { id: true, endedAt: true },
    where: { channel, state: 'delivered' },
    order: { createdAt: 'DESC' },
  });
  return {
    pending: await manager.countBy(Notification, { channel, state: 'pending' }),
    failed: await manager.countBy(Notification, { channel, state: 'failed' }),
    waitingAlerts: await manager.countBy(ToldAlert, { channel, waitingSince: Not(IsNull()) }),
    lastDeliveredAt: delivered?.endedAt ?? null,
    lastError: failing?.lastError ?? null,
  };
}
