import { visibleCharacters } from '../common/visible-text.js';
import type { Counter, Gauge } from 'prom-client';

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
