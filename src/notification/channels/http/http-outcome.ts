import { STATUS_CODES } from 'node:http';
import type { DeliveryOutcome } from '../notification-channel.js';
import { withoutSecrets } from '../without-secrets.js';
import { PrivateAddressError } from './guarded-lookup.js';
import type { HttpTarget } from './http-target.js';
import { retryAfterMs } from './retry-after.js';

/** What came back. */
export interface HttpAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** The beginning of the body. */
  readonly body: string;
}

/** What an answer means for the message. @param now UTC milliseconds, for a date in `Retry-After` */
export function answerOutcome(
  { status, retryAfter, body }: HttpAnswer,
  target: HttpTarget,
  now: number,
): DeliveryOutcome {
  if (status >= 200 && status < 300) return { kind: 'delivered' };
  const answered = `${target.host} answered ${status} ${STATUS_CODES[status] ?? ''}`.trim();
  if (status >= 300 && status < 400)
    return { kind: 'give-up', reason: `${answered}: redirects are not followed; set the URL that it leads to` };
  const words = withoutSecrets(body, target.secrets);
  const reason = words === '' ? answered : `${answered}: ${words}`;
  if (!mayPass(status)) return { kind: 'give-up', reason };
  const afterMs = retryAfterMs(retryAfter, now);
  return afterMs === undefined ? { kind: 'retry', reason } : { kind: 'retry', reason, afterMs };
}

/** Request timeout, too early, too many requests, and whatever is the server's own fault. */
function mayPass(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

/** What it means that there was no answer. */
export function failureOutcome(error: unknown, { host, secrets }: HttpTarget): DeliveryOutcome {
  if (error instanceof PrivateAddressError)
    return {
      kind: 'give-up',
      reason: `${host} leads to this machine or a private network; WEBHOOK_ALLOW_PRIVATE, or allow_private in NOTIFY_CONFIG, would allow it`,
    };
  const { message, code } = error as NodeJS.ErrnoException;
  // Where several addresses were tried, the message is empty.
  return { kind: 'retry', reason: `${host} cannot be reached: ${withoutSecrets(message || (code ?? ''), secrets)}` };
}
