import { Controller, Get, Param } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiTags } from '@nestjs/swagger';
import { AlertDto } from '../alerts/alert.dto.js';
import { AlertsService } from '../alerts/alerts.service.js';
import { ApiProblem } from '../http/api-page.decorator.js';
import { LogEntryDto } from '../logs/entries/log-entry.dto.js';
import { LogsService } from '../logs/entries/logs.service.js';

/** An alert with the log entries that it names. */
export class AlertDetailDto extends AlertDto {
  @ApiProperty({
    type: [LogEntryDto],
    description: 'The log entries of `first_entries`, `last_entries` and `login`, in the order of storing.',
  })
  evidence: LogEntryDto[];
}

@ApiTags('alerts')
@Controller('alerts')
export class AlertDetailController {
  constructor(
    private readonly alerts: AlertsService,
    private readonly logs: LogsService,
  ) {}

  @Get(':id')
  @ApiOperation({ summary: 'An alert with the log entries that it names as evidence' })
  @ApiParam({ name: 'id', format: 'uuid', example: 'e772c04b-6658-5a62-93a0-d707fa02dba3' })
  @ApiOkResponse({ type: AlertDetailDto })
  @ApiProblem(ApiNotFoundResponse, 'There is no such alert.', {
    type: 'about:blank',
    title: 'Not Found',
    status: 404,
    code: 'ALERT_NOT_FOUND',
    detail: 'There is no such alert.',
    instance: '/alerts/0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11',
  })
  async find(@Param('id') id: string): Promise<AlertDetailDto> {
    const alert = await this.alerts.find(id.toLowerCase());
    const { firstEntries, lastEntries, login } = alert;
    const entries = new Set([...firstEntries, ...lastEntries, ...(login === null ? [] : [login.entryId])]);
    const [view] = await this.alerts.views([alert]);
    return { ...view!, evidence: await this.logs.findAll([...entries]) };
  }
}
