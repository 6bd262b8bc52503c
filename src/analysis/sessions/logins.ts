import { isoTime } from '../../common/clock.js';
import type { SqlReader } from '../../database/sql-reader.js';
import { storedDetails } from '../../logs/parsing/event-details.js';
import type { LoginDto } from './login.dto.js';
import type { Session } from './session.entity.js';

const BEFORE_MS = 24 * 3_600_000;
/** So many entries of an address are looked at for the failures before a login. */
const MAX_ENTRIES = 10_000;

/** What logins are for their users, as it was found when they came. */
export async function loginsOf(reader: SqlReader, sessions: readonly Session[]): Promise<LoginDto[]> {
  const ids = sessions.map(({ loginEntry }) => loginEntry);
  const marks = ids.map(() => '?').join(', ');
  const rows =
    ids.length === 0 ? [] : await reader.rows(`SELECT id, details FROM log_entries WHERE id IN (${marks})`, ids);
  const details = new Map(rows.map((row) => [Number(row['id']), row['details'] as string | null]));
  const logins: LoginDto[] = [];
  for (const session of sessions) logins.push(await loginOf(reader, session, details.get(session.loginEntry) ?? null));
  return logins;
}

async function loginOf(reader: SqlReader, session: Session, details: string | null): Promise<LoginDto> {
  const { username, ipAddress, startedAt, loginEntry } = session;
  const { newAddressForUser, newNetworkForUser, newKeyForUser, loginHistorySince } = storedDetails(details);
  return {
    timestamp: isoTime(startedAt),
    username,
    ip_address: ipAddress,
    host: session.host,
    method: session.method,
    key_fingerprint: session.keyFingerprint,
    entry_id: loginEntry,
    session_id: session.id,
    new_address_for_user: newAddressForUser ?? null,
    new_network_for_user: newNetworkForUser ?? null,
    new_key_for_user: newKeyForUser ?? null,
    history_since: loginHistorySince === undefined || loginHistorySince === null ? null : isoTime(loginHistorySince),
    failures_before: ipAddress === null ? 0 : await failuresBefore(reader, ipAddress, startedAt),
  };
}

function failuresBefore(reader: SqlReader, ipAddress: string, at: number): Promise<number> {
  const newest = `SELECT attempts + carried_attempts AS failures FROM log_entries WHERE ip_address = ? AND timestamp >= ? AND timestamp <= ? ORDER BY timestamp DESC LIMIT ${MAX_ENTRIES}`;
  return reader.number(`SELECT COALESCE(SUM(failures), 0) AS number FROM (${newest}) AS latest`, [
    ipAddress,
    at - BEFORE_MS,
    at,
  ]);
}
