import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ApiPage } from '../common/api-page.decorator.js';
import { setPageHeaders } from '../common/page-headers.js';
import { PageQueryDto } from '../common/page-query.dto.js';
import { LogEntryDto } from './log-entry.dto.js';
import { LogsService } from './logs.service.js';
import { SourcesService } from './sources.service.js';

@ApiTags('logs')
@Controller('logs')
export class LogsController {
  constructor(
    private readonly logs: LogsService,
    private readonly sources: SourcesService,
  ) {}

  @Get()
  @ApiPage(LogEntryDto, 'Stored log entries, in the order in which they were stored')
  async list(
    @Query() page: PageQueryDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<LogEntryDto[]> {
    const { items, total } = await this.logs.list(page);
    setPageHeaders(request, response, page, total);
    const paths = await this.sources.paths();
    return items.map((entry) => LogEntryDto.from(entry, paths.get(entry.sourceId) ?? ''));
  }
}
