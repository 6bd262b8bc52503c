import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { StreamableFile } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ApiList, answerList } from '../lists/answer-list.js';
import { ALERT_FIELDS, AlertDto } from './alert.dto.js';
import { alertFilter, AlertListQueryDto } from './alert-list-query.dto.js';
import { AlertsService } from './alerts.service.js';

@ApiTags('alerts')
@Controller('alerts')
export class AlertsController {
  constructor(private readonly alerts: AlertsService) {}

  @Get()
  @ApiList(AlertDto, 'Alerts, most recent first')
  list(
    @Query() query: AlertListQueryDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object[] | StreamableFile> {
    const listRequest = { query, filter: alertFilter(query), defaultSort: '-timestamp' };
    return answerList({ request, response }, this.alerts.list, listRequest, {
      name: 'alerts',
      fields: ALERT_FIELDS,
      views: (alerts) => this.alerts.views(alerts),
    });
  }
}
