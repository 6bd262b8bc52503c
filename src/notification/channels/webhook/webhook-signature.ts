import { Webhook } from 'standardwebhooks';

/**
 * The headers that tell a receiver who sent a body, which one it is, and when (Standard Webhooks, standardwebhooks.com).
 * A repeated message keeps its id; every secret signs, so that receivers can change to a new one at their own pace.
 *
 * @param sentAt UTC milliseconds
 */
export function webhookHeaders(
  secrets: readonly string[],
  id: string,
  sentAt: number,
  body: string,
): Record<string, string> {
  const seconds = Math.floor(sentAt / 1000);
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, new Date(seconds * 1000), body));
  const common = { 'webhook-id': id, 'webhook-timestamp': String(seconds) };
  return signatures.length === 0 ? common : { ...common, 'webhook-signature': signatures.join(' ') };
}
