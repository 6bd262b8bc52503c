import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { isoTime } from '../common/clock.js';
import { SqlReader } from '../database/sql-reader.js';
import type { SqlRow } from '../database/sql-reader.js';
import { isOneOfTypes } from '../logs/entries/log-entry.entity.js';
import { storedDetails } from '../logs/parsing/event-details.js';
import { BAN_TYPES, beginsBan, serviceName } from '../logs/programs/registry.js';
import { overlaps } from '../net/ip-range.js';

/** That another tool had an address turned away, as its log says. */
export class BanDto {
  @ApiProperty({ description: 'The tool.', example: 'fail2ban' })
  by: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: "fail2ban's jail, or CrowdSec's scenario.",
    example: 'sshd',
  })
  reason: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The host whose log says so.', example: 'web-1' })
  host: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The network that was banned, in CIDR notation; null: the address alone.',
    example: null,
  })
  network: string | null;

  @ApiProperty({ format: 'date-time', description: 'Since when.', example: '2026-11-20T09:00:00.000Z' })
  since: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until when, as the log says: planned, or ended. Null: the log does not say.',
    example: '2026-11-20T09:10:00.000Z',
  })
  until: string | null;

  @ApiProperty({ description: 'False where `until` has passed.', example: false })
  active: boolean;
}

/** How many bans a dossier names, and how many entries are looked at for them. */
export const MAX_BANS = 20;
const MAX_ENTRIES = 10_000;
const MAX_NETWORKS = 5_000;

/** Knows what fail2ban and CrowdSec say that they did about addresses. */
@Injectable()
export class Bans {
  constructor(private readonly reader: SqlReader) {}

  /**
   * The newest bans of an address, or of a network that holds it, the latest first.
   *
   * @param address canonical
   * @param now UTC milliseconds
   */
  async ofAddress(address: string, now: number): Promise<BanDto[]> {
    const own = await this.reader.rows(OF_ADDRESS, [address, MAX_ENTRIES]);
    const networks = await this.reader.rows(OF_NETWORKS, [MAX_NETWORKS]);
    const found = [...own, ...networks.filter((row) => holds(row, address))];
    found.sort((one, other) => Number(other['timestamp']) - Number(one['timestamp']));
    /** When each ban was lifted that is still to be met, by whose it is: a later line has been read before. */
    const lifted = new Map<string, number>();
    const bans: BanDto[] = [];
    for (const row of found) {
      const { reason = null, network = null, until = null } = storedDetails(row['details'] as string | null);
      const [by, at] = [serviceName(String(row['program'])).split('.')[0]!, Number(row['timestamp'])];
      const host = row['host'] as string | null;
      const key = JSON.stringify([by, host, reason, network]);
      if (!beginsBan(String(row['log_type']))) {
        lifted.set(key, at);
        continue;
      }
      const end = lifted.get(key) ?? until;
      lifted.delete(key);
      const active = end === null || end > now;
      bans.push({ by, reason, host, network, since: isoTime(at), until: isoTime(end), active });
      if (bans.length === MAX_BANS) break;
    }
    return bans;
  }
}

function holds(row: SqlRow, address: string): boolean {
  return overlaps(storedDetails(row['details'] as string | null).network ?? '', address);
}

const COLUMNS = 'host, program, details, log_type, timestamp';

const OF_ADDRESS =
  `SELECT ${COLUMNS} FROM (SELECT ${COLUMNS} FROM log_entries WHERE ip_address = ? ORDER BY timestamp DESC LIMIT ?) AS newest ` +
  `WHERE ${isOneOfTypes('log_type', BAN_TYPES)} ORDER BY timestamp DESC`;

const OF_NETWORKS =
  `SELECT ${COLUMNS} FROM log_entries WHERE ${isOneOfTypes('log_type', BAN_TYPES)} AND ip_address IS NULL ` +
  'ORDER BY timestamp DESC LIMIT ?';
