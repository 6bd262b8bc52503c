import { Body, Controller, Get, Param, Patch, Query, Req, applyDecorators } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Request } from 'express';
import { ApiProblem } from '../http/api-page.js';
import { DomainError } from '../common/domain.error.js';
import { principalName } from '../common/scope.js';
import { AlertDto } from './alert.dto.js';
import { COUNTRIES_NOT_CONFIGURED, COUNTRIES_UNREADABLE } from '../origin/country-addresses.js';
import { AlertCountries } from './alert-countries.js';
import { AlertListQueryDto } from './alert-list-query.dto.js';
import { AlertsService } from './alerts.controller.js';
import {
  ALERT_NOT_FOUND,
  BODY_INVALID,
  BUSY,
  COUNT_CHANGED,
  COUNT_MISSING,
  TriageService,
  MOVE_REFUSED,
  NOTHING_ASKED,
  RESOLUTION_MISSING,
  SNOOZE_PAST,
  TOO_MANY,
} from './triage.service.js';
import type { TriagedAlerts } from './triage.service.js';
import {
  AlertActionDto,
  AlertBeforeDto,
  MAX_BEFORE,
  TriagedAlertsDto,
  TriagedAlertsQueryDto,
  TriageDto,
  TriageOfManyDto,
  orderOf,
} from './triage.dto.js';

/** What people do with alerts. The names of operations and schemas are those that clients know. */
/** Why nothing is done with many alerts at once. */
export function ApiTriageProblems(): MethodDecorator {
  return applyDecorators(
    ApiProblem(
      ApiBadRequestResponse,
      'A part is not valid or missing.',
      BODY_INVALID,
      COUNT_MISSING,
      NOTHING_ASKED,
      RESOLUTION_MISSING,
      SNOOZE_PAST,
      TOO_MANY,
      COUNTRIES_NOT_CONFIGURED,
    ),
    ApiProblem(ApiConflictResponse, 'There are more alerts, or fewer, than expected.', COUNT_CHANGED),
    ApiProblem(
      ApiServiceUnavailableResponse,
      'Another connection holds the database, or countries are not known now.',
      BUSY,
      COUNTRIES_UNREADABLE,
    ),
  );
}

@ApiTags('alerts')
@Controller('alerts')
export class TriageController {
  constructor(
    private readonly service: TriageService,
    private readonly alerts: AlertsService,
    private readonly countries: AlertCountries,
  ) {}

  @Patch(':id')
  @ApiOperation({
    operationId: 'HandlingController_handle',
    summary: 'Acknowledges, resolves, reopens or snoozes an alert, or adds a note to it',
  })
  @ApiParam({ name: 'id', format: 'uuid', example: 'e772c04b-6658-5a62-93a0-d707fa02dba3' })
  @ApiOkResponse({ type: AlertDto, description: 'The alert as it is now.' })
  @ApiProblem(
    ApiBadRequestResponse,
    'A member is not valid, or something is missing.',
    BODY_INVALID,
    NOTHING_ASKED,
    RESOLUTION_MISSING,
    SNOOZE_PAST,
  )
  @ApiProblem(ApiNotFoundResponse, 'There is no such alert.', ALERT_NOT_FOUND)
  @ApiProblem(ApiConflictResponse, 'The alert cannot be moved there from where it is.', MOVE_REFUSED)
  @ApiProblem(ApiServiceUnavailableResponse, 'Another connection holds the database.', BUSY)
  async triage(@Param('id') id: string, @Body() body: TriageDto, @Req() request: Request): Promise<AlertDto> {
    const alert = await this.service.triage(id, orderOf(body, principalName(request)));
    const [view] = await this.alerts.views([alert]);
    return view!;
  }

  @Patch()
  @ApiOperation({
    operationId: 'HandlingController_handleMany',
    summary: 'Does the same with every alert that the filters leave',
    description: 'Ask first with `dry_run`: it counts. Then send the count along as `expected_count`.',
  })
  @ApiOkResponse({ type: TriagedAlertsDto })
  @ApiTriageProblems()
  async triageMany(
    @Query() query: TriagedAlertsQueryDto,
    @Body() body: TriageOfManyDto,
    @Req() request: Request,
  ): Promise<TriagedAlertsDto> {
    const filter = await this.countries.filterOf(Object.assign(new AlertListQueryDto(), query));
    const order = orderOf(body, principalName(request));
    const expected = expectedCount(body);
    if (expected === null) return triagedView(true, await this.service.tryMany(filter, order));
    return triagedView(false, await this.service.triageMany(filter, order, expected));
  }

  @Get(':id/history')
  @ApiOperation({ operationId: 'HandlingController_history', summary: 'What people did with an alert, oldest first' })
  @ApiParam({ name: 'id', format: 'uuid', example: 'e772c04b-6658-5a62-93a0-d707fa02dba3' })
  @ApiOkResponse({ type: [AlertActionDto] })
  @ApiProblem(ApiNotFoundResponse, 'There is no such alert.', ALERT_NOT_FOUND)
  async history(@Param('id') id: string): Promise<AlertActionDto[]> {
    return (await this.service.history(id)).map((action) => AlertActionDto.from(action));
  }
}

/** How many alerts somebody expects; null: they only ask how many there are. @throws DomainError ALERT_COUNT_MISSING */
export function expectedCount({ dry_run: isDry = false, expected_count: expected }: TriageOfManyDto): number | null {
  if (isDry) return null;
  if (expected === undefined) throw new DomainError('invalid', COUNT_MISSING.code, COUNT_MISSING.detail);
  return expected;
}

export function triagedView(isDry: boolean, { matched, refused, before }: TriagedAlerts): TriagedAlertsDto {
  return {
    dry_run: isDry,
    matched,
    changed: isDry ? 0 : matched - refused.length,
    refused: refused.map(({ id, refusal }) => ({ id, code: refusal.code, detail: refusal.reason })),
    before: before.slice(0, MAX_BEFORE).map((alert) => AlertBeforeDto.from(alert)),
  };
}
