import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { ApiProblem } from '../http/api-page.js';
import type { ProblemDocument } from '../http/problem-document.js';
import { COUNTRIES_NOT_CONFIGURED, COUNTRIES_UNREADABLE } from '../origin/country-addresses.js';
import {
  FiguresQueryDto,
  OverviewQueryDto,
  TimelineQueryDto,
  TOP_KINDS,
  TopPathDto,
  TopQueryDto,
} from './stats-query.dto.js';
import { OverviewDto, SummaryDto, TimelineDto, TopDto } from './stats.dto.js';
import { StatsService } from './stats.service.js';

const INVALID: ProblemDocument = {
  type: 'about:blank',
  title: 'Bad Request',
  status: 400,
  code: 'REQUEST_INVALID',
  detail: 'The request has parts that are not valid.',
  instance: '/stats/summary',
  errors: [{ pointer: 'since', detail: 'since must not be after until' }],
};

const DESCRIPTION =
  'Times are those of the log. Without `since` and `until` it is the day that ends now, or, where nothing happened ' +
  'in it, with the newest log entry that does not lie in the future. ' +
  'Where there are too many entries, the newest are counted, and `examined` says how far that went.';

@ApiTags('insight')
@Controller('stats')
export class StatsController {
  constructor(private readonly stats: StatsService) {}

  @Get('overview')
  @ApiOperation({
    summary: 'Summary, timeline and all rankings at once',
    description: `${DESCRIPTION} One look at the entries serves all of it.`,
  })
  @ApiOkResponse({ type: OverviewDto })
  @ApiProblem(
    ApiBadRequestResponse,
    'A parameter is not valid.',
    { ...INVALID, instance: '/stats/overview' },
    COUNTRIES_NOT_CONFIGURED,
  )
  @ApiProblem(ApiServiceUnavailableResponse, 'Countries are not known now.', COUNTRIES_UNREADABLE)
  overview(@Query() query: OverviewQueryDto): Promise<OverviewDto> {
    return this.stats.overview(query);
  }

  @Get('summary')
  @ApiOperation({ summary: 'The state in figures', description: DESCRIPTION })
  @ApiOkResponse({ type: SummaryDto })
  @ApiProblem(ApiBadRequestResponse, 'A parameter is not valid.', INVALID)
  summary(@Query() query: FiguresQueryDto): Promise<SummaryDto> {
    return this.stats.summary(query);
  }

  @Get('timeline')
  @ApiOperation({ summary: 'How much happened when', description: DESCRIPTION })
  @ApiOkResponse({ type: TimelineDto })
  @ApiProblem(ApiBadRequestResponse, 'A parameter is not valid.', { ...INVALID, instance: '/stats/timeline' })
  timeline(@Query() query: TimelineQueryDto): Promise<TimelineDto> {
    return this.stats.timeline(query);
  }

  @Get('top/:kind')
  @ApiOperation({
    summary: 'The addresses, users, networks or hosts with the most failed attempts',
    description: DESCRIPTION,
  })
  @ApiParam({
    name: 'kind',
    enum: TOP_KINDS,
    description:
      '`ips`: source addresses; `users`: names tried; `networks`: /24, or /64 of IPv6; `hosts`: those attacked.',
  })
  @ApiOkResponse({ type: TopDto })
  @ApiProblem(
    ApiBadRequestResponse,
    'A parameter is not valid.',
    { ...INVALID, instance: '/stats/top/ips' },
    COUNTRIES_NOT_CONFIGURED,
  )
  @ApiProblem(ApiServiceUnavailableResponse, 'Countries are not known now.', COUNTRIES_UNREADABLE)
  top(@Param() { kind }: TopPathDto, @Query() query: TopQueryDto): Promise<TopDto> {
    return this.stats.top(kind, query);
  }
}
