import { isoTime } from '../../common/clock.js';
import type { SqlReader } from '../../database/sql-reader.js';
import { isOneOfTypes } from '../../logs/entries/log-entry.entity.js';
import { LOGIN_TYPES } from '../../logs/programs/registry.js';
import { networkOf } from '../sigma/addresses.js';
import type { LoginDto } from './login.dto.js';
import type { Session } from './session.entity.js';

const BEFORE_MS = 24 * 3_600_000;
/** So many different addresses of a user are compared. */
const MAX_ADDRESSES = 1_000;
const IS_LOGIN = isOneOfTypes('log_type', LOGIN_TYPES);
/** Logins of a user before one, found by the index of logins. */
const EARLIER = `log_entries WHERE ${IS_LOGIN} AND username = ? AND (timestamp < ? OR (timestamp = ? AND id < ?))`;

/** What a login is for its user, by what is stored. */
export async function loginOf(reader: SqlReader, session: Session): Promise<LoginDto> {
  const { username, ipAddress, keyFingerprint, startedAt, loginEntry } = session;
  const before = [username, startedAt, startedAt, loginEntry];
  const [oldest] = await reader.rows(`SELECT timestamp FROM ${EARLIER} ORDER BY timestamp LIMIT 1`, before);
  const addresses = new Set(
    (await reader.rows(`SELECT DISTINCT ip_address FROM ${EARLIER} LIMIT ${MAX_ADDRESSES}`, before)).map((row) =>
      row['ip_address'] === null ? null : String(row['ip_address']),
    ),
  );
  const networks = new Set([...addresses].map((address) => networkOf(address)));
  const sameKey = `SELECT 1 AS found FROM ${EARLIER} AND key_fingerprint = ? LIMIT 1`;
  const knownKeys = keyFingerprint === null ? [] : await reader.rows(sameKey, [...before, keyFingerprint]);
  return {
    timestamp: isoTime(startedAt),
    username,
    ip_address: ipAddress,
    host: session.host,
    method: session.method,
    key_fingerprint: keyFingerprint,
    entry_id: loginEntry,
    session_id: session.id,
    new_address_for_user: ipAddress === null ? null : !addresses.has(ipAddress),
    new_network_for_user: ipAddress === null ? null : !networks.has(networkOf(ipAddress)),
    new_key_for_user: keyFingerprint === null ? null : knownKeys.length === 0,
    history_since: oldest === undefined ? null : isoTime(Number(oldest['timestamp'])),
    failures_before: ipAddress === null ? 0 : await failuresBefore(reader, ipAddress, startedAt),
  };
}

function failuresBefore(reader: SqlReader, ipAddress: string, at: number): Promise<number> {
  return reader.number(
    'SELECT COALESCE(SUM(attempts + carried_attempts), 0) AS number FROM log_entries ' +
      'WHERE ip_address = ? AND timestamp >= ? AND timestamp <= ?',
    [ipAddress, at - BEFORE_MS, at],
  );
}
