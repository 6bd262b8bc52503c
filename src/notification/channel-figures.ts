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
  /** Of the oldest notification that is still to be delivered. */
  readonly lastError: string | null;
}

export async function channelFigures(manager: EntityManager, channel: string): Promise<ChannelFigures> {
  const oldest = await manager.findOne(Notification, {
    select: { id: true, lastError: true },
    where: { channel, state: 'pending', lastError: Not(IsNull()) },
    order: { id: 'ASC' },
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
    lastError: oldest?.lastError ?? null,
  };
}
