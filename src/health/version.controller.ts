import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CLOCK } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import { isoTime } from '../common/iso-time.js';
import { PACKAGE_VERSION } from '../common/package-version.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { VersionDto } from './version.dto.js';

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
