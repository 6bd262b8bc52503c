import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { CLOCK, isoTime } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import { PACKAGE_VERSION } from '../common/package-version.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';

/** Which program runs, and since when. Says nothing of the machine. */
class VersionDto {
  @ApiProperty({ example: '0.1.0' })
  version: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The git commit that it was built from, where BUILD_COMMIT says it.',
    example: '8b11fa45c0ffee8b11fa45c0ffee8b11fa45c0ff',
  })
  commit: string | null;

  @ApiProperty({ description: 'The version of Node.js that it runs on.', example: 'v22.13.0' })
  node: string;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:00:00.000Z' })
  started_at: string;
}

@ApiTags('operations')
@Controller('version')
export class VersionController {
  private readonly startedAt: string;

  constructor(
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
    @Inject(CLOCK) clock: Clock,
  ) {
    this.startedAt = isoTime(clock());
  }

  @Get()
  @ApiOperation({ summary: 'Which version runs, and since when' })
  @ApiOkResponse({ type: VersionDto })
  version(): VersionDto {
    const commit = this.settings.BUILD_COMMIT === '' ? null : this.settings.BUILD_COMMIT;
    return { version: PACKAGE_VERSION, commit, node: process.version, started_at: this.startedAt };
  }
}
