import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { ApiPage } from '../common/api-page.decorator.js';
import { CLOCK } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import { setPageHeaders } from '../common/page-headers.js';
import { PageQueryDto } from '../common/page-query.dto.js';
import { AlertDto } from './alert.dto.js';
import { alertView } from './alert-view.js';
import { AlertsService } from './alerts.service.js';

@ApiTags('alerts')
@Controller('alerts')
export class AlertsController {
  constructor(
    private readonly alerts: AlertsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiPage(AlertDto, 'Alerts, most recent first')
  async list(
    @Query() page: PageQueryDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AlertDto[]> {
    const { items, total } = await this.alerts.list(page);
    setPageHeaders(request, response, page, total);
    return items.map((alert) => alertView(alert, this.clock()));
  }
}
