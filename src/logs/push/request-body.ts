import { BadRequestException, PayloadTooLargeException, UnsupportedMediaTypeException } from '@nestjs/common';
import { createGunzip } from 'node:zlib';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { DomainError } from '../../common/domain.error.js';

/** The most that one body may hold, as it is sent and decompressed. */
export const MOST_BODY_BYTES = 10 << 20;

/** Room for the bodies that are being received. Full, new ones are refused: their senders come again. */
export class BodyRoom {
  private used = 0;

  constructor(private readonly most: number) {}

  /** @returns false where there is no room */
  take(bytes: number): boolean {
    if (this.used + bytes > this.most) return false;
    this.used += bytes;
    return true;
  }

  give(bytes: number): void {
    this.used -= bytes;
  }
}

/** A body that takes room until it is released. */
export interface ReceivedBody {
  readonly bytes: Buffer;
  release(): void;
}

/**
 * Receives a body, decompressed where it was sent with gzip. Stops at the limit: however much a few bytes would come to,
 * no more than that is ever decompressed. What is left of a refused body is passed over.
 *
 * @throws HttpException 400, 413 or 415, or DomainError INGEST_BUSY
 */
export async function receiveBody(request: IncomingMessage, room: BodyRoom): Promise<ReceivedBody> {
  if (Number(request.headers['content-length'] ?? 0) > MOST_BODY_BYTES) throw tooLarge();
  const source = decoded(request);
  const held: HeldBody = { chunks: [], size: 0 };
  const over = new AbortController();
  try {
    await whenEnded(request, source, over.signal, (chunk) => hold(held, chunk, room));
  } catch (error) {
    room.give(held.size);
    throw error;
  } finally {
    over.abort();
    if (source !== request) {
      request.unpipe();
      source.destroy();
    }
    request.resume();
  }
  return { bytes: Buffer.concat(held.chunks), release: () => room.give(held.size) };
}

interface HeldBody {
  readonly chunks: Buffer[];
  size: number;
}

/** @returns why there is no room for the chunk; null where there is */
function hold(held: HeldBody, chunk: Buffer, room: BodyRoom): Error | null {
  if (held.size + chunk.length > MOST_BODY_BYTES) return tooLarge();
  if (!room.take(chunk.length)) return busy();
  held.size += chunk.length;
  held.chunks.push(chunk);
  return null;
}

/**
 * Settles when the source has ended.
 *
 * @param source the request, or what it is decompressed by
 * @param over ends listening
 * @param take is given each chunk, and says why not
 * @throws what `take` said, or what is wrong with the body
 */
function whenEnded(
  request: IncomingMessage,
  source: Readable,
  over: AbortSignal,
  take: (chunk: Buffer) => Error | null,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    listen(over, request, 'data', ({ length }) => {
      sent += length;
      // Gzip that comes to nothing may go on for ever.
      if (sent > MOST_BODY_BYTES) reject(tooLarge());
    });
    listen(over, request, 'close', () => {
      if (!request.complete) reject(unreadable('ended early'));
    });
    listen(over, source, 'data', (chunk) => {
      const fault = take(chunk);
      if (fault !== null) reject(fault);
    });
    listen(over, source, 'end', () => resolve());
    // Stays: what comes after a body was refused is nobody's concern.
    source.on('error', () => reject(unreadable(source === request ? 'ended early' : 'is not valid gzip')));
  });
}

function listen(over: AbortSignal, stream: Readable, event: string, listener: (chunk: Buffer) => void): void {
  stream.on(event, listener);
  over.addEventListener('abort', () => stream.off(event, listener), { once: true });
}

function tooLarge(): PayloadTooLargeException {
  return new PayloadTooLargeException(`A body holds ${MOST_BODY_BYTES} bytes at most; send less at once.`);
}

function unreadable(why: string): BadRequestException {
  return new BadRequestException(`The body ${why}.`);
}

function decoded(request: IncomingMessage): Readable {
  switch ((request.headers['content-encoding'] ?? 'identity').trim().toLowerCase()) {
    case 'identity':
      return request;
    case 'gzip':
    case 'x-gzip':
      return request.pipe(createGunzip());
    default:
      throw new UnsupportedMediaTypeException('A body is sent as it is, or with Content-Encoding: gzip.');
  }
}

function busy(): DomainError {
  return new DomainError(
    'unavailable',
    'INGEST_BUSY',
    'Too much is being received at once; send it again in a moment.',
  );
}
