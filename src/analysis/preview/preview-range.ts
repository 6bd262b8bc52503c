import type { SqlReader } from '../../database/sql-reader.js';

/** Of which time alerts are compared; UTC milliseconds. */
export interface PreviewSpan {
  /** Null: from the first entry on. */
  readonly since: number | null;
  /** Not part of it; null: up to the last entry. */
  readonly until: number | null;
}

/** The entries that a preview looks at. */
export interface PreviewEntries {
  /** In ascending order, as detection saw them. */
  readonly ids: readonly number[];
  /** Entries before this moment are not looked at, UTC milliseconds. */
  readonly from: number;
  /** False where there were too many: those before `from` are left out. */
  readonly isComplete: boolean;
}

/**
 * Finds the entries of a time and those before it that windows which begin in it can reach back to: the newest ones, where
 * there are too many.
 */
export async function previewEntries(
  reader: SqlReader,
  span: PreviewSpan,
  reachMs: number,
  most: number,
): Promise<PreviewEntries> {
  const since = span.since === null ? 0 : Math.max(0, span.since - reachMs);
  const until = span.until ?? Number.MAX_SAFE_INTEGER;
  const rows = await reader.rows(
    'SELECT id, timestamp FROM log_entries WHERE timestamp >= ? AND timestamp < ? ORDER BY timestamp DESC, id DESC LIMIT ?',
    [since, until, most + 1],
  );
  const isComplete = rows.length <= most;
  // Entries of the moment at which it is cut are left out with the one too many.
  const from = isComplete ? Number(rows.at(-1)?.['timestamp'] ?? since) : Number(rows.at(-1)!['timestamp']) + 1;
  const ids = rows.filter((row) => Number(row['timestamp']) >= from).map((row) => Number(row['id']));
  return { ids: ids.sort((a, b) => a - b), from, isComplete };
}
