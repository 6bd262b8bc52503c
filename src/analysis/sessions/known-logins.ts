import type { DataSource, EntityManager } from 'typeorm';
import { BulkSql, inParts } from '../../database/bulk-sql.js';
import { isOneOfTypes } from '../../logs/entries/log-entry.entity.js';
import { LOGIN_TYPES } from '../../logs/programs/registry.js';
import { KnownLogin } from './known-login.entity.js';
import { LoginHistory } from './login-history.js';
import type { HistoryChanges } from './login-history.js';

/** What is stored of the logins of users; where nothing is, what the stored entries tell. */
export async function loadLoginHistory({ manager }: DataSource): Promise<LoginHistory> {
  const known = await manager.find(KnownLogin);
  if (known.length > 0) return new LoginHistory(known);
  const history = new LoginHistory();
  const rows = await new BulkSql(manager).rows(FIRST_LOGINS);
  for (const { username, ip_address, key_fingerprint, first_seen, last_seen } of rows) {
    for (const timestamp of [Number(first_seen), Number(last_seen)]) {
      history.observe({
        timestamp,
        username: String(username),
        ipAddress: ip_address as string | null,
        keyFingerprint: key_fingerprint as string | null,
      });
    }
  }
  return history;
}

const FIRST_LOGINS =
  'SELECT username, ip_address, key_fingerprint, MIN(timestamp) AS first_seen, MAX(timestamp) AS last_seen ' +
  `FROM log_entries WHERE ${isOneOfTypes('log_type', LOGIN_TYPES)} AND username IS NOT NULL ` +
  'GROUP BY username, ip_address, key_fingerprint';

const COLUMNS = {
  username: 'text',
  trait: 'text',
  value: 'text',
  first_seen: 'integer',
  last_seen: 'integer',
} as const;

/**
 * Stores what changed, in the caller's transaction. What is stored since then of the same may tell more: a moment is only
 * moved away from the other.
 */
export async function storeLoginHistory(manager: EntityManager, { changed, removed }: HistoryChanges): Promise<void> {
  const sql = new BulkSql(manager);
  const names = Object.keys(COLUMNS).join(', ');
  const earlier = 'CASE WHEN excluded.first_seen < k.first_seen THEN excluded.first_seen ELSE k.first_seen END';
  const later = 'CASE WHEN excluded.last_seen > k.last_seen THEN excluded.last_seen ELSE k.last_seen END';
  const { username, trait, value } = COLUMNS;
  for (const part of inParts(removed)) {
    const rows = part.map((fact) => [fact.username, fact.trait, fact.value]);
    await sql.run(
      `DELETE FROM known_logins WHERE (username, trait, value) IN (SELECT username, trait, value FROM ${sql.given({ username, trait, value })})`,
      [sql.givenRows(rows)],
    );
  }
  for (const part of inParts(changed)) {
    const rows = part.map((fact) => [fact.username, fact.trait, fact.value, fact.firstSeen, fact.lastSeen]);
    await sql.run(
      `INSERT INTO known_logins AS k (${names}) SELECT ${names} FROM ${sql.given(COLUMNS)} WHERE true ` +
        `ON CONFLICT (username, trait, value) DO UPDATE SET first_seen = ${earlier}, last_seen = ${later}`,
      [sql.givenRows(rows)],
    );
  }
}
