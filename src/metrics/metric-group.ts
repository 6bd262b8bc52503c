import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import type { Counter } from 'prom-client';
import { PACKAGE_VERSION } from '../common/package-version.js';
import { visibleCharacters } from '../common/visible-text.js';

/** The metrics of one subject whose values lie elsewhere. */
export interface MetricGroup {
  /** What it is about, for whoever reads that it could not be read. */
  readonly subject: string;
  /** Brings the values up to date; its cost must not grow with what is stored. */
  update(): Promise<void>;
  /** Forgets the values: none is better than an old one. */
  reset(): void;
}

export interface Sample<Label extends string> {
  readonly labels: Readonly<Record<Label, string>>;
  readonly value: number;
}

/**
 * Puts values in the place of those of the last time. In one step, so that an answer which is being written meanwhile
 * holds either the old or the new ones.
 */
export function replaceSamples<Label extends string>(
  metric: Counter<Label> | Gauge<Label>,
  samples: Iterable<Sample<Label>>,
): void {
  metric.reset();
  for (const { labels, value } of samples) metric.inc(visibleLabels(labels), value);
}

/** Labels name files and hosts, whose names others may choose; whoever reads the metrics may do so in a terminal. */
function visibleLabels<Label extends string>(labels: Readonly<Record<Label, string>>): Record<Label, string> {
  const visible = Object.entries<string>(labels).map(([name, value]) => [name, visibleCharacters(value)]);
  return Object.fromEntries(visible) as Record<Label, string>;
}

/** Injection token of the application's own registry: the global one would mix the applications of a process. */
export const METRICS_REGISTRY = Symbol('MetricsRegistry');

/** Gauges of prom-client that are named as if they were counters; others say the same by type. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

/**
 * Adds what is known of the process, under the names that everybody's dashboards use. Watching the event loop wakes the
 * process a hundred times a second from now on.
 */
export function watchProcess(registry: Registry): void {
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
}

/** Says which program runs, in labels. */
export function addBuildInfo(registry: Registry, commit: string): void {
  new Gauge({
    name: 'log_analyzer_build_info',
    help: 'Which program runs; always 1.',
    labelNames: ['version', 'commit', 'node_version'],
    registers: [registry],
  }).set({ version: PACKAGE_VERSION, commit, node_version: process.version }, 1);
}
