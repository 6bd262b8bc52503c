import { isMoreSevere } from '../../alerts/lifecycle/alert-terms.js';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import type { AlertNotificationState } from '../outbox/outbox-records.entity.js';
import { causeToWait, shouldNotify, notifyReason } from '../policy/notification-policy.js';
import type {
  ChangedAlert,
  ChannelPolicy,
  DigestCause,
  NotificationReason,
  ReasonNotToNotify,
  ReasonToNotify,
  SentLately,
  NotificationHistory,
} from '../policy/notification-policy.js';
import type { PlannedMessage } from './planned-message.js';

/** What was said on a channel before. */
export interface NotifiedBefore {
  readonly alerts: readonly AlertNotificationState[];
  /** By id of the incident: the highest severity at which it was notified. */
  readonly incidents: ReadonlyMap<string, Severity>;
  /** By id of the incident: how many milestones of whoever got in it was notified with. */
  readonly milestones: ReadonlyMap<string, number>;
}

/** What was decided about a change of an alert. */
interface Decision {
  readonly reason: ReasonToNotify | ReasonNotToNotify;
  /** Why it waits for a digest; null: it does not. */
  readonly waits: DigestCause | null;
}

/** What is decided for one channel in one planning. Decisions see those before them. */
export class ChannelPlan implements NotificationHistory {
  readonly alerts: Map<string, AlertNotificationState>;
  readonly incidents: Map<string, Severity>;
  readonly milestones: Map<string, number>;
  readonly logins: Set<number>;
  readonly suspicions: Set<number>;
  readonly messages: PlannedMessage[] = [];
  /** Rows of {@link alerts} that are new or have changed. */
  readonly changed = new Set<AlertNotificationState>();
  /** Ids of {@link incidents} that are new or have changed. */
  readonly changedIncidents = new Set<string>();
  private readonly sent: { critical: number; others: number };

  /** @param before what was said of the alerts that are looked at, of their logins, and of their incidents */
  constructor(
    private readonly channel: string,
    private readonly policy: ChannelPolicy,
    before: NotifiedBefore,
    sent: SentLately,
  ) {
    this.alerts = new Map(before.alerts.map((each) => [each.alertId, each]));
    this.incidents = new Map(before.incidents);
    this.milestones = new Map(before.milestones);
    this.logins = new Set(before.alerts.flatMap(({ loginEntryId }) => loginEntryId ?? []));
    this.suspicions = new Set(before.alerts.flatMap(({ suspectedEntryId }) => suspectedEntryId ?? []));
    this.sent = { ...sent };
  }

  /** Decides about an alert that has changed. @param now UTC milliseconds */
  consider(alert: ChangedAlert, now: number): Decision {
    const reason = notifyReason(alert, this.policy.minSeverity, this);
    if (!shouldNotify(reason)) return { reason, waits: null };
    const waits = causeToWait(alert, this.policy, this.sent, now);
    const state = this.remember(alert);
    if (waits === null) this.notify(state, reason, now);
    else {
      state.waitingSince ??= now;
      state.cause = waits;
    }
    return { reason, waits };
  }

  /** Tells of an alert by itself. @returns false when the channel's limit is reached, which an end that resolves does not count for */
  notifyAgain(state: AlertNotificationState, reason: NotificationReason, now: number): boolean {
    if (reason === 'ended' && this.policy.resolves) {
      this.put(state, reason, now);
      return true;
    }
    const sent = state.severity === 'critical' ? this.sent.critical : this.sent.others;
    if (sent >= this.policy.limit) return false;
    this.notify(state, reason, now);
    return true;
  }

  private notify(state: AlertNotificationState, reason: NotificationReason, now: number): void {
    this.sent[state.severity === 'critical' ? 'critical' : 'others'] += 1;
    this.put(state, reason, now);
  }

  private put(state: AlertNotificationState, reason: NotificationReason, now: number): void {
    const { alertId, severity } = state;
    this.messages.push({ reason, severity, alertIds: [alertId], causes: [], further: 0 });
    Object.assign(state, { notifiedAt: now, waitingSince: null, cause: null, followed: reason !== 'ended' });
    this.changed.add(state);
  }

  private remember(alert: ChangedAlert): AlertNotificationState {
    const state = this.alerts.get(alert.id) ?? notNotified(this.channel, alert.id, alert.severity);
    if (isMoreSevere(alert.severity, state.severity)) state.severity = alert.severity;
    if (alert.login !== null && alert.outcome === 'login_succeeded') {
      state.loginEntryId = alert.login.entryId;
      this.logins.add(alert.login.entryId);
    } else if (alert.login !== null && alert.outcome === 'login_suspected') {
      state.suspectedEntryId = alert.login.entryId;
      this.suspicions.add(alert.login.entryId);
    }
    const ofIncident = this.incidents.get(alert.incidentId);
    if (ofIncident === undefined || isMoreSevere(alert.severity, ofIncident)) {
      this.incidents.set(alert.incidentId, alert.severity);
      this.changedIncidents.add(alert.incidentId);
    }
    if (alert.milestones > (this.milestones.get(alert.incidentId) ?? 0)) {
      this.milestones.set(alert.incidentId, alert.milestones);
      this.changedIncidents.add(alert.incidentId);
    }
    this.alerts.set(alert.id, state);
    this.changed.add(state);
    return state;
  }
}

function notNotified(channel: string, alertId: string, severity: Severity): AlertNotificationState {
  return {
    channel,
    alertId,
    severity,
    loginEntryId: null,
    suspectedEntryId: null,
    notifiedAt: null,
    waitingSince: null,
    cause: null,
    followed: false,
  };
}
