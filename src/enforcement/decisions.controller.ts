import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Request } from 'express';
import { principalName } from '../common/scope.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { ApiProblem } from '../http/api-page.js';
import { databaseBusy, problemDocument } from '../http/problem-document.js';
import { ApiList, ListAnswer } from '../lists/answer-list.js';
import { DECISION_FIELDS, DecisionDto, DecisionListQueryDto, NewDecisionDto, decisionFilter } from './decision.dto.js';
import type { Decision } from './decision.entity.js';
import { DecisionsService } from './decisions.service.js';
import { JudgementDto, JudgementQueryDto } from './judgement.dto.js';

const INVALID = {
  ...problemDocument(400, 'REQUEST_INVALID', 'The request has parts that are not valid.', '/decisions'),
  errors: [{ pointer: 'value', detail: 'value is neither an address nor a range in CIDR notation' }],
};
const NO_ADDRESS = {
  ...problemDocument(400, 'REQUEST_INVALID', 'The request has parts that are not valid.', '/decisions/judgements'),
  errors: [{ pointer: 'ip_address', detail: 'ip_address must be one IPv4 or IPv6 address' }],
};
const EXISTS = problemDocument(409, 'DECISION_EXISTS', '203.0.113.7 is turned away already.', '/decisions');
const REFUSED = problemDocument(409, 'DECISION_REFUSED', '198.51.100.7 is on the allowlist.', '/decisions');
const NOT_FOUND = problemDocument(404, 'DECISION_NOT_FOUND', 'There is no such decision.', '/decisions/17');
const OVER = problemDocument(409, 'DECISION_OVER', 'The decision is over already.', '/decisions/17');
const BUSY = databaseBusy('/decisions');

@ApiTags('enforcement')
@Controller('decisions')
export class DecisionsController {
  constructor(
    private readonly decisions: DecisionsService,
    @Inject(SETTINGS_TOKEN) private readonly settings: Settings,
  ) {}

  @Get()
  @ApiList(DecisionDto, 'What firewalls are told to turn away, and were; most recent first')
  list(@Query() query: DecisionListQueryDto): ListAnswer<Decision> {
    const listRequest = { query, filter: decisionFilter(query), defaultSort: '-created_at' };
    return new ListAnswer(this.decisions.list, listRequest, {
      name: 'decisions',
      fields: [...DECISION_FIELDS],
      views: (decisions) => Promise.resolve(decisions.map((decision) => DecisionDto.from(decision))),
    });
  }

  @Get('judgements')
  @ApiOperation({
    summary: 'What alerts about an address decide, and why not',
    description: 'The latest 50 alerts that it took part in, the latest first, by the policy and what is known now.',
  })
  @ApiOkResponse({ type: [JudgementDto] })
  @ApiProblem(ApiBadRequestResponse, 'It is no address.', NO_ADDRESS)
  async judgements(@Query() { ip_address: address }: JudgementQueryDto): Promise<JudgementDto[]> {
    const judgements = await this.decisions.judgements(address.range);
    return judgements.map((each) => JudgementDto.from(each, this.settings.DECISIONS === 'off'));
  }

  @Get(':id')
  @ApiOperation({ summary: 'A decision' })
  @ApiParam({ name: 'id', type: 'integer', example: 17 })
  @ApiOkResponse({ type: DecisionDto })
  @ApiProblem(ApiNotFoundResponse, 'There is no such decision.', NOT_FOUND)
  async find(@Param('id') id: string): Promise<DecisionDto> {
    return DecisionDto.from(await this.decisions.find(numberOf(id)));
  }

  @Post()
  @ApiOperation({
    summary: 'Has an address or a range turned away',
    description:
      'Whatever `DECISIONS` is set to: bouncers hear of it with their next pull. Refused for addresses of this machine, ' +
      'loopback and the like, and for what the allowlist covers; for private addresses unless `force` is true.',
  })
  @ApiCreatedResponse({ type: DecisionDto })
  @ApiProblem(ApiBadRequestResponse, 'A member is not valid.', INVALID)
  @ApiProblem(ApiConflictResponse, 'It must not be turned away, or is already.', REFUSED, EXISTS)
  @ApiProblem(ApiServiceUnavailableResponse, 'Another connection holds the database.', BUSY)
  async add(@Body() body: NewDecisionDto, @Req() request: Request): Promise<DecisionDto> {
    const { value, minutes = this.settings.DECISIONS_BAN_MINUTES, note = null, force = false } = body;
    return DecisionDto.from(await this.decisions.add({ value, minutes, note, force, author: principalName(request) }));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Ends a decision',
    description: 'Bouncers hear of it with their next pull. The same alert decides about the address no more.',
  })
  @ApiParam({ name: 'id', type: 'integer', example: 17 })
  @ApiNoContentResponse({ description: 'It is over.' })
  @ApiProblem(ApiNotFoundResponse, 'There is no such decision.', NOT_FOUND)
  @ApiProblem(ApiConflictResponse, 'It is over already.', OVER)
  @ApiProblem(ApiServiceUnavailableResponse, 'Another connection holds the database.', BUSY)
  async end(@Param('id') id: string, @Req() request: Request): Promise<void> {
    await this.decisions.end(numberOf(id), principalName(request));
  }
}

/** No decision has the number 0. */
function numberOf(id: string): number {
  return /^\d{1,15}$/.test(id) ? Number(id) : 0;
}
