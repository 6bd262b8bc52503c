import { collectDefaultMetrics, Registry } from 'prom-client';

/** Injection token of the application's own registry: the global one would mix the applications of a process. */
export const METRICS_REGISTRY = Symbol('MetricsRegistry');

/** Gauges of prom-client that are named as if they were counters; others say the same by type. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

/** A registry with what is known of the process, under the names that everybody's dashboards use. */
export function metricsRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  return registry;
}
