import ipaddr from 'ipaddr.js';
import type { SqlValue } from '../database/sql-reader.js';
import { ADDRESS_IN_RANGE } from '../database/sqlite-options.js';
import type { IpRange } from '../net/ip-range.js';

/** A part of a WHERE clause: text of ours with a `?` for each value, which may be anybody's. */
export interface SqlCondition {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

export function sqlCondition(text: string, ...values: readonly SqlValue[]): SqlCondition {
  return { text, values };
}

/** True where every one of them is; for none of them, always. */
export function allOf(conditions: readonly SqlCondition[]): SqlCondition {
  if (conditions.length === 0) return ALWAYS;
  return {
    text: conditions.map(({ text }) => text).join(' AND '),
    values: conditions.flatMap(({ values }) => values),
  };
}

const ALWAYS: SqlCondition = { text: 'TRUE', values: [] };
const NEVER: SqlCondition = { text: 'FALSE', values: [] };

/** The column has one of the values. */
export function isOneOf(column: string, values: readonly SqlValue[]): SqlCondition {
  if (values.length === 0) return NEVER;
  return sqlCondition(`${column} IN (${values.map(() => '?').join(', ')})`, ...values);
}

/** The column holds the text somewhere; ASCII letters match whatever their case. */
export function containsText(column: string, text: string): SqlCondition {
  return sqlCondition(`${column} LIKE ? ESCAPE '\\'`, `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`);
}

/** The addresses of a range among canonical addresses kept as text. */
interface AddressCondition {
  /** Never leaves out an address of the range. */
  readonly candidates: SqlCondition;
  /** How an index on the column finds the candidates: as one address, as one stretch of texts, or not at all. */
  readonly kind: 'address' | 'stretch' | 'anywhere';
  /** What candidates have to pass besides; null where they are exact. */
  readonly exact: SqlCondition | null;
}

/**
 * Finds the addresses of a range by how their text begins. Whole octets, and groups up to the first that is zero, are
 * written in one way only; behind them a function of ours decides address by address.
 *
 * @param column name of a column with canonical addresses
 */
export function addressCondition(column: string, { range, network, prefixLength }: IpRange): AddressCondition {
  if (!range.includes('/')) return { candidates: sqlCondition(`${column} = ?`, range), kind: 'address', exact: null };
  const isIPv4 = network.length === 4;
  const { text, bits } = isIPv4 ? wholeOctets(network, prefixLength) : plainGroups(network, prefixLength);
  const exact = bits === prefixLength ? null : sqlCondition(`${ADDRESS_IN_RANGE}(${column}, ?) = 1`, range);
  if (text !== '') return { candidates: beginsWith(column, text), kind: 'stretch', exact };
  return { candidates: sqlCondition(`${column} ${isIPv4 ? 'NOT LIKE' : 'LIKE'} '%:%'`), kind: 'anywhere', exact };
}

/** The start of the text that the addresses share, and how many bits it settles. */
interface SharedText {
  readonly text: string;
  readonly bits: number;
}

function wholeOctets(network: readonly number[], prefixLength: number): SharedText {
  const octets = network.slice(0, prefixLength >> 3);
  return { text: octets.map((octet) => `${octet}.`).join(''), bits: octets.length * 8 };
}

/** A group that is zero may be written, or fall into a `::`: the text is certain up to there. */
function plainGroups(network: readonly number[], prefixLength: number): SharedText {
  const groups = new ipaddr.IPv6([...network]).parts.slice(0, prefixLength >> 4);
  const zero = groups.indexOf(0);
  const plain = zero === -1 ? groups : groups.slice(0, zero);
  return { text: plain.map((group) => `${group.toString(16)}:`).join(''), bits: plain.length * 16 };
}

function beginsWith(column: string, text: string): SqlCondition {
  const behind = text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + 1);
  return sqlCondition(`${column} >= ? AND ${column} < ?`, text, behind);
}
