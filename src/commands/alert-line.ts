import type { AlertView } from '../alerts/alert-view.js';

/** An alert in one line for a terminal; holds no attacker text. */
export function alertLine(alert: AlertView): string {
  const { fired_at, severity, reason, ip_address, attempts, first_seen, last_seen } = alert;
  return `${fired_at} [${severity}] ${reason} from ${ip_address}: ${attempts} attempts, ${first_seen} to ${last_seen}`;
}
