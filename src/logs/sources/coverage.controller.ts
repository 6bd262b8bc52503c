import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { isoTime } from '../../common/clock.js';
import type { UnknownShape } from '../parsing/coverage.js';
import type { LogSource } from './log-source.entity.js';
import { SourcesService } from './sources.service.js';

/** Lines of sshd that were not understood, folded into one shape. */
class UnknownShapeDto {
  @ApiProperty({
    description: 'The message with its values replaced.',
    example: 'fatal: something new <number> from <ip>',
  })
  shape: string;

  @ApiProperty({ example: 'sshd' })
  program: string;

  @ApiProperty({ example: 3 })
  count: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-20T09:12:46.000Z' })
  first_seen: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-20T09:20:00.000Z' })
  last_seen: string | null;

  @ApiProperty({
    description: 'One of the lines, shortened.',
    example: 'Nov 20 09:12:46 web-1 sshd[24200]: fatal: something new 17 from 203.0.113.7',
  })
  sample: string;

  static from({ shape, program, count, firstSeen, lastSeen, sample }: UnknownShape): UnknownShapeDto {
    return { shape, program, count, first_seen: isoTime(firstSeen), last_seen: isoTime(lastSeen), sample };
  }
}

/** What became of the lines of one log source. */
class CoverageDto {
  @ApiProperty({ description: 'Path of the log source.', example: '/var/log/auth.log' })
  source: string;

  @ApiProperty({ description: 'Complete lines taken.', example: 533 })
  lines_read: number;

  @ApiProperty({
    description: 'Lines of sshd and its relatives, and of sudo: understood, ignored and not understood.',
    example: 485,
  })
  ssh_lines: number;

  @ApiProperty({ description: 'Lines that say something about a login, an attack or a probe.', example: 360 })
  understood: number;

  @ApiProperty({ description: 'Those among them that are kept as log entries.', example: 320 })
  stored: number;

  @ApiProperty({ description: 'Lines that are known to say nothing of the kind.', example: 122 })
  ignored: number;

  @ApiProperty({ description: 'Lines that no form matches.', example: 3 })
  not_understood: number;

  @ApiProperty({
    type: [UnknownShapeDto],
    description: 'What the lines that no form matches look like, frequent first.',
  })
  shapes: UnknownShapeDto[];

  @ApiProperty({ description: 'Lines not understood whose shape found no room in the list.', example: 0 })
  shapes_overflow: number;

  static from({ path, coverage }: LogSource): CoverageDto {
    return {
      source: path,
      lines_read: coverage.linesRead,
      ssh_lines: coverage.sshLines,
      understood: coverage.understood,
      stored: coverage.stored,
      ignored: coverage.ignored,
      not_understood: coverage.notUnderstood,
      shapes: coverage.shapes.map((shape) => UnknownShapeDto.from(shape)),
      shapes_overflow: coverage.shapesOverflow,
    };
  }
}

@ApiTags('operations')
@Controller('coverage')
export class CoverageController {
  constructor(private readonly sources: SourcesService) {}

  @Get()
  @ApiOperation({ summary: 'What became of the lines of each log source, and what those not understood look like' })
  @ApiOkResponse({ type: [CoverageDto] })
  async list(): Promise<CoverageDto[]> {
    return (await this.sources.list()).map((source) => CoverageDto.from(source));
  }
}
