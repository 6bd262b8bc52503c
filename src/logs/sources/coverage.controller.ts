import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CoverageDto } from './coverage.dto.js';
import { SourcesService } from './sources.service.js';

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
