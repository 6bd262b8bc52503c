import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { isoTime } from '../../common/clock.js';
import type { Bouncer } from '../decision.entity.js';
import { BouncersService } from './bouncers.service.js';

const STATES = ['pulling', 'stopped'] as const;

/** A program that asks for decisions and enforces them. */
class BouncerDto {
  @ApiProperty({ description: 'Name of its key; empty where none is asked for.', example: 'firewall' })
  name: string;

  @ApiProperty({ description: 'Where it asks from.', example: '192.0.2.7' })
  ip_address: string;

  @ApiProperty({ type: String, nullable: true, description: 'As it says.', example: 'crowdsec-firewall-bouncer' })
  type: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'As it says.', example: 'v0.0.34' })
  version: string | null;

  @ApiProperty({
    enum: STATES,
    enumName: 'BouncerState',
    description: '`stopped`: it has not asked for six of its intervals, and for two minutes.',
    example: 'pulling',
  })
  state: (typeof STATES)[number];

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:00:00.000Z' })
  first_seen: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-11-20T09:42:10.000Z' })
  last_pull_at: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  metrics_at: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'number' },
    description: 'What it says that it has turned away, by unit.',
    example: { packet: 1204 },
  })
  dropped: Readonly<Record<string, number>>;

  static from(bouncer: Bouncer, isPulling: boolean): BouncerDto {
    return {
      name: bouncer.name,
      ip_address: bouncer.ipAddress,
      type: bouncer.type === '' ? null : bouncer.type,
      version: bouncer.version,
      state: isPulling ? 'pulling' : 'stopped',
      first_seen: isoTime(bouncer.firstSeen),
      last_pull_at: isoTime(bouncer.lastPullAt),
      metrics_at: isoTime(bouncer.metricsAt),
      dropped: bouncer.dropped ?? {},
    };
  }
}

@ApiTags('enforcement')
@Controller('bouncers')
export class BouncersController {
  constructor(private readonly bouncers: BouncersService) {}

  @Get()
  @ApiOperation({ summary: 'The programs that ask for decisions, those that asked last first; 1 000 at most' })
  @ApiOkResponse({ type: [BouncerDto] })
  async list(): Promise<BouncerDto[]> {
    const bouncers = await this.bouncers.list();
    return bouncers.map((bouncer) => BouncerDto.from(bouncer, this.bouncers.isPulling(bouncer)));
  }
}
