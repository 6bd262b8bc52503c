import { Inject, Injectable } from '@nestjs/common';
import { Counter, Gauge, Registry } from 'prom-client';
import { CLOCK } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import { SqlReader } from '../database/sql-reader.js';
import { channelCounts } from '../notification/outbox.service.js';
import type { ChannelCounts } from '../notification/outbox.service.js';
import { METRICS_REGISTRY, replaceSamples } from './metric-group.js';
import type { MetricGroup } from './metric-group.js';

/** Whether people hear of alerts. The counts are stored, so they survive a restart. */
@Injectable()
export class NotificationMetrics implements MetricGroup {
  readonly subject = 'notifications';
  private readonly metrics: readonly {
    readonly metric: Counter<'channel'> | Gauge<'channel'>;
    readonly value: ValueOf;
  }[];

  constructor(
    @Inject(METRICS_REGISTRY) registry: Registry,
    private readonly reader: SqlReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    const options = { labelNames: ['channel' as const], registers: [registry] };
    this.metrics = [
      ...COUNTERS.map(({ value, ...named }) => ({ metric: new Counter({ ...named, ...options }), value })),
      ...GAUGES.map(({ value, ...named }) => ({ metric: new Gauge({ ...named, ...options }), value })),
    ];
  }

  async update(): Promise<void> {
    const channels = await channelCounts(this.reader);
    const now = this.clock();
    for (const { metric, value } of this.metrics) {
      replaceSamples(
        metric,
        channels.map((counts) => ({ labels: { channel: counts.channel }, value: value(counts, now) })),
      );
    }
  }

  reset(): void {
    for (const { metric } of this.metrics) metric.reset();
  }
}

type ValueOf = (counts: ChannelCounts, now: number) => number;

interface NamedValue {
  readonly name: string;
  readonly help: string;
  readonly value: ValueOf;
}

const COUNTERS: readonly NamedValue[] = [
  {
    name: 'log_analyzer_notifications_delivered_total',
    help: 'Notifications that arrived.',
    value: ({ delivered }) => delivered,
  },
  {
    name: 'log_analyzer_notifications_failed_total',
    help: 'Notifications that were given up.',
    value: ({ failed }) => failed,
  },
  {
    name: 'log_analyzer_notification_retries_total',
    help: 'Attempts to deliver that failed and were repeated.',
    value: ({ retried }) => retried,
  },
];

const GAUGES: readonly NamedValue[] = [
  {
    name: 'log_analyzer_notifications_pending',
    help: 'Notifications that are still to be delivered.',
    value: ({ pending }) => pending,
  },
  {
    name: 'log_analyzer_notifications_oldest_pending_age_seconds',
    help: 'Age of the oldest notification that is still to be delivered; 0 where there is none.',
    value: ({ oldestPendingAt }, now) => (oldestPendingAt === null ? 0 : Math.max(0, now - oldestPendingAt) / 1000),
  },
];
