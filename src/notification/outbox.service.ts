import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, Repository } from 'typeorm';
import { CLOCK } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import { DomainError } from '../common/domain.error.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { EntityRows } from '../database/entity-rows.js';
import { WriteConnection } from '../database/database.module.js';
import { SqlReader } from '../database/sql-reader.js';
import { ListReader } from '../lists/list-reader.js';
import { channelFigures } from './channel.dto.js';
import type { ChannelFigures } from './channel.dto.js';
import { CHANNELS } from './channels/configured-channels.js';
import type { ConfiguredChannel } from './channels/configured-channels.js';
import { MAX_IDS_LISTED, NOTIFICATION_SORTS } from './notification.dto.js';
import type { NamedAlerts } from './notification.dto.js';
import { NotificationService } from './notification.service.js';
import { Notification, NotifiedAlert } from './outbox/notification.entity.js';
import { storeMessages } from './planning/planned-message.js';
import { TESTS_PER_MINUTE, TestLimit } from './test-limit.js';

/** What became of the notifications of a channel since it was first configured, and what still waits. */
export interface ChannelCounts {
  readonly channel: string;
  readonly delivered: number;
  readonly failed: number;
  /** Attempts that failed and were repeated. */
  readonly retried: number;
  readonly pending: number;
  /** When the oldest that waits was made, UTC milliseconds; null: none waits. */
  readonly oldestPendingAt: number | null;
}

const WAITING = `SELECT channel, COUNT(*) AS pending, MIN(created_at) AS oldest FROM notifications WHERE state = 'pending' GROUP BY channel`;

/** By channel, every one that was ever configured. Looks at no more of the notifications than those that wait. */
export async function channelCounts(reader: SqlReader): Promise<ChannelCounts[]> {
  const rows = await reader.rows(
    `SELECT name, delivered, failed, retried, pending, oldest FROM notification_channels LEFT JOIN (${WAITING}) AS waiting ON channel = name ORDER BY name`,
  );
  return rows.map((row) => ({
    channel: String(row['name']),
    delivered: Number(row['delivered']),
    failed: Number(row['failed']),
    retried: Number(row['retried']),
    pending: Number(row['pending'] ?? 0),
    oldestPendingAt: row['oldest'] === null ? null : Number(row['oldest']),
  }));
}

/** Shows what is in the outbox, and puts into it what people ask for. */
@Injectable()
export class OutboxService {
  /** All notifications, with filters and cursors. */
  readonly list: ListReader<Notification>;
  private readonly tests = new TestLimit();

  constructor(
    reader: SqlReader,
    dataSource: DataSource,
    @InjectRepository(Notification) private readonly notifications: Repository<Notification>,
    @InjectRepository(NotifiedAlert) private readonly named: Repository<NotifiedAlert>,
    @Inject(CHANNELS) private readonly channels: readonly ConfiguredChannel[],
    private readonly database: WriteConnection,
    private readonly notifying: NotificationService,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    const rows = new EntityRows(dataSource, Notification);
    const table = { ...NOTIFICATIONS, columns: rows.columns };
    this.list = new ListReader(reader, table, NOTIFICATION_SORTS, (row) => rows.entity(row));
  }

  /** How a channel fares, by its name. */
  figuresOf(channel: string): Promise<ChannelFigures> {
    return channelFigures(this.notifications.manager, channel);
  }

  /** @throws DomainError NOTIFICATION_NOT_FOUND */
  async find(id: string): Promise<Notification> {
    const found = await this.notifications.findOneBy({ id });
    if (found !== null) return found;
    throw new DomainError('not_found', 'NOTIFICATION_NOT_FOUND', 'There is no such notification.');
  }

  /** The alerts that notifications name, by id of the notification. @param most how many ids of each */
  async namedBy(
    notifications: readonly Notification[],
    most = MAX_IDS_LISTED,
  ): Promise<ReadonlyMap<string, NamedAlerts>> {
    const ids = notifications.map(({ id }) => id);
    if (ids.length === 0) return new Map();
    const counts = await this.named
      .createQueryBuilder('named')
      .select('named.notificationId', 'id')
      .addSelect('COUNT(*)', 'count')
      .where('named.notificationId IN (:...ids)', { ids })
      .groupBy('named.notificationId')
      .getRawMany<{ id: string; count: string }>();
    const rows = await this.named
      .createQueryBuilder('named')
      .where('named.notificationId IN (:...ids) AND named.position < :most', { ids, most })
      .orderBy('named.position', 'ASC')
      .getMany();
    const named = new Map(counts.map(({ id, count }) => [id, { ids: [] as string[], count: Number(count) }]));
    for (const { notificationId, alertId } of rows) named.get(notificationId)?.ids.push(alertId);
    return named;
  }

  /**
   * Has a notification that was not delivered tried again now, whatever was decided about it before.
   *
   * @throws DomainError NOTIFICATION_NOT_FOUND, NOTIFICATION_DELIVERED or CHANNEL_NOT_CONFIGURED
   */
  async retry(id: string): Promise<Notification> {
    const { channel, receiver } = await this.find(id);
    const configured = this.channels.find((each) => each.channel.name === channel)?.channel;
    if (configured === undefined || !configured.receivers.includes(receiver)) {
      throw new DomainError(
        'conflict',
        'CHANNEL_NOT_CONFIGURED',
        `The configuration no longer has a channel ${channel} that reaches ${receiver}.`,
      );
    }
    const again = { state: 'pending', dueAt: this.clock(), deadlineAt: this.deadline(), endedAt: null } as const;
    const { affected } = await this.database.run((manager) =>
      manager
        .createQueryBuilder()
        .update(Notification)
        .set(again)
        .where(`id = :id AND state <> 'delivered'`, { id })
        .execute(),
    );
    if (affected !== 1) {
      throw new DomainError(
        'conflict',
        'NOTIFICATION_DELIVERED',
        'The notification was delivered; it is not sent again.',
      );
    }
    void this.notifying.run();
    return this.find(id);
  }

  /** Sends a test message to every receiver of a channel, the way of all messages. @throws DomainError CHANNEL_NOT_FOUND */
  async test(name: string): Promise<Notification[]> {
    const configured = this.channels.find(({ channel }) => channel.name === name);
    if (configured === undefined) {
      throw new DomainError('not_found', 'CHANNEL_NOT_FOUND', 'There is no such channel; GET /channels lists them.');
    }
    const wait = this.tests.take(name, this.clock());
    if (wait > 0) {
      const detail = `A channel sends ${TESTS_PER_MINUTE} test messages a minute; Retry-After says when to go on.`;
      throw new DomainError('too_many', 'TOO_MANY_REQUESTS', detail, [], wait);
    }
    const message = { reason: 'test', severity: null, alertIds: [], causes: [], further: 0 } as const;
    const times = { now: this.clock(), deadline: this.deadline() };
    const made = await this.database.transaction((manager) =>
      storeMessages(manager, configured.channel, [message], times),
    );
    void this.notifying.run();
    return made;
  }

  private deadline(): number {
    return this.clock() + this.settings.NOTIFY_DEADLINE_HOURS * 3_600_000;
  }
}

/** The table as lists read it. */
const NOTIFICATIONS = {
  name: 'notifications',
  time: 'created_at',
  address: null,
  countAll: 'SELECT COUNT(*) AS number FROM notifications',
  mostTested: 4_000,
  idsWithoutGaps: false,
};
