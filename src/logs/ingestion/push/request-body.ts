import type { IncomingMessage } from 'node:http';
import { BadRequestException, PayloadTooLargeException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { Request } from 'express';
import { DomainError } from '../../../common/domain.error.js';
import { RequestInvalidError } from '../../../http/problem-document.js';
import type { BodyRoom, HeldBody } from './body-room.js';
import { MAX_BODY_BYTES } from './pushed-lines.js';
import type { BodyKind } from './pushed-lines.js';

const KINDS: Readonly<Record<string, BodyKind>> = { 'text/plain': 'text', 'application/x-ndjson': 'ndjson' };
const CHARSETS: ReadonlySet<string> = new Set(['utf-8', 'utf8', 'us-ascii']);

/** What a sender may call a batch. */
const KEY = /^[\x20-\x7e]{1,255}$/;

/** @throws UnsupportedMediaTypeException */
export function bodyKind(request: Request): BodyKind {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const kind = KINDS[type.trim()];
  const charset = parameters.map((each) => each.trim()).find((each) => each.startsWith('charset='));
  const isKnown = charset === undefined || CHARSETS.has(charset.slice('charset='.length).replaceAll('"', ''));
  if (kind !== undefined && isKnown) return kind;
  throw new UnsupportedMediaTypeException(
    'Lines are sent as Content-Type: text/plain or application/x-ndjson, in UTF-8.',
  );
}

/** What the sender calls the batch; null where it does not. @throws RequestInvalidError */
export function idempotencyKey(request: Request): string | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key === 'string' && KEY.test(key)) return key;
  const detail = 'Idempotency-Key must have 1 to 255 characters of ASCII';
  throw new RequestInvalidError([{ pointer: 'Idempotency-Key', detail }]);
}

/** A body as it was sent, which takes room until it is released. */
interface ReceivedBody {
  readonly bytes: Buffer;
  readonly isGzip: boolean;
  release(): void;
}

/** How long a body may take, milliseconds. */
export interface BodyDeadlines {
  /** From one part to the next. */
  readonly silenceMs: number;
  readonly wholeMs: number;
}

/**
 * Receives a body as it is sent: it is decompressed elsewhere. What is left of a refused body is passed over.
 *
 * @param owner who sends it
 * @throws HttpException 400, 413 or 415, or DomainError INGEST_BUSY or REQUEST_TOO_SLOW
 */
export async function receiveBody(
  request: IncomingMessage,
  owner: string,
  room: BodyRoom,
  deadlines: BodyDeadlines,
): Promise<ReceivedBody> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw bodyTooLarge();
  const isGzip = isCompressed(request);
  const held: HeldBody = { owner, size: 0, refuse: null };
  if (!room.enter(held)) throw busy();
  try {
    const bytes = await receive(request, held, room, deadlines);
    held.refuse = null;
    return { bytes, isGzip, release: () => room.leave(held) };
  } catch (error) {
    room.leave(held);
    request.resume();
    throw error;
  }
}

function receive(request: IncomingMessage, held: HeldBody, room: BodyRoom, deadlines: BodyDeadlines): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const tooSlow = (): void => settle(() => reject(slow()));
    const whole = setTimeout(tooSlow, deadlines.wholeMs);
    const silence = setTimeout(tooSlow, deadlines.silenceMs);
    const onData = (chunk: Buffer): void => {
      silence.refresh();
      if (held.size + chunk.length > MAX_BODY_BYTES) settle(() => reject(bodyTooLarge()));
      else if (!room.take(held, chunk.length)) settle(() => reject(busy()));
      else chunks.push(chunk);
    };
    const onEnd = (): void => settle(() => resolve(Buffer.concat(chunks)));
    const onClose = (): void => settle(() => reject(unreadable('ended early')));
    const settle = (end: () => void): void => {
      clearTimeout(whole);
      clearTimeout(silence);
      request.off('data', onData).off('end', onEnd).off('close', onClose);
      end();
    };
    held.refuse = () => settle(() => reject(busy()));
    // Stays: what comes after a body was refused is left alone.
    request.on('error', onClose);
    request.on('data', onData).on('end', onEnd).on('close', onClose);
  });
}

export function bodyTooLarge(): PayloadTooLargeException {
  return new PayloadTooLargeException(`A body holds ${MAX_BODY_BYTES} bytes at most; send less at once.`);
}

export function unreadable(why: string): BadRequestException {
  return new BadRequestException(`The body ${why}.`);
}

function isCompressed(request: IncomingMessage): boolean {
  switch ((request.headers['content-encoding'] ?? 'identity').trim().toLowerCase()) {
    case 'identity':
      return false;
    case 'gzip':
    case 'x-gzip':
      return true;
    default:
      throw new UnsupportedMediaTypeException('A body is sent as it is, or with Content-Encoding: gzip.');
  }
}

function slow(): DomainError {
  return new DomainError('too_slow', 'REQUEST_TOO_SLOW', 'The body took too long to arrive; send it again.');
}

function busy(): DomainError {
  return new DomainError(
    'unavailable',
    'INGEST_BUSY',
    'Too much is being received at once; send it again in a moment.',
  );
}
