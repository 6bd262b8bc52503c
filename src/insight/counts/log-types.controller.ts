import { Controller, Get, Injectable } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { SqlReader } from '../../database/sql-reader.js';
import { LOG_TYPE_PATTERN } from '../../logs/entries/log-entry.dto.js';
import { LOG_CATEGORIES } from '../../logs/parsing/parsed-line.js';
import type { LogCategory, LogType } from '../../logs/parsing/parsed-line.js';
import {
  FILTER_LOG_TYPE,
  LOG_TYPE_MEANINGS,
  LOG_TYPES,
  categoryOf,
  isFilterType,
} from '../../logs/programs/registry.js';

/** A log type that entries may have. */
export class LogTypeDto {
  @ApiProperty({ type: String, pattern: LOG_TYPE_PATTERN, example: 'ssh_failed_login' })
  log_type: LogType;

  @ApiProperty({ enum: LOG_CATEGORIES, enumName: 'LogCategory', example: 'login_failed' })
  category: LogCategory;

  @ApiProperty({ description: 'What it says.', example: 'A password or key was refused.' })
  meaning: string;
}

/** So many counts of a day, host and type are looked at, the newest first, for types that filters brought. */
const MAX_COUNTS = 20_000;

const STORED_TYPES =
  'SELECT DISTINCT log_type FROM (SELECT log_type FROM rollup_counts WHERE span = 24 ' +
  `ORDER BY start DESC, host DESC, log_type DESC LIMIT ${MAX_COUNTS}) AS newest`;

/** Says which log types there are: those of programs, and those that filters and formats have brought of late. */
@Injectable()
export class LogTypes {
  constructor(private readonly reader: SqlReader) {}

  /** By category, then by name. */
  async all(): Promise<LogTypeDto[]> {
    const rows = await this.reader.rows(STORED_TYPES);
    const stored = rows.map((row) => String(row['log_type']));
    const known = new Set([...LOG_TYPES.filter((type) => type !== FILTER_LOG_TYPE), ...stored]);
    const place = (type: LogTypeDto): number => LOG_CATEGORIES.indexOf(type.category);
    return [...known].map(described).sort((a, b) => place(a) - place(b) || (a.log_type < b.log_type ? -1 : 1));
  }
}

function described(type: LogType): LogTypeDto {
  const meaning = LOG_TYPE_MEANINGS[isFilterType(type) ? FILTER_LOG_TYPE : type]?.meaning;
  return { log_type: type, category: categoryOf(type), meaning: meaning ?? 'Of a version before.' };
}

@ApiTags('logs')
@Controller('logs/types')
export class LogTypesController {
  constructor(private readonly types: LogTypes) {}

  @Get()
  @ApiOperation({ summary: 'Every log type that entries may have, by category' })
  @ApiOkResponse({ type: [LogTypeDto] })
  list(): Promise<LogTypeDto[]> {
    return this.types.all();
  }
}
