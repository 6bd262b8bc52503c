import type { DetectedAlert } from '../../alerts/lifecycle/detected-alert.js';
import { ownCopy } from '../../common/own-copy.js';
import { Attack } from './attack.js';
import type { ThresholdRule } from './threshold-rule.js';
import { RecentMap } from './recent-map.js';
import { SlidingWindow } from './sliding-window.js';
import type { Observation } from './sliding-window.js';

/** An alert that changed, and whether it is new since the changes were last taken. */
export interface AlertChange {
  readonly kind: 'created' | 'updated';
  readonly alert: DetectedAlert;
}

/** How many source addresses are kept in mind at least; those that have been silent longest are let go first. */
const LEAST_GROUPS = 100_000;

interface Group {
  readonly window: SlidingWindow;
  attack: Attack | null;
}

/**
 * Finds attacks of one rule in a stream of observations. Only event time counts: the same observations give the same
 * alerts however they are cut into calls.
 *
 * An alert fires when a window reaches the threshold, grows with each observation that follows its last by no more
 * than the window, and is over after a longer gap; the next attack must reach the threshold anew.
 */
export class Detector {
  private readonly groups = new RecentMap<Group>(LEAST_GROUPS);
  private changed = new Map<Attack, AlertChange['kind']>();

  constructor(readonly rule: ThresholdRule) {}

  /** Continues from stored alerts; follow with {@link recall} for the entries of the last window. */
  restore(alerts: readonly DetectedAlert[]): void {
    for (const alert of [...alerts].sort((a, b) => a.lastSeen - b.lastSeen)) {
      this.group(alert.ipAddress).attack = Attack.restore(this.rule, alert);
    }
  }

  /** Puts an observation back in mind that was evaluated before the process started. */
  recall(ipAddress: string, observation: Observation): void {
    const { attack, window } = this.group(ipAddress);
    if (!attack?.includes(observation.timestamp)) window.add(observation);
  }

  observe(ipAddress: string, observation: Observation): void {
    const group = this.group(ipAddress);
    if (group.attack?.includes(observation.timestamp)) {
      group.attack.grow(observation);
      this.changed.set(group.attack, this.changed.get(group.attack) ?? 'updated');
      return;
    }
    const reached = group.window.add(observation);
    if (reached === null) return;
    group.attack = Attack.begin(this.rule, ipAddress, reached);
    group.window.clear();
    this.changed.set(group.attack, 'created');
  }

  /** The alerts that changed since the last call, in the order in which they first did. */
  takeChanges(): AlertChange[] {
    const changes = [...this.changed].map(([attack, kind]) => ({ kind, alert: attack.toAlert() }));
    this.changed = new Map();
    return changes;
  }

  private group(ipAddress: string): Group {
    const known = this.groups.get(ipAddress);
    if (known !== undefined) return known;
    const group: Group = { window: new SlidingWindow(this.rule.windowMs, this.rule.threshold), attack: null };
    this.groups.set(ownCopy(ipAddress), group);
    return group;
  }
}
