import Database from 'better-sqlite3';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { addSqliteFunctions } from '../database/sqlite-options.js';
import { parseRange, rangeHolds } from '../net/ip-range.js';
import type { IpRange } from '../net/ip-range.js';
import { addressCondition } from './sql-condition.js';

const canonical = (bytes: number[]): string => {
  const address = ipaddr.fromByteArray(bytes);
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
};
// Few values, so that addresses meet ranges, and zeros, which IPv6 leaves out.
const octet = fc.constantFrom(0, 1, 2, 10, 16, 99, 100, 128, 255);
const ipv4 = fc.array(octet, { minLength: 4, maxLength: 4 }).map(canonical);
const group = fc.constantFrom([0, 0], [0, 0], [0, 1], [0x20, 1], [0x0d, 0xb8], [0xff, 0xff]);
const ipv6 = fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => canonical(groups.flat()));

describe('addressCondition', () => {
  const database = new Database(':memory:');
  addSqliteFunctions(database);
  database.exec('CREATE TABLE addresses (address TEXT)');

  const found = (range: IpRange): unknown[] => {
    const { candidates, exact } = addressCondition('address', range);
    const text = `SELECT address FROM addresses WHERE ${candidates.text}${exact === null ? '' : ` AND ${exact.text}`}`;
    const statement = database.prepare<unknown[]>(`${text} ORDER BY address`).pluck();
    return statement.all(...candidates.values, ...(exact?.values ?? []));
  };

  it('finds the addresses of a range and no others', () => {
    const lists = fc.uniqueArray(fc.oneof(ipv4, ipv6), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(lists, fc.nat(128), (addresses, bits) => {
        database.exec('DELETE FROM addresses');
        database.exec('INSERT INTO addresses VALUES (NULL)');
        for (const address of addresses) database.prepare('INSERT INTO addresses VALUES (?)').run(address);
        const most = addresses[0]!.includes(':') ? 128 : 32;
        const range = parseRange(`${addresses[0]}/${bits % (most + 1)}`) as IpRange;
        if ('fault' in range) return;
        expect(found(range)).toEqual(addresses.filter((address) => rangeHolds(range, address)).sort());
      }),
      { numRuns: 2_000, seed: 3 },
    );
  });

  it.each([
    ['203.0.113.7', 'address', true],
    ['203.0.113.0/24', 'stretch', true],
    ['203.0.112.0/20', 'stretch', false],
    ['0.0.0.0/0', 'anywhere', true],
    ['2001:db8::/32', 'stretch', true],
    ['2001:db8:0:1::/64', 'stretch', false],
    ['::/8', 'anywhere', false],
  ])('%s is found as %s, exactly: %s', (text, kind, isExact) => {
    const condition = addressCondition('address', parseRange(text) as IpRange);
    expect(condition.kind).toBe(kind);
    expect(condition.exact === null).toBe(isExact);
  });
});
