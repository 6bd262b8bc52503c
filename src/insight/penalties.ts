import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { networkOf } from '../analysis/sigma/addresses.js';
import { isoTime } from '../common/clock.js';
import { SqlReader } from '../database/sql-reader.js';
import { storedDetails } from '../logs/parsing/event-details.js';
import { typesIn } from '../logs/programs/registry.js';
import { parseRange, rangeHolds } from '../net/ip-range.js';
import { isOneOf } from '../lists/sql-condition.js';

/** sshd refuses an address by itself. */
export class PenaltyDto {
  @ApiProperty({ type: String, nullable: true, description: 'The host whose sshd it is.', example: 'web-1' })
  host: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'failed authentication' })
  reason: string | null;

  @ApiProperty({ description: 'What it refuses, in CIDR notation.', example: '203.0.113.7/32' })
  network: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:13:01.000Z' })
  until: string;

  @ApiProperty({ description: 'False where that is past.', example: true })
  active: boolean;
}

/** How many of the newest entries of an address are looked at: whoever is punished says little else. */
const MAX_EXAMINED = 10_000;
const MAX_PENALTIES = 20;
const PENALTY_TYPES = typesIn('penalty');

/** Knows what sshd's own penalties say of addresses. */
@Injectable()
export class Penalties {
  constructor(private readonly reader: SqlReader) {}

  /**
   * The penalty that lasts longest, of those that sshd told of last; null where it told of none with an end.
   *
   * @param address canonical
   * @param now UTC milliseconds
   */
  async ofAddress(address: string, now: number): Promise<PenaltyDto | null> {
    const [first = address] = networkOf(address)?.split('/') ?? [];
    // sshd punishes IPv6 by network, and names it by its first address.
    const found: PenaltyDto[] = [];
    for (const name of new Set([address, first])) {
      for (const row of await this.reader.rows(NEWEST, [name, MAX_EXAMINED, ...PENALTY_TYPES, MAX_PENALTIES])) {
        const { reason = null, network = '', until } = storedDetails(row['details'] as string);
        const range = parseRange(network);
        if (until === undefined || 'fault' in range || !rangeHolds(range, address)) continue;
        found.push({ host: row['host'] as string | null, reason, network, until: isoTime(until), active: until > now });
      }
    }
    return found.sort((a, b) => (a.until < b.until ? 1 : -1))[0] ?? null;
  }
}

const NEWEST =
  'SELECT host, details FROM (SELECT host, details, log_type, timestamp FROM log_entries WHERE ip_address = ? ' +
  'ORDER BY timestamp DESC LIMIT ?) AS newest ' +
  `WHERE ${isOneOf('log_type', PENALTY_TYPES).text} AND details IS NOT NULL ORDER BY timestamp DESC LIMIT ?`;
