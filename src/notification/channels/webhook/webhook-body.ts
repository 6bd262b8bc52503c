import type { AlertInIncident } from '../../../alerts/incidents/read-incidents.js';
import { alertView } from '../../../alerts/alert-view.js';
import type { AlertView } from '../../../alerts/alert-view.js';
import { isoTime } from '../../../common/iso-time.js';
import { alertLink } from '../../alert-link.js';
import type { NotificationMessage } from '../../notification-message.js';

/** An alert as `GET /alerts` shows it, and where people find it. */
type AlertData = AlertView & { readonly url: string | null };

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

function alertData(alert: AlertInIncident, { sentAt }: NotificationMessage, publicUrl: string): AlertData {
  return { ...alertView(alert, sentAt), url: alertLink(publicUrl, alert.id) };
}
