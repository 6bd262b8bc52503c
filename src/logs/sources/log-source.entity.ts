import { Column, Entity, PrimaryColumn } from 'typeorm';
import { BigIntegerColumn, JsonColumn } from '../../database/columns.js';
import type { CoverageSnapshot } from '../parsing/coverage.js';
import type { LogParserState } from '../parsing/log-parser.js';

/**
 * A log as its writer means it: the configured path with every rotated file that continues it. What the parser must
 * remember between two lines (open connections, the year of the last stamp) belongs to it, since it spans rotations.
 */
@Entity({ name: 'log_sources' })
export class LogSource {
  /** Counts the sources, from 1. */
  @PrimaryColumn({ type: 'integer' })
  id: number;

  /** The configured path, made absolute; `journald`, or `push:NAME`. */
  @Column({ type: 'text', unique: true })
  path: string;

  @JsonColumn()
  parserState: LogParserState;

  /** What became of the lines taken so far. */
  @JsonColumn()
  coverage: CoverageSnapshot;

  /** Where reading goes on, where the source is no file: a cursor of the systemd journal, or a {@link PushPosition}. */
  @Column({ type: 'text', nullable: true })
  cursor: string | null;

  /** Time of the last line taken, as the line says it; UTC milliseconds. */
  @BigIntegerColumn({ nullable: true })
  lastLineAt: number | null;

  /** How the source usually is, as analysis keeps it; null before the first transaction. */
  @JsonColumn({ nullable: true })
  health: object | null;

  /** What is known of its files that gave no lines; null where there is nothing to know. */
  @JsonColumn({ nullable: true })
  lookedThrough: object | null;

  /** The sessions that are open in it, as analysis follows them; null before the first transaction. */
  @JsonColumn({ nullable: true })
  sessions: object | null;

  /** When lines were last taken, UTC milliseconds. */
  @BigIntegerColumn()
  updatedAt: number;
}
