import type { SqlReader } from '../../../database/sql-reader.js';
import { PUSH_PREFIX } from '../../../config/log-sources.js';

/** What a sender has pushed and the scan has not taken. */
export interface WaitingLines {
  readonly lines: number;
  readonly bytes: number;
  /** When the oldest of it came, UTC milliseconds; null: nothing waits. */
  readonly since: number | null;
}

export const NOTHING_WAITS: WaitingLines = { lines: 0, bytes: 0, since: null };

/** By path of the source, those of which something waits. */
export async function waitingLines(reader: SqlReader): Promise<ReadonlyMap<string, WaitingLines>> {
  const rows = await reader.rows(
    'SELECT source, SUM(lines) AS lines, SUM(bytes) AS bytes, MIN(received_at) AS since FROM ingest_batches ' +
      'WHERE content IS NOT NULL GROUP BY source',
  );
  return new Map(
    rows.map((row) => [
      PUSH_PREFIX + String(row['source']),
      { lines: Number(row['lines']), bytes: Number(row['bytes']), since: Number(row['since']) },
    ]),
  );
}
