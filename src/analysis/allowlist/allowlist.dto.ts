import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import { isoTime } from '../../common/clock.js';
import { IsMoment } from '../../http/api-page.js';
import { LONGEST_NOTE } from '../../config/allowlist-ranges.js';
import { ALLOWLIST_ORIGINS, LONGEST_AUTHOR } from './allowlist-entry.entity.js';
import type { AllowlistEntry, AllowlistOrigin } from './allowlist-entry.entity.js';
import type { NewAllowlistEntry } from './allowlist.service.js';

/** An entry of the allowlist as the API shows it. */
export class AllowlistEntryDto {
  @ApiProperty({ format: 'uuid', example: '5f0c6f0e-5a0b-4d9e-8f43-0a5d6f0f2f11' })
  id: string;

  @ApiProperty({ description: 'Address, or range in CIDR notation.', example: '192.0.2.0/24' })
  range: string;

  @ApiProperty({ type: String, nullable: true, example: 'Our monitoring' })
  note: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'alice' })
  author: string | null;

  @ApiProperty({
    enum: ALLOWLIST_ORIGINS,
    enumName: 'AllowlistOrigin',
    description: '`environment`: from ALLOWLIST; `file`: from the file that ALLOWLIST_PATH names; `api`: added here.',
    example: 'api',
  })
  origin: AllowlistOrigin;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T08:00:00.000Z' })
  created_at: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Log entries from this time on are not covered, by the time in the log. Null: it never ends.',
    example: '2026-12-01T00:00:00.000Z',
  })
  expires_at: string | null;

  @ApiProperty({ description: 'True when `expires_at` is past.', example: false })
  expired: boolean;

  @ApiProperty({ description: 'How many log entries it covered.', example: 12 })
  hits: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Time of the newest log entry that it covered.',
    example: '2026-11-20T09:12:46.000Z',
  })
  last_hit_at: string | null;

  /** @param now UTC milliseconds: decides whether the entry has expired */
  static from(entry: AllowlistEntry, now: number): AllowlistEntryDto {
    const { id, range, note, author, origin, createdAt, expiresAt, hits, lastHitAt } = entry;
    return {
      id,
      range,
      note,
      author,
      origin,
      created_at: isoTime(createdAt),
      expires_at: isoTime(expiresAt),
      expired: expiresAt !== null && expiresAt <= now,
      hits,
      last_hit_at: isoTime(lastHitAt),
    };
  }
}

/** What to allow. */
export class NewAllowlistEntryDto {
  @ApiProperty({
    description: 'Address, or range in CIDR notation; `192.0.2.7/24` is taken as `192.0.2.0/24`.',
    example: '192.0.2.0/24',
  })
  @IsString()
  range: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: LONGEST_NOTE, example: 'Our monitoring' })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_NOTE)
  note?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: LONGEST_AUTHOR,
    description: 'Who allows it.',
    example: 'alice',
  })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_AUTHOR)
  author?: string | null;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Log entries from this time on are not covered, by the time in the log.',
    example: '2026-12-01T00:00:00Z',
  })
  @IsOptional()
  @IsMoment('2026-12-01T00:00:00Z')
  expires_at?: string | null;

  @ApiPropertyOptional({
    default: false,
    description: 'Takes a range that holds a large part of the internet (IPv4 wider than /8, IPv6 wider than /16).',
  })
  @IsOptional()
  @IsBoolean()
  force?: boolean;
}

/** What the request asks of the service. */
export function newEntryOf({ range, note, author, expires_at, force }: NewAllowlistEntryDto): NewAllowlistEntry {
  return {
    range,
    note: note ?? null,
    author: author ?? null,
    expiresAt: expires_at == null ? null : Date.parse(expires_at),
    force: force ?? false,
  };
}
