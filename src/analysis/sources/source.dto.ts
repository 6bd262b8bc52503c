import { isoTime } from '../../common/clock.js';
import { ApiProperty } from '@nestjs/swagger';
import type { FileStatus } from '../../logs/ingestion/files/file-signature.js';
import { faultAdvice } from '../../logs/ingestion/line-source.js';
import type { SourceFault } from '../../logs/ingestion/line-source.js';
import type { FilterSummary } from '../../logs/ingestion/source-filters.js';
import type { LogFile } from '../../logs/ingestion/files/log-file.entity.js';
import type { WaitingLines } from '../../logs/ingestion/push/pushed-lines.js';
import type { LogSource } from '../../logs/sources/log-source.entity.js';
import type { SourceHealthState } from '../detection/source-health.js';
import { linesPerSecond, percentDone, secondsLeft } from '../scan/scan-messages.js';
import type { ScanState } from '../scan/scan-state.js';

/** How a log source stands: `reading` it now, `current`, `waiting` for it to appear, or `failing`. */
const SOURCE_STATES = ['reading', 'current', 'waiting', 'failing'] as const;

type SourceStateName = (typeof SOURCE_STATES)[number];

class SourceLinesDto {
  @ApiProperty({ description: 'Complete lines taken.', example: 533 })
  read: number;

  @ApiProperty({ description: 'Lines that say something about a login, an attack or a probe.', example: 360 })
  understood: number;

  @ApiProperty({ description: 'Those among them that are kept as log entries.', example: 320 })
  stored: number;

  @ApiProperty({ description: 'Lines of sshd that are known to say nothing of the kind.', example: 122 })
  ignored: number;

  @ApiProperty({ description: 'Lines of sshd that no form matches.', example: 3 })
  not_understood: number;
}

class SourceProgressDto {
  @ApiProperty({ description: 'File that is being read.', example: '/var/log/auth.log.1' })
  file: string;

  @ApiProperty({ type: Number, nullable: true, description: 'Null where the size is not known.', example: 43 })
  percent: number | null;

  @ApiProperty({ example: 210000 })
  lines_per_second: number;

  @ApiProperty({ type: Number, nullable: true, example: 12 })
  seconds_left: number | null;
}

class SourceErrorDto {
  @ApiProperty({ example: 'EACCES' })
  code: string;

  @ApiProperty({
    description: 'What it means and what to do.',
    example: '/var/log/auth.log may not be read by this user.',
  })
  detail: string;
}

class MissingExpressionDto {
  @ApiProperty({ description: 'Position among the expressions of its filter, from 1.', example: 3 })
  number: number;

  @ApiProperty({ example: 'has a backreference (?P=…), which cannot be matched in linear time' })
  reason: string;
}

class SourceFilterDto {
  @ApiProperty({ example: 'nginx-http-auth' })
  name: string;

  @ApiProperty({ description: 'The log type of what it matches.', example: 'nginx_http_auth_failed_login' })
  log_type: string;

  @ApiProperty({ description: 'How many of its expressions are used.', example: 2 })
  expressions: number;

  @ApiProperty({
    description:
      'How many of those may take an address that a client has chosen: alerts about what they match decide nothing, unless ' +
      '`DECISIONS_FORGEABLE` is true.',
    example: 0,
  })
  forgeable: number;

  @ApiProperty({ type: [MissingExpressionDto], description: 'Expressions that are left out, and why.' })
  missing: MissingExpressionDto[];
}

export interface SourceFacts {
  readonly path: string;
  readonly source: LogSource | null;
  /** The file of the source that was read last. */
  readonly file: LogFile | null;
  /** What the live file is like now; null where it is another file, or none. */
  readonly status: FileStatus | null;
  /** What waits of it, where its lines are pushed; null where it is read. */
  readonly waiting: WaitingLines | null;
  readonly state: ScanState;
  readonly fault: SourceFault | null;
  readonly filters: readonly FilterSummary[];
  /** UTC milliseconds. */
  readonly now: number;
}

/** A log source as the API shows it. */
export class SourceDto {
  @ApiProperty({ description: 'Path of the live file, `journald`, or `push:NAME`.', example: '/var/log/auth.log' })
  path: string;

