import type { Schemas } from '@log-analyzer/client';

export type Severity = Schemas['Severity'];

/** From the lowest to the highest. */
export const SEVERITIES = ['informational', 'low', 'medium', 'high', 'critical'] as const satisfies readonly Severity[];

export function moreSevere(one: Severity, other: Severity): Severity {
  return SEVERITIES.indexOf(one) >= SEVERITIES.indexOf(other) ? one : other;
}
