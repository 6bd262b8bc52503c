import type BetterSqlite3 from 'better-sqlite3';
import { parseRange, rangeHolds } from '../net/ip-range.js';
import type { IpRange } from '../net/ip-range.js';

/** SQL function of an address and a range: 1 where the range holds the address, else 0. */
export const ADDRESS_IN_RANGE = 'address_in_range';

/** Teaches a connection the functions that our queries use; SQLite knows nothing of addresses. */
export function addSqliteFunctions(database: BetterSqlite3.Database): void {
  let known: { readonly text: unknown; readonly range: IpRange } | undefined;
  database.function(ADDRESS_IN_RANGE, { deterministic: true }, (address: unknown, text: unknown) => {
    if (known?.text !== text) {
      const range = parseRange(String(text));
      if ('fault' in range) throw new Error(`'${String(text)}' ${range.fault}`);
      known = { text, range };
    }
    return typeof address === 'string' && rangeHolds(known!.range, address) ? 1 : 0;
  });
}
