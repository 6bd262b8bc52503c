import type { SqlReader } from '../database/sql-reader.js';

/** What became of the notifications of a channel since it was first configured, and what still waits. */
export interface ChannelCounts {
  readonly channel: string;
  readonly delivered: number;
  readonly failed: number;
  /** Attempts that failed and were repeated. */
  readonly retried: number;
  readonly pending: number;
  /** When the oldest that waits was made, UTC milliseconds; null: none waits. */
  readonly oldestPendingAt: number | null;
}

const WAITING = `SELECT channel, COUNT(*) AS pending, MIN(created_at) AS oldest FROM notifications WHERE state = 'pending' GROUP BY channel`;

/** By channel, every one that was ever configured. Looks at no more of the notifications than those that wait. */
export async function channelCounts(reader: SqlReader): Promise<ChannelCounts[]> {
  const rows = await reader.rows(
    `SELECT name, delivered, failed, retried, pending, oldest FROM notification_channels LEFT JOIN (${WAITING}) AS waiting ON channel = name ORDER BY name`,
  );
  return rows.map((row) => ({
    channel: String(row['name']),
    delivered: Number(row['delivered']),
    failed: Number(row['failed']),
    retried: Number(row['retried']),
    pending: Number(row['pending'] ?? 0),
    oldestPendingAt: row['oldest'] === null ? null : Number(row['oldest']),
  }));
}
