import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import { ApiProblem } from '../../http/api-page.js';
import { problemDocument } from '../../http/problem-document.js';
import type { ProblemDocument } from '../../http/problem-document.js';
import { TextParameter } from '../../lists/list-parameters.js';
import { IpPathDto, UserPathDto } from '../dossier.dto.js';
import { IncidentsService } from '../incidents/incidents.service.js';
import { ActivityDto, ActivityQueryDto } from './timeline.dto.js';
import { TimelinesService } from './timelines.service.js';

class HostPathDto {
  @TextParameter({ description: 'Host that wrote the lines, URL-encoded.', example: 'web-1' }, 255)
  host: string;
}

const INVALID: ProblemDocument = {
  ...problemDocument(400, 'REQUEST_INVALID', 'The request has parts that are not valid.', '/hosts/web-1/timeline'),
  errors: [{ pointer: 'parts', detail: 'parts must not be less than 10' }],
};
const ID = { name: 'id', format: 'uuid', example: 'e772c04b-6658-5a62-93a0-d707fa02dba3' };
const NO_ALERT = problemDocument(404, 'ALERT_NOT_FOUND', 'There is no such alert.', '/alerts/x/timeline');
const NO_INCIDENT = problemDocument(404, 'INCIDENT_NOT_FOUND', 'There is no such incident.', '/incidents/x/timeline');
const AROUND = 'Without `since` and `until` it is the attack with what those who took part did before and after it.';

@ApiTags('insight')
@Controller()
export class TimelinesController {
  constructor(
    private readonly timelines: TimelinesService,
    private readonly incidents: IncidentsService,
  ) {}

  @Get('alerts/:id/timeline')
  @ApiOperation({ summary: 'The course of an attack', description: AROUND })
  @ApiParam(ID)
  @ApiOkResponse({ type: ActivityDto })
  @ApiProblem(ApiBadRequestResponse, 'A parameter is not valid.', INVALID)
  @ApiProblem(ApiNotFoundResponse, 'There is no such alert.', NO_ALERT)
  ofAlert(@Param('id') id: string, @Query() query: ActivityQueryDto): Promise<ActivityDto> {
    return this.timelines.ofAlert(id, query);
  }

  @Get('incidents/:id/timeline')
  @ApiOperation({ summary: 'The course of an incident', description: AROUND })
  @ApiParam(ID)
  @ApiOkResponse({ type: ActivityDto })
  @ApiProblem(ApiBadRequestResponse, 'A parameter is not valid.', INVALID)
  @ApiProblem(ApiNotFoundResponse, 'There is no such incident.', NO_INCIDENT)
  async ofIncident(@Param('id') id: string, @Query() query: ActivityQueryDto): Promise<ActivityDto> {
    return this.timelines.ofIncident(await this.incidents.stored(id), query);
  }

  @Get('ips/:ip/timeline')
  @ApiOperation({ summary: 'What an address did when' })
  @ApiParam({ name: 'ip', type: String, description: 'IPv4 or IPv6 address.', example: '203.0.113.7' })
  @ApiOkResponse({ type: ActivityDto })
  @ApiProblem(ApiBadRequestResponse, 'It is no address, or a parameter is not valid.', INVALID)
  ofAddress(@Param() { ip }: IpPathDto, @Query() query: ActivityQueryDto): Promise<ActivityDto> {
    return this.timelines.ofAddress(ip, query);
  }

  @Get('users/:name/timeline')
  @ApiOperation({ summary: 'What happened to a user name when' })
  @ApiParam({ name: 'name', type: String, description: 'User name, URL-encoded.', example: 'root' })
  @ApiOkResponse({ type: ActivityDto })
  @ApiProblem(ApiBadRequestResponse, 'A parameter is not valid.', INVALID)
  ofUser(@Param() { name }: UserPathDto, @Query() query: ActivityQueryDto): Promise<ActivityDto> {
    return this.timelines.ofUser(name, query);
  }

  @Get('hosts/:host/timeline')
  @ApiOperation({ summary: 'What happened on a host when' })
  @ApiParam({ name: 'host', type: String, description: 'Host, URL-encoded.', example: 'web-1' })
  @ApiOkResponse({ type: ActivityDto })
  @ApiProblem(ApiBadRequestResponse, 'A parameter is not valid.', INVALID)
  ofHost(@Param() { host }: HostPathDto, @Query() query: ActivityQueryDto): Promise<ActivityDto> {
    return this.timelines.ofHost(host, query);
  }
}
