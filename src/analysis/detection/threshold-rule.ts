import type { Severity } from '../../alerts/lifecycle/severity.js';

/** Raises an alert when the failed attempts of one source IP within a sliding window reach a threshold. */
export interface ThresholdRule {
  readonly name: string;
  readonly title: string;
  readonly severity: Severity;
  /** Attempts that make an attack. */
  readonly threshold: number;
  /** Length of the sliding window; both ends count. */
  readonly windowMs: number;
}

/** Ten failed logins within five minutes from one address. */
export const SSH_BRUTE_FORCE: ThresholdRule = {
  name: 'ssh_brute_force',
  title: 'SSH brute force',
  severity: 'high',
  threshold: 10,
  windowMs: 5 * 60_000,
};
