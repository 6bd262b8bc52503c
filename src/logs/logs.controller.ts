import { Controller, Get, Param, ParseIntPipe, Query, Req, Res } from '@nestjs/common';
import { ApiBadRequestResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ApiPage, ApiProblem } from '../common/api-page.decorator.js';
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

  @Get(':id')
  @ApiOperation({ summary: 'A stored log entry, such as one that an alert names as evidence' })
  @ApiOkResponse({ type: LogEntryDto })
  @ApiProblem(ApiBadRequestResponse, 'The id is no number.', {
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    code: 'REQUEST_INVALID',
    detail: 'Validation failed (numeric string is expected)',
    instance: '/logs/x',
  })
  @ApiProblem(ApiNotFoundResponse, 'There is no such log entry.', {
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    code: 'LOG_ENTRY_NOT_FOUND',
    detail: 'There is no such log entry.',
    instance: '/logs/0',
  })
  async find(@Param('id', ParseIntPipe) id: number): Promise<LogEntryDto> {
    const entry = await this.logs.find(id);
    const paths = await this.sources.paths();
    return LogEntryDto.from(entry, paths.get(entry.sourceId) ?? '');
  }
}
