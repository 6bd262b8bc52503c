import { Body, Controller, Injectable, Patch, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags, OmitType } from '@nestjs/swagger';
import type { Request } from 'express';
import { AlertCountries } from '../../alerts/alert-countries.js';
import { ApiTriageProblems, expectedCount, triagedView } from '../../alerts/triage.controller.js';
import { TriagedAlertsDto, TriageOfManyDto, orderOf } from '../../alerts/triage.dto.js';
import { TriageService, refuseTooMany } from '../../alerts/triage.service.js';
import { principalName } from '../../common/scope.js';
import { SqlReader } from '../../database/sql-reader.js';
import type { ListFilter } from '../../lists/list-plan.js';
import { IncidentListQueryDto, incidentFilter } from './incident.dto.js';
import { IncidentsService } from './incidents.service.js';

/** Which incidents. */
class TriagedIncidentsQueryDto extends OmitType(IncidentListQueryDto, ['skip', 'limit', 'cursor', 'sort', 'fields']) {}

/** What was done with the alerts of many incidents. */
export class TriagedIncidentsDto extends TriagedAlertsDto {
  @ApiProperty({ description: 'Incidents that the filters leave; `matched` counts their alerts.', example: 3 })
  incidents: number;
}

/** Few enough that a statement's parameters stay below the databases' limits. */
const INCIDENTS_AT_ONCE = 500;

interface AlertsOfIncidents {
  readonly incidents: number;
  /** Ids of their alerts. */
  readonly alerts: readonly string[];
}

/** Finds the alerts of incidents. */
@Injectable()
export class IncidentAlerts {
  constructor(
    private readonly reader: SqlReader,
    private readonly incidents: IncidentsService,
  ) {}

  /** All alerts of every incident that a filter leaves. @throws DomainError ALERTS_TOO_MANY */
  async of(filter: ListFilter): Promise<AlertsOfIncidents> {
    const alerts: string[] = [];
    let incidents = 0;
    for await (const { items } of this.incidents.list.steps(filter, '-last_seen', INCIDENTS_AT_ONCE)) {
      if (items.length === 0) continue;
      incidents += items.length;
      const text = `SELECT id FROM alerts WHERE incident IN (${items.map(() => '?').join(', ')}) LIMIT 10001`;
      const ids = items.map(({ id }) => id);
      for (const row of await this.reader.rows(text, ids)) alerts.push(String(row['id']));
      refuseTooMany(alerts.length);
    }
    return { incidents, alerts };
  }
}

/** What people do with incidents: the same with all alerts of each. */
@ApiTags('incidents')
@Controller('incidents')
export class IncidentTriageController {
  constructor(
    private readonly alerts: IncidentAlerts,
    private readonly triage: TriageService,
    private readonly countries: AlertCountries,
  ) {}

  @Patch()
  @ApiOperation({
    summary: 'Acknowledges, resolves, reopens or snoozes all alerts of every incident that the filters leave',
    description: 'Ask first with `dry_run`: it counts. Then send `matched` along as `expected_count`.',
  })
  @ApiOkResponse({ type: TriagedIncidentsDto })
  @ApiTriageProblems()
  async triageMany(
    @Query() query: TriagedIncidentsQueryDto,
    @Body() body: TriageOfManyDto,
    @Req() request: Request,
  ): Promise<TriagedIncidentsDto> {
    const filter = incidentFilter(Object.assign(new IncidentListQueryDto(), query), await this.countries.among(query));
    const order = orderOf(body, principalName(request));
    const expected = expectedCount(body);
    const { incidents, alerts } = await this.alerts.of(filter);
    const done =
      expected === null
        ? await this.triage.tryAll(alerts, order)
        : await this.triage.triageAll(alerts, order, expected);
    return { ...triagedView(expected === null, done), incidents };
  }
}
