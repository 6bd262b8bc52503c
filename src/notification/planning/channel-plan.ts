import { isMoreSevere } from '../../alerts/lifecycle/alert-terms.js';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import type { AlertNotificationState } from '../outbox/outbox-records.entity.js';
import { causeToWait, shouldNotify, notifyReason } from '../policy/notification-policy.js';
import type {
  ChangedAlert,
  ChannelPolicy,
  DigestCause,
  NotificationReason,
  ReasonToKeepStill,
  ReasonToTell,
  SentLately,
  ToldHistory,
} from '../policy/notification-policy.js';
import type { PlannedMessage } from './planned-message.js';

/** What was said on a channel before. */
export interface ToldBefore {
  readonly alerts: readonly AlertNotificationState[];
  /** By id of the incident: the gravest at which it was told of. */
  readonly incidents: ReadonlyMap<string, Severity>;
}

/** What was decided about a change of an alert. */
interface Decision {
  readonly reason: ReasonToTell | ReasonToKeepStill;
  /** Why it waits for a digest; null: it does not. */
  readonly waits: DigestCause | null;
}

/** What is decided for one channel in one planning. Decisions see those before them. */
export class ChannelPlan implements ToldHistory {
  readonly alerts: Map<string, AlertNotificationState>;
  readonly incidents: Map<string, Severity>;
  readonly logins: Set<number>;
  readonly suspicions: Set<number>;
  readonly messages: PlannedMessage[] = [];
  /** Rows of {@link alerts} that are new or have changed. */
  readonly changed = new Set<AlertNotificationState>();
  /** Ids of {@link incidents} that are new or have changed. */
  readonly changedIncidents = new Set<string>();
  private readonly sent: { critical: number; others: number };

  /** @param told what was said of the alerts that are looked at, of their logins, and of their incidents */
  constructor(
    private readonly channel: string,
    private readonly policy: ChannelPolicy,
    told: ToldBefore,
    sent: SentLately,
  ) {
    this.alerts = new Map(told.alerts.map((each) => [each.alertId, each]));
    this.incidents = new Map(told.incidents);
    this.logins = new Set(told.alerts.flatMap(({ loginEntryId }) => loginEntryId ?? []));
    this.suspicions = new Set(told.alerts.flatMap(({ suspectedEntryId }) => suspectedEntryId ?? []));
    this.sent = { ...sent };
  }

  /** Decides about an alert that has changed. @param now UTC milliseconds */
  consider(alert: ChangedAlert, now: number): Decision {
    const reason = notifyReason(alert, this.policy.minSeverity, this);
    if (!shouldNotify(reason)) return { reason, waits: null };
    const waits = causeToWait(alert, this.policy, this.sent, now);
    const told = this.remember(alert);
    if (waits === null) this.tell(told, reason, now);
    else {
      told.waitingSince ??= now;
      told.cause = waits;
    }
    return { reason, waits };
  }

  /** Tells of an alert by itself. @returns false when the channel's limit is reached */
  tellAgain(told: AlertNotificationState, reason: NotificationReason, now: number): boolean {
    const sent = told.severity === 'critical' ? this.sent.critical : this.sent.others;
    if (sent >= this.policy.limit) return false;
    this.tell(told, reason, now);
    return true;
  }

  private tell(told: AlertNotificationState, reason: NotificationReason, now: number): void {
    const { alertId, severity } = told;
    this.messages.push({ reason, severity, alertIds: [alertId], causes: [], further: 0 });
    this.sent[severity === 'critical' ? 'critical' : 'others'] += 1;
    Object.assign(told, { toldAt: now, waitingSince: null, cause: null, followed: reason !== 'ended' });
    this.changed.add(told);
  }

  private remember(alert: ChangedAlert): AlertNotificationState {
    const told = this.alerts.get(alert.id) ?? untold(this.channel, alert.id, alert.severity);
    if (isMoreSevere(alert.severity, told.severity)) told.severity = alert.severity;
    if (alert.login !== null && alert.outcome === 'login_succeeded') {
      told.loginEntryId = alert.login.entryId;
      this.logins.add(alert.login.entryId);
    } else if (alert.login !== null && alert.outcome === 'login_suspected') {
      told.suspectedEntryId = alert.login.entryId;
      this.suspicions.add(alert.login.entryId);
    }
    const ofIncident = this.incidents.get(alert.incidentId);
    if (ofIncident === undefined || isMoreSevere(alert.severity, ofIncident)) {
      this.incidents.set(alert.incidentId, alert.severity);
      this.changedIncidents.add(alert.incidentId);
    }
    this.alerts.set(alert.id, told);
    this.changed.add(told);
    return told;
  }
}

function untold(channel: string, alertId: string, severity: Severity): AlertNotificationState {
  return {
    channel,
    alertId,
    severity,
    loginEntryId: null,
    suspectedEntryId: null,
    toldAt: null,
    waitingSince: null,
    cause: null,
    followed: false,
  };
}
