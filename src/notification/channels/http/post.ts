import { request as requestHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { DeliveryOutcome } from '../notification-channel.js';
import { interrupted } from '../interruption.js';
import { PrivateAddressError, publicAddressesOnly } from './guarded-lookup.js';
import { answerOutcome, failureOutcome } from './http-outcome.js';
import type { HttpAnswer } from './http-outcome.js';
import { literalAddress } from './http-target.js';
import type { HttpTarget } from './http-target.js';
import { isPublicAddress } from './public-address.js';

/** How much of an answer is read. */
const MOST_BYTES = 4096;

/** What is posted. */
export interface HttpPost {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Posts JSON, once: redirects are not followed, connections are not kept, and unless the target allows it nothing but
 * the internet is reached.
 *
 * @param now UTC milliseconds, for a date in `Retry-After`
 */
export async function post(
  target: HttpTarget,
  message: HttpPost,
  signal: AbortSignal,
  now: number,
): Promise<DeliveryOutcome> {
  if (signal.aborted) return interrupted(signal);
  try {
    return answerOutcome(await exchange(target, message, signal), target, now);
  } catch (error) {
    return signal.aborted ? interrupted(signal) : failureOutcome(error, target);
  }
}

async function exchange(target: HttpTarget, { headers, body }: HttpPost, signal: AbortSignal): Promise<HttpAnswer> {
  const address = literalAddress(target);
  if (!target.allowPrivate && address !== null && !isPublicAddress(address)) throw new PrivateAddressError();
  const request = target.url.protocol === 'https:' ? requestHttps : requestHttp;
  const response = await new Promise<IncomingMessage>((answered, failed) => {
    request(target.url, {
      method: 'POST',
      agent: false,
      signal,
      headers: { ...headers, 'content-type': 'application/json', 'user-agent': 'log-analyzer-and-alerting-system' },
      ...(target.allowPrivate ? {} : { lookup: publicAddressesOnly() }),
    })
      .on('response', answered)
      .on('error', failed)
      .end(body);
  });
  const { statusCode: status = 0, headers: answer } = response;
  return {
    status,
    retryAfter: answer['retry-after'],
    body: status < 300 ? discarded(response) : await start(response),
  };
}

function discarded(response: IncomingMessage): '' {
  // The connection goes with it; what it still sends is nobody's concern.
  response.on('error', () => undefined).destroy();
  return '';
}

/** The beginning of the body. @throws when the connection breaks before */
async function start(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= MOST_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8', 0, MOST_BYTES);
}
