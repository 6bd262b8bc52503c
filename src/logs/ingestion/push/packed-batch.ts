import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { IngestBatch } from './ingest-batch.entity.js';

const compress = promisify(gzip);

/** Log lines repeat each other: the fastest level makes a tenth of them. */
const FAST = { level: 1 };

/** Lines that came in, and the name under which they count once. */
export interface ReceivedLines {
  readonly source: string;
  readonly key: string;
  readonly text: Buffer;
  readonly lines: number;
  /** UTC milliseconds. */
  readonly receivedAt: number;
  /** The latest moment at which they can have been written, UTC milliseconds; null or absent: when they came. */
  readonly writtenBefore?: number | null;
  /** SHA-256 of the text, hexadecimal, where it is known. */
  readonly hash?: string;
}

/** The row that lines are stored as. */
export async function packBatch(received: ReceivedLines): Promise<Omit<IngestBatch, 'id'>> {
  const { source, key, text, lines, receivedAt, writtenBefore = null, hash } = received;
  return {
    source,
    key,
    contentHash: hash ?? createHash('sha256').update(text).digest('hex'),
    lines,
    bytes: text.length,
    content: await compress(text, FAST),
    receivedAt,
    writtenBefore,
  };
}

/** Where taking the batches of a sender goes on. */
export interface PushPosition {
  /** Id of the batch that lines were last taken from; 0: none yet. */
  readonly batch: number;
  /** Bytes of it that were taken; null: all of it. */
  readonly offset: number | null;
  /** True when a line was taken up to `offset` without its end: it was too long, and its remainder is no line. */
  readonly unterminated: boolean;
}

const BEFORE_ALL_BATCHES: PushPosition = { batch: 0, offset: null, unterminated: false };

/** As it is stored with the source. */
export function pushCursor(position: PushPosition): string {
  return JSON.stringify(position);
}

/** @param cursor as {@link pushCursor} wrote it; null where nothing was taken yet */
export function pushPosition(cursor: string | null): PushPosition {
  return cursor === null ? BEFORE_ALL_BATCHES : (JSON.parse(cursor) as PushPosition);
}
