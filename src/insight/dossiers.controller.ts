import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';
import { AddressAttemptsDto, AlertDto } from '../alerts/alert.dto.js';
import { AlertsService } from '../alerts/alerts.controller.js';
import { SessionDto } from '../analysis/sessions/session.dto.js';
import { SessionsService } from '../analysis/sessions/sessions.service.js';
import { PageAnswer } from '../http/answer.js';
import { ApiPage, ApiProblem, PageQueryDto } from '../http/api-page.js';
import { problemDocument } from '../http/problem-document.js';
import type { ProblemDocument } from '../http/problem-document.js';
import { LogEntryDto } from '../logs/entries/log-entry.dto.js';
import { LogsService } from '../logs/entries/logs.service.js';
import { IpDossierDto, IpPathDto, RangeQueryDto, UserDossierDto, UserPathDto } from './dossier.dto.js';
import { DossiersService } from './dossiers.service.js';

const INVALID: ProblemDocument = {
  type: 'about:blank',
  title: 'Bad Request',
  status: 400,
  code: 'REQUEST_INVALID',
  detail: 'The request has parts that are not valid.',
  instance: '/ips/x',
  errors: [{ pointer: 'ip', detail: 'ip must be one IPv4 or IPv6 address' }],
};

@ApiTags('insight')
@Controller()
export class DossiersController {
  constructor(private readonly dossiers: DossiersService) {}

  @Get('ips/:ip')
  @ApiOperation({
    summary: 'What is known of a source address',
    description: 'An address that was never seen has a dossier, too: an empty one.',
  })
  @ApiParam({ name: 'ip', type: String, description: 'IPv4 or IPv6 address.', example: '203.0.113.7' })
  @ApiOkResponse({ type: IpDossierDto })
  @ApiProblem(ApiBadRequestResponse, 'It is no address, or a parameter is not valid.', INVALID)
  ofAddress(@Param() { ip }: IpPathDto, @Query() query: RangeQueryDto): Promise<IpDossierDto> {
    return this.dossiers.ofAddress(ip, query);
  }

  @Get('users/:name')
  @ApiOperation({
    summary: 'What is known of a user name',
    description: 'No index finds the entries of a user: all are looked at, newest first, as far as `examined` says.',
  })
  @ApiParam({
    name: 'name',
    type: String,
    description: 'User name as the client gave it: any text, URL-encoded.',
    example: 'root',
  })
  @ApiOkResponse({ type: UserDossierDto })
  @ApiProblem(ApiBadRequestResponse, 'A parameter is not valid.', INVALID)
  ofUser(@Param() { name }: UserPathDto, @Query() query: RangeQueryDto): Promise<UserDossierDto> {
    return this.dossiers.ofUser(name, query);
  }
}

const NO_ALERT = problemDocument(
  404,
  'ALERT_NOT_FOUND',
  'There is no such alert.',
  '/alerts/0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11',
);

/** An alert with the log entries that it names. */
class AlertDetailDto extends AlertDto {
  @ApiProperty({
    type: [LogEntryDto],
    description: 'The log entries of `first_entries`, `last_entries` and `login`, in the order of storing.',
  })
  evidence: LogEntryDto[];

  @ApiProperty({
    type: [SessionDto],
    description:
      'What they did who got in: the sessions of the logins that the alert counts, the earliest 20 of them; none where ' +
      '`outcome` is `none`.',
  })
  sessions: SessionDto[];
}

@ApiTags('alerts')
@Controller('alerts')
export class AlertDetailController {
  constructor(
    private readonly alerts: AlertsService,
    private readonly logs: LogsService,
    private readonly sessions: SessionsService,
  ) {}

  @Get(':id')
  @ApiOperation({ summary: 'An alert with the log entries that it names as evidence' })
  @ApiParam({ name: 'id', format: 'uuid', example: 'e772c04b-6658-5a62-93a0-d707fa02dba3' })
  @ApiOkResponse({ type: AlertDetailDto })
  @ApiProblem(ApiNotFoundResponse, 'There is no such alert.', NO_ALERT)
  async find(@Param('id') id: string): Promise<AlertDetailDto> {
    const alert = await this.alerts.find(id.toLowerCase());
    const { firstEntries, lastEntries, login } = alert;
    const entries = new Set([...firstEntries, ...lastEntries, ...(login === null ? [] : [login.entryId])]);
    const [view] = await this.alerts.views([alert]);
    const [evidence, sessions] = [await this.logs.findAll([...entries]), await this.sessions.ofAlert(alert)];
    return { ...view!, evidence, sessions };
  }

  @Get(':id/addresses')
  @ApiPage(AddressAttemptsDto, 'Every address that took part, the most attempts first')
  @ApiParam({ name: 'id', format: 'uuid', example: 'e772c04b-6658-5a62-93a0-d707fa02dba3' })
  @ApiProblem(ApiNotFoundResponse, 'There is no such alert.', NO_ALERT)
  async addresses(@Param('id') id: string, @Query() query: PageQueryDto): Promise<PageAnswer<AddressAttemptsDto>> {
    return new PageAnswer(query, await this.alerts.addresses(id.toLowerCase(), query));
  }
}
