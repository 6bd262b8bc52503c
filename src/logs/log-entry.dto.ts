import { isoTime } from '../common/iso-time.js';
import { ApiProperty } from '@nestjs/swagger';
import type { LogEntry } from './log-entry.entity.js';
import { LOG_TYPES, LOG_TYPE_MEANINGS } from './parsing/log-type.js';
import type { LogType } from './parsing/log-type.js';
import { TIME_BASIS_MEANINGS } from './parsing/parsed-line.js';
import type { TimeBasis } from './parsing/parsed-line.js';

/** A log entry as the API shows it. */
export class LogEntryDto {
  @ApiProperty({ description: 'Grows in the order of storing.', example: 17 })
  id: number;

  @ApiProperty({ format: 'date-time', description: 'When it happened.', example: '2026-11-20T09:12:46.000Z' })
  timestamp: string;

  @ApiProperty({
    enum: Object.keys(TIME_BASIS_MEANINGS),
    description: `How the time was known. ${describe(TIME_BASIS_MEANINGS)}`,
    example: 'exact',
  })
  time_basis: TimeBasis;

  @ApiProperty({
    enum: LOG_TYPES,
    enumName: 'LogType',
    description: `What happened. ${describe(logTypeMeanings())}`,
    example: 'ssh_failed_login',
  })
  log_type: LogType;

  @ApiProperty({ type: String, nullable: true, description: 'Host that wrote the line.', example: 'web-1' })
  host: string | null;

  @ApiProperty({ example: 'sshd' })
  program: string;

  @ApiProperty({ type: Number, nullable: true, example: 24200 })
  pid: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'Source IP.', example: '203.0.113.7' })
  ip_address: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Name that stands in place of an address.', example: null })
  source_host: string | null;

  @ApiProperty({ type: Number, nullable: true, example: 52814 })
  port: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'As the client gave it: any text.', example: 'root' })
  username: string | null;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'False: no such account, or it may not log in.',
    example: null,
  })
  valid_user: boolean | null;

  @ApiProperty({ type: String, nullable: true, example: 'password' })
  method: string | null;

  @ApiProperty({ description: 'What the line adds to the failed attempts of its connection.', example: 1 })
  attempts: number;

  @ApiProperty({ description: 'True where the allowlist covered the address: it raised no alert.', example: false })
  allowlisted: boolean;

  @ApiProperty({ description: 'Log file that the line was read from.', example: '/var/log/auth.log' })
  source: string;

  @ApiProperty({
    description: 'The line itself.',
    example:
      '2026-11-20T09:12:46.000000+00:00 web-1 sshd[24200]: Failed password for root from 203.0.113.7 port 52814 ssh2',
  })
  raw_log: string;

  /** @param source path of the entry's log source */
  static from(entry: LogEntry, source: string): LogEntryDto {
    return {
      id: entry.id,
      timestamp: isoTime(entry.timestamp),
      time_basis: entry.timeBasis,
      log_type: entry.logType,
      host: entry.host,
      program: entry.program,
      pid: entry.pid,
      ip_address: entry.ipAddress,
      source_host: entry.sourceHost,
      port: entry.port,
      username: entry.username,
      valid_user: entry.validUser,
      method: entry.method,
      attempts: entry.attempts,
      allowlisted: entry.allowlisted,
      source,
      raw_log: entry.rawLog,
    };
  }
}

function logTypeMeanings(): Record<string, string> {
  const meanings = Object.entries(LOG_TYPE_MEANINGS);
  return Object.fromEntries(meanings.map(([type, { meaning, example }]) => [type, `${meaning} (\`${example}\`)`]));
}

function describe(meanings: Readonly<Record<string, string>>): string {
  return Object.entries(meanings)
    .map(([name, meaning]) => `\`${name}\`: ${meaning}`)
    .join(' ');
}
