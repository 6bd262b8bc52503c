import type { DetectedAlert } from '../../alerts/lifecycle/detected-alert.js';
import type { Spoken } from './speaker.js';

/** How many alerts and logins are remembered; those that were told of longest ago are forgotten. */
const MOST_REMEMBERED = 10_000;

/** What was told of lately. */
export class SpokenAlerts implements Spoken {
  readonly alerts = new Map<string, DetectedAlert['severity']>();
  readonly logins = new Set<number>();

  remember({ id, severity, outcome, login }: DetectedAlert): void {
    this.alerts.delete(id);
    this.alerts.set(id, severity);
    if (outcome === 'login_succeeded') this.logins.add(login!.entryId);
    for (const known of [this.alerts, this.logins]) {
      if (known.size > MOST_REMEMBERED) known.delete(known.keys().next().value as never);
    }
  }
}
