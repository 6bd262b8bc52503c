import { Controller, Get, Param, ParseIntPipe, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { ApiProblem } from '../../http/api-page.js';
import { ApiList, ListAnswer } from '../../lists/answer-list.js';
import { COUNTRIES_NOT_CONFIGURED, COUNTRIES_UNREADABLE } from '../../origin/country-addresses.js';
import { inFormat } from '../../lists/item-format.js';
import { LOG_ENTRY_FIELDS, LogEntryDto, LogListQueryDto, defaultLogSort } from './log-entry.dto.js';
import type { LogEntryRow } from './log-entry.dto.js';
import { EntryCountries } from './entry-countries.js';
import { ecsEntry } from './ecs-entry.js';
import { ocsfEntry } from './ocsf-entry.js';
import { LogsService } from './logs.service.js';

@ApiTags('logs')
@Controller('logs')
export class LogsController {
  constructor(
    private readonly logs: LogsService,
    private readonly countries: EntryCountries,
  ) {}

  @Get()
  @ApiProblem(ApiServiceUnavailableResponse, 'Countries are not known now.', COUNTRIES_UNREADABLE)
  @ApiList(LogEntryDto, 'Stored log entries, in the order in which they were stored', COUNTRIES_NOT_CONFIGURED)
  async list(@Query() query: LogListQueryDto): Promise<ListAnswer<LogEntryRow>> {
    const filter = await this.countries.filterOf(query);
    const listRequest = { query, filter, defaultSort: defaultLogSort(filter) };
    const view = {
      name: 'logs',
      fields: LOG_ENTRY_FIELDS,
      views: (entries: readonly LogEntryRow[]) => this.logs.show(entries),
    };
    return new ListAnswer(this.logs.list, listRequest, inFormat(view, query, { ocsf: ocsfEntry, ecs: ecsEntry }));
  }

  @Get(':id')
  @ApiParam({ name: 'id', type: 'integer', example: 17 })
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
  find(@Param('id', ParseIntPipe) id: number): Promise<LogEntryDto> {
    return this.logs.find(id);
  }
}
