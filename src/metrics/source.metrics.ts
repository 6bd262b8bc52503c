import { Inject, Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { SCAN_ENDED } from '../analysis/scan/scan-report.js';
import { ScanState } from '../analysis/scan/scan-state.js';
import type { SourceDto } from '../analysis/sources/source.dto.js';
import { SourceStatusService } from '../analysis/sources/sources.controller.js';
import { ReplicaService } from '../database/replica.service.js';
import { METRICS_REGISTRY, replaceSamples } from './metric-group.js';
import type { MetricGroup, Sample } from './metric-group.js';

/** From a look that finds nothing to a backfill. */
const SECONDS = [0.005, 0.02, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800];

/** How scanning goes, as this process has seen it. */
@Injectable()
export class ScanMetrics {
  private readonly duration: Histogram;
  private readonly failures: Counter;

  constructor(
    @Inject(METRICS_REGISTRY) registry: Registry,
    private readonly state: ScanState,
    replica: ReplicaService,
  ) {
    const registers = [registry];
    this.duration = new Histogram({
      name: 'log_analyzer_scan_duration_seconds',
      help: 'How long scans took, those that failed too.',
      buckets: SECONDS,
      registers,
    });
    this.failures = new Counter({
      name: 'log_analyzer_scan_failures_total',
      help: 'Scans that failed as a whole and were tried again.',
      registers,
    });
    const lastProgress = new Gauge({
      name: 'log_analyzer_scan_last_progress_timestamp_seconds',
      help: 'When a scan last ended or stored something; the start of the service before the first.',
      registers: [],
      collect() {
        this.set(state.lastProgressAt / 1000);
      },
    });
    registry.registerMetric(lastProgress);
    const detects = new Gauge({
      name: 'log_analyzer_detects',
      help: '1 for the instance that reads the logs and detects, 0 for the others on its database.',
      registers: [],
      collect() {
        this.set(replica.detects ? 1 : 0);
      },
    });
    registry.registerMetric(detects);
  }

  @OnEvent(SCAN_ENDED)
  scanEnded(): void {
    const { lastScanMs, failure } = this.state;
    if (lastScanMs === null) return;
    this.duration.observe(lastScanMs / 1000);
    if (failure !== null) this.failures.inc();
  }
}

type BySource = Sample<'source'>;

/** How each log source stands, and what became of its lines. The counts are stored, so they survive a restart. */
@Injectable()
export class SourceMetrics implements MetricGroup {
  readonly subject = 'sources';
  private readonly lines: Counter<'source' | 'outcome'>;
  private readonly gauges: readonly { readonly gauge: Gauge<'source'>; readonly value: ValueOf }[];

  constructor(
    @Inject(METRICS_REGISTRY) registry: Registry,
    private readonly sources: SourceStatusService,
  ) {
    this.lines = new Counter({
      name: 'log_analyzer_lines_total',
      help: 'Complete lines taken, by what became of them.',
      labelNames: ['source', 'outcome'],
      registers: [registry],
    });
    this.gauges = GAUGES.map(({ name, help, value }) => ({
      gauge: new Gauge({ name, help, labelNames: ['source'], registers: [registry] }),
      value,
    }));
  }

  async update(): Promise<void> {
    const sources = await this.sources.list();
    replaceSamples(this.lines, sources.flatMap(linesByOutcome));
    for (const { gauge, value } of this.gauges) replaceSamples(gauge, known(sources, value));
  }

  reset(): void {
    this.lines.reset();
    for (const { gauge } of this.gauges) gauge.reset();
  }
}

/** Null where it is not known: then there is no sample. */
type ValueOf = (source: SourceDto) => number | null;

const GAUGES: readonly { readonly name: string; readonly help: string; readonly value: ValueOf }[] = [
  {
    name: 'log_analyzer_source_readable',
    help: '1 where the source is read, 0 where something keeps it from being read.',
    value: ({ state }) => (state === 'current' || state === 'reading' ? 1 : 0),
  },
  {
    name: 'log_analyzer_source_lag_bytes',
    help: 'Bytes of the source that are not taken yet.',
    value: ({ lag_bytes: bytes }) => bytes,
  },
  {
    name: 'log_analyzer_source_lag_seconds',
    help: 'Age of the oldest byte that is not taken, at most.',
    value: ({ lag_seconds: seconds }) => seconds,
  },
  {
    name: 'log_analyzer_source_last_line_timestamp_seconds',
    help: 'Time of the last line taken, as the line says it.',
    value: ({ last_line_at: time }) => (time === null ? null : Date.parse(time) / 1000),
  },
  {
    name: 'log_analyzer_source_understood_ratio',
    help: 'Share of the lines of sshd that are understood, those that are ignored on purpose included.',
    value: understoodRatio,
  },
];

function understoodRatio({ lines }: SourceDto): number | null {
  const understood = lines.understood + lines.ignored;
  const all = understood + lines.not_understood;
  return all === 0 ? null : understood / all;
}

function known(sources: readonly SourceDto[], value: ValueOf): BySource[] {
  return sources.flatMap((source) => {
    const sample = value(source);
    return sample === null ? [] : [{ labels: { source: source.path }, value: sample }];
  });
}

function linesByOutcome({ path, lines }: SourceDto): Sample<'source' | 'outcome'>[] {
  const { read, understood, stored, ignored, not_understood: notUnderstood } = lines;
  const counts = {
    event_stored: stored,
    event_not_stored: understood - stored,
    ignored,
    not_understood: notUnderstood,
    other_program: read - understood - ignored - notUnderstood,
  };
  return Object.entries(counts).map(([outcome, value]) => ({ labels: { source: path, outcome }, value }));
}
