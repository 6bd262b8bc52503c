import { STATUS_CODES, request as requestHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { interrupted, withoutSecrets } from '../notification-channel.js';
import type { DeliveryOutcome } from '../notification-channel.js';
import { PrivateAddressError, isPublicAddress, literalAddress, publicAddressesOnly } from './http-target.js';
import type { HttpTarget } from './http-target.js';

/** Longest wait that an answer can ask for. */
const LONGEST_MS = 86_400_000;

/**
 * Milliseconds to wait by a `Retry-After` header (RFC 9110, section 10.2.3): seconds, with decimals as some services
 * send them, or a date. Undefined where there is none that can be read; at most a day.
 *
 * @param now UTC milliseconds
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  const seconds = /^\d{1,10}(?:\.\d{1,10})?$/.test(text);
  // A date begins with the day of the week; Date.parse takes more than dates.
  const date = /^[A-Z][a-z]/.test(text) ? Date.parse(text) : Number.NaN;
  const milliseconds = seconds ? Number(text) * 1000 : date - now;
  return Number.isNaN(milliseconds) ? undefined : Math.min(Math.max(0, Math.ceil(milliseconds)), LONGEST_MS);
}

/** What came back. */
interface HttpAnswer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  /** The beginning of the body. */
  readonly body: string;
}

/** How a service answers otherwise than HTTP has it. */
export interface AnswerRules {
  /** What a status means here, and in which words where the service has none; undefined: what it means elsewhere. */
  meaning?(status: number): { readonly kind: 'retry' | 'give-up'; readonly words?: string } | undefined;
  /** What stands in the body in place of a `Retry-After` header; undefined: nothing. */
  retryAfter?(body: string): string | undefined;
}

/** What an answer means for the message. @param now UTC milliseconds, for a date in `Retry-After` */
function answerOutcome(answer: HttpAnswer, target: HttpTarget, rules: AnswerRules, now: number): DeliveryOutcome {
  const { status, body } = answer;
  const meaning = rules.meaning?.(status);
  if (meaning === undefined && status >= 200 && status < 300) return { kind: 'delivered' };
  const answered = `${target.host} answered ${status} ${STATUS_CODES[status] ?? ''}`.trim();
  if (status >= 300 && status < 400)
    return { kind: 'give-up', reason: `${answered}: redirects are not followed; set the URL that it leads to` };
  const words = withoutSecrets(body || (meaning?.words ?? ''), target.secrets);
  const reason = words === '' ? answered : `${answered}: ${words}`;
  if ((meaning?.kind ?? (mayPass(status) ? 'retry' : 'give-up')) === 'give-up') return { kind: 'give-up', reason };
  const afterMs = retryAfterMs(answer.retryAfter ?? rules.retryAfter?.(body), now);
  return afterMs === undefined ? { kind: 'retry', reason } : { kind: 'retry', reason, afterMs };
}

/** Request timeout, too early, too many requests, and whatever is the server's own fault. */
function mayPass(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}

function leadsInside(host: string): string {
  return `${host} leads to this machine or a private network; WEBHOOK_ALLOW_PRIVATE, or allow_private in NOTIFY_CONFIG, would allow it`;
}

/** What can be said before anything is posted: why it will not be; null where nothing speaks against it. */
export function obstacleOf(target: HttpTarget): string | null {
  const leadsThere = namesPrivateAddress(target) || isThisMachine(target);
  return leadsThere && !target.allowPrivate ? leadsInside(target.host) : null;
}

function namesPrivateAddress(target: HttpTarget): boolean {
  const address = literalAddress(target);
  return address !== null && !isPublicAddress(address);
}

/** By name (RFC 6761, section 6.3). */
function isThisMachine({ url }: HttpTarget): boolean {
  return /(?:^|\.)localhost\.?$/.test(url.hostname);
}

/** What it means that there was no answer. */
function failureOutcome(error: unknown, { host, secrets }: HttpTarget): DeliveryOutcome {
  if (error instanceof PrivateAddressError)
    return {
      kind: 'give-up',
      reason: leadsInside(host),
    };
  const { message, code } = error as NodeJS.ErrnoException;
  // Where several addresses were tried, the message is empty.
  return { kind: 'retry', reason: `${host} cannot be reached: ${withoutSecrets(message || (code ?? ''), secrets)}` };
}

/** How much of an answer is read. */
const MAX_BYTES = 4096;

/** What is posted. */
interface HttpPost {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly rules?: AnswerRules;
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
    return answerOutcome(await exchange(target, message, signal), target, message.rules ?? {}, now);
  } catch (error) {
    return signal.aborted ? interrupted(signal) : failureOutcome(error, target);
  }
}

async function exchange(target: HttpTarget, { headers, body }: HttpPost, signal: AbortSignal): Promise<HttpAnswer> {
  if (!target.allowPrivate && namesPrivateAddress(target)) throw new PrivateAddressError();
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
    if (bytes >= MAX_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8', 0, MAX_BYTES);
}
