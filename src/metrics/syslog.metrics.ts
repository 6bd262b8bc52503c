import { Inject, Injectable } from '@nestjs/common';
import { Counter, Gauge, Registry } from 'prom-client';
import { DROP_REASONS } from '../logs/ingestion/syslog/syslog-listener.js';
import { SyslogService } from '../logs/ingestion/syslog/syslog.service.js';
import { METRICS_REGISTRY, replaceSamples } from './metric-group.js';
import type { MetricGroup } from './metric-group.js';

/** What the syslog listeners have taken and refused since the start. */
@Injectable()
export class SyslogMetrics implements MetricGroup {
  readonly subject = 'syslog';
  private readonly messages: Counter<'listener'>;
  private readonly cut: Counter<'listener'>;
  private readonly dropped: Counter<'listener' | 'reason'>;
  private readonly connections: Gauge<'listener'>;
  private readonly waiting: Gauge;

  constructor(
    @Inject(METRICS_REGISTRY) registry: Registry,
    private readonly syslog: SyslogService,
  ) {
    const options = { labelNames: ['listener' as const], registers: [registry] };
    this.messages = new Counter({
      name: 'log_analyzer_syslog_messages_total',
      help: 'Syslog messages taken.',
      ...options,
    });
    this.cut = new Counter({
      name: 'log_analyzer_syslog_messages_cut_total',
      help: 'Syslog messages that were longer than what is kept of one.',
      ...options,
    });
    this.dropped = new Counter({
      name: 'log_analyzer_syslog_dropped_total',
      help: 'Datagrams and connections that were refused, by reason.',
      labelNames: ['listener', 'reason'],
      registers: [registry],
    });
    this.connections = new Gauge({
      name: 'log_analyzer_syslog_connections',
      help: 'Connections of syslog senders.',
      ...options,
    });
    this.waiting = new Gauge({
      name: 'log_analyzer_syslog_waiting_bytes',
      help: 'Bytes of syslog messages that are received and not stored yet.',
      registers: [registry],
    });
  }

  update(): Promise<void> {
    const { figures, waitingBytes } = this.syslog;
    const byListener = (value: (each: (typeof figures)[number]) => number) =>
      figures.map((each) => ({ labels: { listener: each.listener }, value: value(each) }));
    replaceSamples(
      this.messages,
      byListener(({ messages }) => messages),
    );
    replaceSamples(
      this.cut,
      byListener(({ cut }) => cut),
    );
    replaceSamples(
      this.connections,
      byListener(({ connections }) => connections),
    );
    replaceSamples(
      this.dropped,
      figures.flatMap(({ listener, dropped }) =>
        DROP_REASONS.map((reason) => ({ labels: { listener, reason }, value: dropped[reason] })),
      ),
    );
    this.waiting.set(waitingBytes);
    return Promise.resolve();
  }

  reset(): void {
    for (const metric of [this.messages, this.cut, this.dropped, this.connections, this.waiting]) metric.reset();
  }
}
