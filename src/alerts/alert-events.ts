import type { AlertNews } from './lifecycle/alert-change.js';

/** Names of the events that tell the rest of the system about alerts; the payload is an {@link AlertsEvent}. */
export const ALERT_CREATED = 'alert.created';
export const ALERT_UPDATED = 'alert.updated';
/** An alert that was told of before has learned that they got in, or may have. */
export const ALERT_LOGIN_FOUND = 'alert.login_found';
/** People have done something with an alert. */
export const ALERT_HANDLED = 'alert.handled';

/** Sent after the transaction that stored the alerts, so that whoever hears of it can read them. */
export class AlertsEvent {
  constructor(readonly alerts: readonly AlertNews[]) {}
}
