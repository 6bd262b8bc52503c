/** Where taking the batches of a sender goes on. */
export interface PushPosition {
  /** Id of the batch that lines were last taken from; 0: none yet. */
  readonly batch: number;
  /** Bytes of it that were taken; null: all of it. */
  readonly offset: number | null;
  /** True when a line was taken up to `offset` without its end: it was too long, and its remainder is no line. */
  readonly unterminated: boolean;
}

export const BEFORE_ALL_BATCHES: PushPosition = { batch: 0, offset: null, unterminated: false };

/** As it is stored with the source. */
export function pushCursor(position: PushPosition): string {
  return JSON.stringify(position);
}

/** @param cursor as {@link pushCursor} wrote it; null where nothing was taken yet */
export function pushPosition(cursor: string | null): PushPosition {
  return cursor === null ? BEFORE_ALL_BATCHES : (JSON.parse(cursor) as PushPosition);
}
