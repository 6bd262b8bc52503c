import { Webhook } from 'standardwebhooks';
import { alertView } from '../../../alerts/alert-view.js';
import type { AlertDto } from '../../../alerts/alert.dto.js';
import type { AlertInIncident } from '../../../alerts/incidents/incidents.js';
import { ecsAlert } from '../../../alerts/ecs-alert.js';
import { ocsfAlert } from '../../../alerts/ocsf-alert.js';
import { isoTime } from '../../../common/clock.js';
import { ecsEvent } from '../../../common/ecs-event.js';
import { ocsfEvent } from '../../../common/ocsf-event.js';
import type { OcsfEvent } from '../../../common/ocsf-event.js';
import type { WebhookSettings } from '../../../config/channels/channel-settings.js';
import { alertLink } from '../../alert-text.js';
import type { NotificationMessage } from '../../alert-text.js';
import { httpTarget } from '../http/http-target.js';
import type { HttpTarget } from '../http/http-target.js';
import { obstacleOf, post } from '../http/post.js';
import type { DeliveryOutcome, NotificationChannel } from '../notification-channel.js';

/** An alert as `GET /alerts` shows it, and where people find it. */
type AlertData = AlertDto & { readonly url: string | null };

/**
 * The body of a webhook: `type` and `timestamp` as Standard Webhooks asks for, and in `data` an alert
 * (`alert.<reason>`), several of them (`digest`), or nothing (`test`). Text is as it was in the log; JSON escapes it.
 */
export function webhookBody(message: NotificationMessage, publicUrl: string): string {
  const { reason, alerts, causes, further, createdAt } = message;
  const shown = alerts.map((alert) => alertData(alert, message, publicUrl));
  const timestamp = isoTime(createdAt);
  if (reason === 'test') return JSON.stringify({ type: 'test', timestamp, data: {} });
  if (reason === 'digest')
    return JSON.stringify({ type: 'digest', timestamp, data: { causes, alerts: shown, further_alerts: further } });
  return JSON.stringify({ type: `alert.${reason}`, timestamp, data: shown[0] });
}

/**
 * The body of a webhook that takes OCSF: an array of events, a Detection Finding for each alert; of a test one that says so.
 * Alerts that a digest does not name are counted by a base event behind them.
 */
export function ocsfBody(message: NotificationMessage, publicUrl: string): string {
  const { reason, alerts, further, createdAt, sentAt } = message;
  const change = changeOf(message);
  const findings = alerts.map((alert) => ocsfAlert(alertView(alert, sentAt), change, alertLink(publicUrl, alert.id)));
  const noted = (words: string): OcsfEvent =>
    ocsfEvent(
      { class: 'base', activity: reason, time: createdAt, severity: 1, host: null, metadata: { uid: message.id } },
      { message: words },
    );
  if (reason === 'test') return JSON.stringify([noted(TEST_WORDS)]);
  return JSON.stringify(further === 0 ? findings : [...findings, noted(`and ${further} more alerts`)]);
}

/** The body of a webhook that takes ECS: as {@link ocsfBody}, with documents of the Elastic Common Schema. */
export function ecsBody(message: NotificationMessage, publicUrl: string): string {
  const { id, reason, alerts, further, createdAt, sentAt } = message;
  const change = changeOf(message);
  const documents = alerts.map((alert) => ecsAlert(alertView(alert, sentAt), change, alertLink(publicUrl, alert.id)));
  const noted = (words: string): object =>
    ecsEvent(
      { kind: 'event', time: createdAt, category: [], type: ['info'] },
      { message: words, event: { id, action: reason } },
    );
  if (reason === 'test') return JSON.stringify([noted(TEST_WORDS)]);
  return JSON.stringify(further === 0 ? documents : [...documents, noted(`and ${further} more alerts`)]);
}

const TEST_WORDS = 'Somebody asked for this test. Alerts come the same way.';

/** What has happened to the alerts of a message; null: they are shown as they stand. */
function changeOf({ reason }: NotificationMessage): 'created' | 'updated' | null {
  return reason === 'digest' ? null : reason === 'first' ? 'created' : 'updated';
}

function alertData(alert: AlertInIncident, { sentAt }: NotificationMessage, publicUrl: string): AlertData {
  return { ...alertView(alert, sentAt), url: alertLink(publicUrl, alert.id) };
}

/**
 * The headers that tell a receiver who sent a body, which one it is, and when (Standard Webhooks, standardwebhooks.com).
 * A repeated message keeps its id; every secret signs, so that receivers can change to a new one at their own pace.
 *
 * @param sentAt UTC milliseconds
 */
function webhookHeaders(secrets: readonly string[], id: string, sentAt: number, body: string): Record<string, string> {
  const seconds = Math.floor(sentAt / 1000);
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, new Date(seconds * 1000), body));
  const common = { 'webhook-id': id, 'webhook-timestamp': String(seconds) };
  return signatures.length === 0 ? common : { ...common, 'webhook-signature': signatures.join(' ') };
}

const BODIES = { standard: webhookBody, ocsf: ocsfBody, ecs: ecsBody } as const;

/** Posts messages as JSON, signed by every secret that is configured; unsigned where none is. */
export class WebhookChannel implements NotificationChannel {
  readonly type = 'webhook';
  readonly receivers: readonly string[];
  readonly obstacle: string | null;
  private readonly target: HttpTarget;
  private readonly secrets: readonly string[];
  private readonly bodyOf: typeof webhookBody;

  constructor(
    readonly name: string,
    { url, secret, format, allow_private }: WebhookSettings,
    private readonly publicUrl: string,
  ) {
    this.secrets = secret;
    this.bodyOf = BODIES[format];
    this.target = httpTarget(url, allow_private, [...secret, ...secret.map((each) => each.replace(/^whsec_/, ''))]);
    this.receivers = [this.target.host];
    this.obstacle = obstacleOf(this.target);
  }

  async deliver(message: NotificationMessage, signal: AbortSignal): Promise<DeliveryOutcome> {
    const body = this.bodyOf(message, this.publicUrl);
    const headers = webhookHeaders(this.secrets, message.id, message.sentAt, body);
    return post(this.target, { headers, body }, signal, message.sentAt);
  }

  close(): void {
    // No connection outlives its message.
  }
}
