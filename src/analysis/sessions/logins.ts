import { isoTime } from '../../common/clock.js';
import type { SqlReader } from '../../database/sql-reader.js';
import { isOneOfTypes } from '../../logs/entries/log-entry.entity.js';
import { LOGIN_TYPES } from '../../logs/programs/registry.js';
import { addressCondition, allOf, sqlCondition } from '../../lists/sql-condition.js';
import type { SqlCondition } from '../../lists/sql-condition.js';
import { parseRange } from '../../net/ip-range.js';
import { networkOf } from '../sigma/addresses.js';
import type { LoginDto } from './login.dto.js';
import type { Session } from './session.entity.js';

const BEFORE_MS = 24 * 3_600_000;
/** So many entries of an address are looked at for the failures before a login. */
const MAX_ENTRIES = 10_000;
const IS_LOGIN = isOneOfTypes('log_type', LOGIN_TYPES);
/** Logins of a user before one, found by the indexes of logins. */
const EARLIER = `log_entries WHERE ${IS_LOGIN} AND username = ? AND (timestamp < ? OR (timestamp = ? AND id < ?))`;

/** What a login is for its user, by what is stored. */
export async function loginOf(reader: SqlReader, session: Session): Promise<LoginDto> {
  const { username, ipAddress, keyFingerprint, startedAt, loginEntry } = session;
  const before = [username, startedAt, startedAt, loginEntry];
  const isNew = async (conditions: readonly SqlCondition[]): Promise<boolean> => {
    const { text, values } = allOf(conditions);
    const rows = await reader.rows(`SELECT 1 AS found FROM ${EARLIER} AND ${text} LIMIT 1`, [...before, ...values]);
    return rows.length === 0;
  };
  const [oldest] = await reader.rows(`SELECT timestamp FROM ${EARLIER} ORDER BY timestamp LIMIT 1`, before);
  return {
    timestamp: isoTime(startedAt),
    username,
    ip_address: ipAddress,
    host: session.host,
    method: session.method,
    key_fingerprint: keyFingerprint,
    entry_id: loginEntry,
    session_id: session.id,
    new_address_for_user: ipAddress === null ? null : await isNew([sqlCondition('ip_address = ?', ipAddress)]),
    new_network_for_user: ipAddress === null ? null : await isNew(inNetworkOf(ipAddress)),
    new_key_for_user:
      keyFingerprint === null ? null : await isNew([sqlCondition('key_fingerprint = ?', keyFingerprint)]),
    history_since: oldest === undefined ? null : isoTime(Number(oldest['timestamp'])),
    failures_before: ipAddress === null ? 0 : await failuresBefore(reader, ipAddress, startedAt),
  };
}

function inNetworkOf(ipAddress: string): SqlCondition[] {
  const range = parseRange(networkOf(ipAddress) ?? ipAddress);
  if ('fault' in range) return [sqlCondition('ip_address = ?', ipAddress)];
  const { candidates, exact } = addressCondition('ip_address', range);
  return exact === null ? [candidates] : [candidates, exact];
}

function failuresBefore(reader: SqlReader, ipAddress: string, at: number): Promise<number> {
  const newest = `SELECT attempts + carried_attempts AS failures FROM log_entries WHERE ip_address = ? AND timestamp >= ? AND timestamp <= ? ORDER BY timestamp DESC LIMIT ${MAX_ENTRIES}`;
  return reader.number(`SELECT COALESCE(SUM(failures), 0) AS number FROM (${newest}) AS latest`, [
    ipAddress,
    at - BEFORE_MS,
    at,
  ]);
}
