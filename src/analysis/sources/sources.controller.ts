import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SourceDto } from './source.dto.js';
import { SourceStatusService } from './source-status.service.js';

@ApiTags('operations')
@Controller('sources')
export class SourcesController {
  constructor(private readonly sources: SourceStatusService) {}

  @Get()
  @ApiOperation({ summary: 'How the log sources stand: how far they are read, and what keeps them from being read' })
  @ApiOkResponse({ type: [SourceDto] })
  list(): Promise<SourceDto[]> {
    return this.sources.list();
  }
}