  @ApiProperty({
    enum: SOURCE_STATES,
    enumName: 'SourceState',
    description:
      '`reading`: a scan is at it. `current`: read as far as the last scan found it. `waiting`: it does not exist yet. ' +
      '`failing`: see `error`.',
    example: 'current',
  })
  state: SourceStateName;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Device, inode and birth of the file read last.',
    example: '2049:131:0',
  })
  identity: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Bytes.', example: 65918 })
  size: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Bytes taken.', example: 65918 })
  offset: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Bytes that are not taken yet.', example: 0 })
  lag_bytes: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Lines that are not taken yet; null where that is only known of their bytes.',
    example: null,
  })
  lag_lines: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Age of the oldest byte that is not taken, at most.',
    example: 0,
  })
  lag_seconds: number | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-20T23:30:00.000Z' })
  last_line_at: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-20T23:30:05.000Z' })
  last_scan_at: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'How far the last line lies behind the time at which the file was written, negative where it lies ahead: a wrong ' +
      'clock or zone, or a copy of an old log.',
    example: 0,
  })
  clock_skew_seconds: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'By how much lines of the last hour were dated ahead of the clock of the service, at most; null where none was by ' +
      'more than an hour. Such lines are followed apart, and raise the alert `source_clock_ahead`.',
    example: null,
  })
  clock_ahead_seconds: number | null;

  @ApiProperty({ type: SourceLinesDto })
  lines: SourceLinesDto;

  @ApiProperty({ type: [SourceFilterDto], description: 'Filters that read its lines, as `LOG_FILES` says.' })
  filters: SourceFilterDto[];

  @ApiProperty({ type: SourceProgressDto, nullable: true, description: 'While a long scan is under way.' })
  progress: SourceProgressDto | null;

  @ApiProperty({ type: SourceErrorDto, nullable: true, description: 'What keeps the source from being read.' })
  error: SourceErrorDto | null;

  static from(facts: SourceFacts): SourceDto {
    const { path, source, file, status, state } = facts;
    const lastLineAt = source?.lastLineAt ?? null;
    return {
      path,
      state: stateOf(facts),
      identity: file?.inode ?? null,
      size: status?.size ?? null,
      offset: file?.offset ?? null,
      ...lagOf(facts),
      last_line_at: isoTime(lastLineAt),
      last_scan_at: isoTime(state.lastScanAt),
      clock_skew_seconds: status === null || lastLineAt === null ? null : seconds(status.modifiedAt - lastLineAt),
      clock_ahead_seconds: aheadOf(source),
      lines: linesOf(source),
      filters: facts.filters.map(filterOf),
      progress: progressOf(facts),
      error: errorOf(facts),
    };
  }
}

function lagOf({
  file,
  status,
  waiting,
  path,
  state,
  now,
}: SourceFacts): Pick<SourceDto, 'lag_bytes' | 'lag_lines' | 'lag_seconds'> {
  if (waiting !== null) {
    const { bytes, lines, since } = waiting;
    return { lag_bytes: bytes, lag_lines: lines, lag_seconds: since === null ? 0 : seconds(now - since) };
  }
  if (status === null) return { lag_bytes: null, lag_lines: null, lag_seconds: null };
  const bytes = Math.max(0, status.size - (file?.offset ?? 0));
  const since = bytes === 0 ? now : Math.max(file?.updatedAt ?? status.modifiedAt, state.readTo(path) ?? 0);
  return { lag_bytes: bytes, lag_lines: null, lag_seconds: seconds(now - since) };
}

function stateOf({ path, fault, state }: SourceFacts): SourceStateName {
  if (state.running?.source === path) return 'reading';
  if (fault?.code === 'ENOENT') return 'waiting';
  return fault !== null || state.failure !== null ? 'failing' : 'current';
}

function linesOf(source: LogSource | null): SourceLinesDto {
  const { linesRead = 0, understood = 0, stored = 0, ignored = 0, notUnderstood = 0 } = source?.coverage ?? {};
  return { read: linesRead, understood, stored, ignored, not_understood: notUnderstood };
}

function filterOf({ name, logType, expressions, forgeable, missing }: FilterSummary): SourceFilterDto {
  return { name, log_type: logType, expressions, forgeable, missing: missing.map((each) => ({ ...each })) };
}

function progressOf({ path, state: { running } }: SourceFacts): SourceProgressDto | null {
  if (running === null || running.source !== path) return null;
  return {
    file: running.file,
    percent: percentDone(running),
    lines_per_second: linesPerSecond(running, running.elapsedMs),
    seconds_left: secondsLeft(running, running.elapsedMs),
  };
}

function errorOf({ fault, state }: SourceFacts): SourceErrorDto | null {
  if (fault !== null) return { code: fault.code, detail: faultAdvice(fault) };
  return state.failure === null ? null : { code: 'SCAN_FAILED', detail: state.failure };
}

function aheadOf(source: LogSource | null): number | null {
  const ahead = (source?.health as Partial<SourceHealthState> | null | undefined)?.ahead ?? null;
  return ahead === null ? null : seconds(ahead.mostMs);
}

function seconds(milliseconds: number): number {
  return Math.round(milliseconds / 1000);
}
