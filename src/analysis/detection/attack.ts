import { alertId } from '../../alerts/lifecycle/detected-alert.js';
import type { DetectedAlert } from '../../alerts/lifecycle/detected-alert.js';
import { Tally } from '../../alerts/lifecycle/tally.js';
import type { ThresholdRule } from './threshold-rule.js';
import type { Observation, ReachedWindow } from './sliding-window.js';

/** An attack as it grows, from the window that reached the threshold to its last observation. */
export class Attack {
  private constructor(
    private readonly start: Pick<
      DetectedAlert,
      'id' | 'rule' | 'reason' | 'severity' | 'ipAddress' | 'firstSeen' | 'firedAt'
    >,
    private readonly windowMs: number,
    private attempts: number,
    private events: number,
    private lastSeen: number,
    private readonly usernames: Tally,
  ) {}

  static begin(rule: ThresholdRule, ipAddress: string, { inside, later }: ReachedWindow): Attack {
    const firstSeen = inside[0]!.timestamp;
    const firedAt = inside.at(-1)!.timestamp;
    const id = alertId(rule.name, ipAddress, firstSeen);
    const start = { id, rule: rule.name, reason: rule.title, severity: rule.severity, ipAddress, firstSeen, firedAt };
    const attack = new Attack(start, rule.windowMs, 0, 0, firedAt, new Tally());
    for (const observation of [...inside, ...later]) attack.grow(observation);
    return attack;
  }

  static restore(rule: ThresholdRule, alert: DetectedAlert): Attack {
    const { attempts, events, lastSeen, usernames } = alert;
    return new Attack(alert, rule.windowMs, attempts, events, lastSeen, new Tally(usernames));
  }

  get id(): string {
    return this.start.id;
  }

  /** The end, unless another observation comes before; UTC milliseconds. */
  get endsAt(): number {
    return this.lastSeen + this.windowMs;
  }

  /** True when an observation at this time continues the attack, or falls inside it. */
  includes(timestamp: number): boolean {
    return timestamp >= this.start.firstSeen && timestamp <= this.endsAt;
  }

  grow({ timestamp, attempts, username }: Observation): void {
    this.attempts += attempts;
    this.events += 1;
    this.lastSeen = Math.max(this.lastSeen, timestamp);
    if (username !== null) this.usernames.add(username, attempts);
  }

  toAlert(): DetectedAlert {
    const { id, rule, reason, severity, ipAddress, firstSeen, firedAt } = this.start;
    const { attempts, events, lastSeen, endsAt } = this;
    const usernames = this.usernames.state();
    return { id, rule, reason, severity, ipAddress, attempts, events, firstSeen, firedAt, lastSeen, endsAt, usernames };
  }
}
