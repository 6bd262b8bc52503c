import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { isoTime } from '../common/clock.js';
import { SqlReader } from '../database/sql-reader.js';
import type { SqlRow } from '../database/sql-reader.js';
import { isOneOfTypes } from '../logs/entries/log-entry.entity.js';
import { storedDetails } from '../logs/parsing/event-details.js';
import { PENALTY_DROP_TYPES, PENALTY_TYPES } from '../logs/programs/registry.js';
import { overlaps } from '../net/ip-range.js';

/** sshd refuses an address by itself. */
export class PenaltyDto {
  @ApiProperty({ type: String, nullable: true, description: 'The host whose sshd it is.', example: 'web-1' })
  host: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'failed authentication' })
  reason: string | null;

  @ApiProperty({ description: 'What it refuses, in CIDR notation.', example: '203.0.113.7/32' })
  network: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until when, at least: sshd does not log that a penalty grows. Null: only its drops stand in the log.',
    example: '2026-11-20T09:13:01.000Z',
  })
  until: string | null;

  @ApiProperty({ description: 'True where `until` is still to come.', example: true })
  active: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it last dropped a connection of the address for a penalty; null: it did not, or long ago.',
    example: null,
  })
  last_dropped_at: string | null;
}

/** How many of the newest penalties, and of the newest entries of the address, are looked at. */
const MAX_PENALTIES = 5_000;
const MAX_ENTRIES = 10_000;

/** Knows what sshd's own penalties say of addresses. */
@Injectable()
export class Penalties {
  constructor(private readonly reader: SqlReader) {}

  /**
   * The penalty that lasts longest, of those that sshd told of last, also of a network that the address is in; null where it
   * told of none.
   *
   * @param address canonical
   * @param now UTC milliseconds
   */
  async ofAddress(address: string, now: number): Promise<PenaltyDto | null> {
    const rows = await this.reader.rows(NEWEST_PENALTIES, [MAX_PENALTIES]);
    const [longest] = rows.flatMap((row) => penaltyOf(row, address) ?? []).sort((a, b) => b.until - a.until);
    const [drop] = await this.reader.rows(NEWEST_DROP, [address, MAX_ENTRIES]);
    const lastDrop = drop === undefined ? null : isoTime(drop['timestamp'] as number);
    if (longest !== undefined) {
      const { until, ...told } = longest;
      return { ...told, until: isoTime(until), active: until > now, last_dropped_at: lastDrop };
    }
    if (drop === undefined) return null;
    const { reason = null } = storedDetails(drop['details'] as string | null);
    const host = drop['host'] as string | null;
    return { host, reason, network: address, until: null, active: false, last_dropped_at: lastDrop };
  }
}

interface Told extends Pick<PenaltyDto, 'host' | 'reason' | 'network'> {
  readonly until: number;
}

/** Null for a penalty of others, or one that has no end. */
function penaltyOf(row: SqlRow, address: string): Told | null {
  const { reason = null, network = '', until } = storedDetails(row['details'] as string);
  if (until === undefined || !overlaps(network, address)) return null;
  return { host: row['host'] as string | null, reason, network, until };
}

const NEWEST_PENALTIES =
  `SELECT host, details FROM log_entries WHERE ${isOneOfTypes('log_type', PENALTY_TYPES)} ` +
  'ORDER BY timestamp DESC LIMIT ?';

const NEWEST_DROP =
  'SELECT host, details, timestamp FROM (SELECT host, details, log_type, timestamp FROM log_entries WHERE ip_address = ? ' +
  'ORDER BY timestamp DESC LIMIT ?) AS newest ' +
  `WHERE ${isOneOfTypes('log_type', PENALTY_DROP_TYPES)} ORDER BY timestamp DESC LIMIT 1`;
