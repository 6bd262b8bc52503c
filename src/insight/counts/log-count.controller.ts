import { Controller, Get, Query, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { ApiProblem } from '../../http/api-page.js';
import { whileClientWaits } from '../../http/client-left.js';
import { problemDocument } from '../../http/problem-document.js';
import { COUNTRIES_NOT_CONFIGURED, COUNTRIES_UNREADABLE } from '../../origin/country-addresses.js';
import { QUERIES_BUSY } from '../long-looks.js';
import { LogCountDto, LogCountQueryDto } from './log-count.dto.js';
import { LogCounts } from './log-counts.js';

const INVALID = {
  ...problemDocument(400, 'REQUEST_INVALID', 'The request has parts that are not valid.', '/logs/count'),
  errors: [{ pointer: 'by', detail: 'by must be one of ip_address, network, user; did you mean user?' }],
};

@ApiTags('logs')
@Controller('logs/count')
export class LogCountController {
  constructor(private readonly counts: LogCounts) {}

  @Get()
  @ApiOperation({
    summary: 'How many log entries pass the filters, in all and by a value of theirs',
    description:
      'Times, and filters by host, type and category, are answered by what is counted while entries are stored, however ' +
      'many there are; addresses, networks and users, too, where only times are asked for. Other filters look at the ' +
      'entries, the newest first, and `exact` says whether they came to the end.',
  })
  @ApiOkResponse({ type: LogCountDto })
  @ApiProblem(ApiBadRequestResponse, 'A parameter is not valid.', INVALID, COUNTRIES_NOT_CONFIGURED)
  @ApiProblem(
    ApiServiceUnavailableResponse,
    'Too many look through the log, or countries are not known now.',
    QUERIES_BUSY,
    COUNTRIES_UNREADABLE,
  )
  count(@Query() query: LogCountQueryDto, @Res({ passthrough: true }) response: Response): Promise<LogCountDto> {
    return whileClientWaits(response, (left) => this.counts.count(query, left));
  }
}
