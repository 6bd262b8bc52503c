import { Inject, Injectable } from '@nestjs/common';
import { OnEvent } from '@nestjs/event-emitter';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { SCAN_ENDED } from '../analysis/scan/scan-events.js';
import { ScanState } from '../analysis/scan/scan-state.js';
import { ReplicaService } from '../database/replica.service.js';
import { METRICS_REGISTRY } from './metrics-registry.js';

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
        this.set(state.lastSignAt / 1000);
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
