import { Controller, Get, Param, Query } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { AlertCountries } from '../../alerts/alert-countries.js';
import type { Incident } from '../../alerts/alert-records.entity.js';
import { FileAnswer, PageAnswer } from '../../http/answer.js';
import { ApiPage, ApiProblem, PageQueryDto } from '../../http/api-page.js';
import { problemDocument } from '../../http/problem-document.js';
import { ChoiceParameter } from '../../lists/list-parameters.js';
import { ApiList, ListAnswer } from '../../lists/answer-list.js';
import { COUNTRIES_NOT_CONFIGURED, COUNTRIES_UNREADABLE } from '../../origin/country-addresses.js';
import {
  INCIDENT_FIELDS,
  IncidentAddressDto,
  IncidentDetailDto,
  IncidentDto,
  IncidentListQueryDto,
  incidentFilter,
} from './incident.dto.js';
import { incidentHtml, incidentMarkdown } from './incident-report.js';
import { IncidentsService } from './incidents.service.js';

const REPORT_FORMATS = ['markdown', 'html'] as const;

class ReportQueryDto {
  @ChoiceParameter(REPORT_FORMATS, { description: 'Format of the file.', byDefault: 'markdown' })
  format?: (typeof REPORT_FORMATS)[number];
}

const ID = { name: 'id', format: 'uuid', example: 'e772c04b-6658-5a62-93a0-d707fa02dba3' };
const NOT_FOUND = problemDocument(
  404,
  'INCIDENT_NOT_FOUND',
  'There is no such incident.',
  '/incidents/0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11',
);

const INVALID = {
  ...problemDocument(400, 'REQUEST_INVALID', 'The request has parts that are not valid.', '/incidents/x/report'),
  errors: [{ pointer: 'format', detail: 'format must be one of markdown, html' }],
};

@ApiTags('incidents')
@Controller('incidents')
export class IncidentsController {
  constructor(
    private readonly incidents: IncidentsService,
    private readonly countries: AlertCountries,
  ) {}

  @Get()
  @ApiProblem(ApiServiceUnavailableResponse, 'Countries are not known now.', COUNTRIES_UNREADABLE)
  @ApiList(
    IncidentDto,
    'Incidents with an alert that passes the filters; what went on last comes first',
    COUNTRIES_NOT_CONFIGURED,
  )
  async list(@Query() query: IncidentListQueryDto): Promise<ListAnswer<Incident>> {
    const filter = incidentFilter(query, await this.countries.among(query));
    const listRequest = { query, filter, defaultSort: '-last_seen' };
    return new ListAnswer(this.incidents.list, listRequest, {
      name: 'incidents',
      fields: [...INCIDENT_FIELDS],
      views: (incidents) => this.incidents.views(incidents),
    });
  }

  @Get(':id')
  @ApiOperation({ summary: 'An incident with its story, its alerts, and what they did who got in' })
  @ApiParam(ID)
  @ApiOkResponse({ type: IncidentDetailDto })
  @ApiProblem(ApiNotFoundResponse, 'There is no such incident.', NOT_FOUND)
  find(@Param('id') id: string): Promise<IncidentDetailDto> {
    return this.incidents.find(id);
  }

  @Get(':id/report')
  @ApiOperation({ summary: 'An incident as a text for people: a file of Markdown, or a page of its own' })
  @ApiParam(ID)
  @ApiOkResponse({
    headers: { 'Content-Disposition': { description: 'The name of the file.', schema: { type: 'string' } } },
    content: {
      'text/markdown': { schema: { type: 'string' }, example: '# SSH brute force from 203.0.113.7\n' },
      'text/html': { schema: { type: 'string' }, example: '<!doctype html><h1>SSH brute force from 203.0.113.7</h1>' },
    },
  })
  @ApiProblem(ApiBadRequestResponse, 'A parameter is not valid.', INVALID)
  @ApiProblem(ApiNotFoundResponse, 'There is no such incident.', NOT_FOUND)
  async report(@Param('id') id: string, @Query() { format }: ReportQueryDto): Promise<FileAnswer> {
    const incident = await this.incidents.find(id);
    const name = `incident-${incident.id}`;
    return format === 'html'
      ? new FileAnswer(incidentHtml(incident), 'text/html; charset=utf-8', `${name}.html`)
      : new FileAnswer(incidentMarkdown(incident), 'text/markdown; charset=utf-8', `${name}.md`);
  }

  @Get(':id/addresses')
  @ApiPage(IncidentAddressDto, 'Every address that took part, the first to come first')
  @ApiParam(ID)
  @ApiProblem(ApiNotFoundResponse, 'There is no such incident.', NOT_FOUND)
  async addresses(@Param('id') id: string, @Query() query: PageQueryDto): Promise<PageAnswer<IncidentAddressDto>> {
    return new PageAnswer(query, await this.incidents.addresses(id, query));
  }
}
