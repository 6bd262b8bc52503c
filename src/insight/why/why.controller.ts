import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { ApiProblem } from '../../http/api-page.js';
import { whileClientWaits } from '../../http/client-left.js';
import { problemDocument } from '../../http/problem-document.js';
import type { ProblemDocument } from '../../http/problem-document.js';
import { IpPathDto, RangeQueryDto, UserPathDto } from '../dossier.dto.js';
import { QUERIES_BUSY } from '../long-looks.js';
import { AlertWhyService } from './alert-why.service.js';
import { RuleDistancesDto } from './rule-distance.dto.js';
import { RuleDistanceService } from './rule-distance.service.js';
import { AlertWhyDto } from './why.dto.js';

const INVALID: ProblemDocument = {
  ...problemDocument(400, 'REQUEST_INVALID', 'The request has parts that are not valid.', '/ips/x/rules'),
  errors: [{ pointer: 'ip', detail: 'ip must be one IPv4 or IPv6 address' }],
};
const NO_ALERT = problemDocument(404, 'ALERT_NOT_FOUND', 'There is no such alert.', '/alerts/x/why');
const DISTANCE =
  'Stored entries are put to the rules in use, with the windows of detection: by event time, by group, in the order in ' +
  'which they came. Rules whose alerts name something else, such as a host, are left out.';

@ApiTags('insight')
@Controller()
export class WhyController {
  constructor(
    private readonly why: AlertWhyService,
    private readonly distances: RuleDistanceService,
  ) {}

  @Get('alerts/:id/why')
  @ApiOperation({
    summary: 'Why an alert was raised',
    description: 'What its rule asks for, against what was seen as it fired and at its peak.',
  })
  @ApiParam({ name: 'id', format: 'uuid', example: 'e772c04b-6658-5a62-93a0-d707fa02dba3' })
  @ApiOkResponse({ type: AlertWhyDto })
  @ApiProblem(ApiNotFoundResponse, 'There is no such alert.', NO_ALERT)
  ofAlert(@Param('id') id: string): Promise<AlertWhyDto> {
    return this.why.ofAlert(id);
  }

  @Get('ips/:ip/rules')
  @ApiOperation({ summary: 'How near each rule came to an alert about an address', description: DISTANCE })
  @ApiParam({ name: 'ip', type: String, description: 'IPv4 or IPv6 address.', example: '203.0.113.7' })
  @ApiOkResponse({ type: RuleDistancesDto })
  @ApiProblem(ApiBadRequestResponse, 'It is no address, or a parameter is not valid.', INVALID)
  @ApiProblem(ApiServiceUnavailableResponse, 'Too many look through the log.', QUERIES_BUSY)
  ofAddress(
    @Param() { ip }: IpPathDto,
    @Query() query: RangeQueryDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RuleDistancesDto> {
    return whileClientWaits(response, (left) => this.distances.ofAddress(ip, query, left));
  }

  @Get('users/:name/rules')
  @ApiOperation({ summary: 'How near each rule came to an alert about a user name', description: DISTANCE })
  @ApiParam({ name: 'name', type: String, description: 'User name, URL-encoded.', example: 'root' })
  @ApiOkResponse({ type: RuleDistancesDto })
  @ApiProblem(ApiBadRequestResponse, 'A parameter is not valid.', INVALID)
  @ApiProblem(ApiServiceUnavailableResponse, 'Too many look through the log.', QUERIES_BUSY)
  ofUser(
    @Param() { name }: UserPathDto,
    @Query() query: RangeQueryDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<RuleDistancesDto> {
    return whileClientWaits(response, (left) => this.distances.ofUser(name, query, left));
  }
}
