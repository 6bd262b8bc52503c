import { ApiProperty } from '@nestjs/swagger';
import { IsNull, Not } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { SEVERITIES } from '../alerts/lifecycle/alert-terms.js';
import type { Severity } from '../alerts/lifecycle/alert-terms.js';
import { isoTime } from '../common/clock.js';
import type { ConfiguredChannel } from './channels/configured-channels.js';
import { CHANNEL_TYPES } from '../config/channels/channel-settings.js';
import type { ChannelType } from '../config/channels/channel-settings.js';
import { Notification } from './outbox/notification.entity.js';
import { AlertNotificationState } from './outbox/outbox-records.entity.js';
import { isAlwaysQuiet } from './policy/notification-policy.js';
import type { WeekTime } from './policy/weekly-summary.js';
import type { QuietTime } from './policy/notification-policy.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** A way to reach people, what they are notified of, and how it fares. Holds no secrets. */
export class ChannelDto {
  @ApiProperty({ example: 'email' })
  name: string;

  @ApiProperty({ enum: CHANNEL_TYPES, enumName: 'ChannelType', example: 'email' })
  type: ChannelType;

  @ApiProperty({
    type: [String],
    description: 'Mail addresses, or the host that messages are sent to.',
    example: ['admin@example.org'],
  })
  receivers: string[];

  @ApiProperty({
    enum: SEVERITIES,
    enumName: 'Severity',
    description: 'The lowest severity that is notified.',
    example: 'low',
  })
  min_severity: Severity;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'An attack is notified again when it has gone on for so long; null: never.',
    example: 6,
  })
  repeat_hours: number | null;

  @ApiProperty({ description: 'Whether the end of severe attacks is notified.', example: false })
  ended: boolean;

  @ApiProperty({ description: 'Alerts last seen longer ago go into one digest.', example: 24 })
  max_age_hours: number;

  @ApiProperty({ description: 'Messages at once within `digest_minutes`; more go into a digest.', example: 10 })
  rate_limit: number;

  @ApiProperty({ example: 10 })
  digest_minutes: number;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'When only critical alerts are notified at once; `always`, or null: never.',
    example: '22:00-07:00 Europe/Berlin',
  })
  quiet: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'When the summary of a week is sent; null: never.',
    example: 'Monday 08:00 Europe/Berlin',
  })
  weekly_summary: string | null;

  @ApiProperty({ description: 'Notifications that are still to be delivered.', example: 0 })
  pending: number;

  @ApiProperty({ description: 'Notifications that were given up.', example: 0 })
  failed: number;

  @ApiProperty({ description: 'Alerts that wait for the next digest.', example: 0 })
  waiting_alerts: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-20T09:13:38.000Z' })
  last_delivered_at: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What was wrong with the newest notification that was given up, or is still to be delivered.',
    example: null,
  })
  last_error: string | null;

  static from({ channel, policy, weeklySummary }: ConfiguredChannel, figures: ChannelFigures): ChannelDto {
    return {
      name: channel.name,
      type: channel.type,
      receivers: [...channel.receivers],
      min_severity: policy.minSeverity,
      repeat_hours: policy.repeatMs === null ? null : policy.repeatMs / HOUR_MS,
      ended: policy.notifiesEnd,
      max_age_hours: policy.maxAgeMs / HOUR_MS,
      rate_limit: policy.limit,
      digest_minutes: policy.digestMs / MINUTE_MS,
      quiet: policy.quiet === null ? null : quietText(policy.quiet),
      weekly_summary: weeklySummary === null ? null : weekText(weeklySummary),
      pending: figures.pending,
      failed: figures.failed,
      waiting_alerts: figures.waitingAlerts,
      last_delivered_at: isoTime(figures.lastDeliveredAt),
      last_error: figures.lastError,
    };
  }
}

function quietText(quiet: QuietTime): string {
  return isAlwaysQuiet(quiet) ? 'always' : `${timeText(quiet.from)}-${timeText(quiet.to)} ${quiet.timeZone}`;
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

function weekText({ weekday, minute, timeZone }: WeekTime): string {
  return `${WEEKDAYS[weekday - 1]} ${timeText(minute)} ${timeZone}`;
}

function timeText(minutes: number): string {
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

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
    waitingAlerts: await manager.countBy(AlertNotificationState, { channel, waitingSince: Not(IsNull()) }),
    lastDeliveredAt: delivered?.endedAt ?? null,
    lastError: failing?.lastError ?? null,
  };
}
