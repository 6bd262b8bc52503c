import type { AlertmanagerSettings } from '../../../config/channels/channel-settings.js';
import type { AlertInIncident } from '../../../alerts/incidents/incidents.js';
import type { NotificationMessage } from '../../alert-text.js';
import { standingsOf } from '../../policy/repeat-policy.js';
import { httpTarget } from '../http/http-target.js';
import type { HttpTarget } from '../http/http-target.js';
import { obstacleOf, post } from '../http/post.js';
import type { DeliveryOutcome, RepeatedState, RepeatingChannel } from '../notification-channel.js';
import { postableAlert, testAlert } from './alertmanager-alert.js';
import type { PostableAlert } from './alertmanager-alert.js';

/** Where an Alertmanager takes alerts; the URL that is configured is its own, or that of a path it is served under. */
function endpointOf(url: string): string {
  const endpoint = new URL(url);
  endpoint.pathname = `${endpoint.pathname.replace(/\/(?:api\/v2\/alerts\/?)?$/, '')}/api/v2/alerts`;
  return endpoint.href;
}

/**
 * Posts alerts to a Prometheus Alertmanager, which decides itself who is told, and when. It forgets what it does not hear
 * of again: {@link repeat} is called for as long as an alert stands.
 */
export class AlertmanagerChannel implements RepeatingChannel {
  readonly type = 'alertmanager';
  readonly receivers: readonly string[];
  readonly obstacle: string | null;
  readonly repeatMs: number;
  private readonly target: HttpTarget;
  private readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly name: string,
    { url, token, allow_private, repeat_seconds }: AlertmanagerSettings,
    private readonly publicUrl: string,
  ) {
    const { secrets } = httpTarget(url, allow_private, [token]);
    this.target = httpTarget(endpointOf(url), allow_private, secrets);
    this.receivers = [this.target.host];
    this.obstacle = obstacleOf(this.target);
    this.repeatMs = repeat_seconds * 1000;
    this.headers = token === '' ? {} : { authorization: `Bearer ${token}` };
  }

  /** What is new of alerts, as they stand now. */
  async deliver(message: NotificationMessage, signal: AbortSignal): Promise<DeliveryOutcome> {
    const { reason, alerts, sentAt } = message;
    if (reason === 'test') return this.post([testAlert(sentAt)], signal, sentAt);
    return this.repeat(
      alerts.map((alert) => ({ alert, first: alert.severity })),
      signal,
      sentAt,
    );
  }

  /** All of them in one request; nothing of those whose end has been said for long enough. */
  async repeat(states: readonly RepeatedState[], signal: AbortSignal, now: number): Promise<DeliveryOutcome> {
    const alerts = states.flatMap(({ alert, first }) => this.postable(alert, first, now));
    return alerts.length === 0 ? { kind: 'delivered' } : this.post(alerts, signal, now);
  }

  private postable(alert: AlertInIncident, first: AlertInIncident['severity'], now: number): PostableAlert[] {
    return standingsOf(alert, first, now).map((standing) => postableAlert(alert, standing, this.publicUrl, now));
  }

  private post(alerts: readonly PostableAlert[], signal: AbortSignal, now: number): Promise<DeliveryOutcome> {
    return post(this.target, { headers: this.headers, body: JSON.stringify(alerts) }, signal, now);
  }

  close(): void {
    // No connection outlives its message.
  }
}
