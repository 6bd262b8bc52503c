import { Entity, PrimaryColumn } from 'typeorm';
import { JsonColumn, BigIntegerColumn } from '../../database/columns.js';
import type { LogParserState } from '../parsing/ssh-log-parser.js';

/**
 * A log as its writer means it: the configured path with every rotated file that continues it. What the parser must
 * remember between two lines (open connections, the year of the last stamp) belongs to it, since it spans rotations.
 */
@Entity({ name: 'log_sources' })
export class LogSource {
  /** The configured path, made absolute. */
  @PrimaryColumn({ type: 'text' })
  path: string;

  @JsonColumn()
  parserState: LogParserState;

  /** Complete lines taken so far. */
  @BigIntegerColumn({ default: 0 })
  linesRead: number;

  /** When lines were last taken, UTC milliseconds. */
  @BigIntegerColumn()
  updatedAt: number;
}
