import { Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { StreamableFile } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ApiProblem } from '../http/api-page.decorator.js';
import { answerList } from '../lists/answer-list.js';
import { ApiList } from '../lists/api-list.decorator.js';
import { BUSY, DELIVERED, NOT_CONFIGURED, NOT_FOUND } from './notification-problems.js';
import { notificationFilter, NotificationListQueryDto } from './notification-list-query.dto.js';
import { notificationDetails, notificationView } from './notification-view.js';
import { NOTIFICATION_FIELDS, NotificationDetailsDto, NotificationDto } from './notification.dto.js';
import { OutboxService } from './outbox.service.js';
import type { Notification } from './outbox/notification.entity.js';
import { MOST_NAMED } from './planning/digests.js';

const NOBODY = { ids: [], count: 0 };

@ApiTags('notifications')
@Controller('notifications')
export class NotificationsController {
  constructor(private readonly outbox: OutboxService) {}

  @Get()
  @ApiList(NotificationDto, 'What was told of alerts, to whom, and whether it arrived; most recent first')
  list(
    @Query() query: NotificationListQueryDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object[] | StreamableFile> {
    const listRequest = { query, filter: notificationFilter(query), defaultSort: '-created_at' };
    return answerList({ request, response }, this.outbox.list, listRequest, {
      name: 'notifications',
      fields: NOTIFICATION_FIELDS,
      views: async (items) => {
        const named = await this.outbox.namedBy(items);
        return items.map((each) => notificationView(each, named.get(each.id) ?? NOBODY));
      },
    });
  }

  @Get(':id')
  @ApiOperation({ summary: 'A notification, with every attempt to deliver it' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiOkResponse({ type: NotificationDetailsDto })
  @ApiProblem(ApiNotFoundResponse, 'There is no such notification.', NOT_FOUND)
  async find(@Param('id') id: string): Promise<NotificationDetailsDto> {
    return this.details(await this.outbox.find(id));
  }

  @Post(':id/retry')
  @HttpCode(202)
  @ApiOperation({ summary: 'Tries to deliver a notification again, now; one that was given up gets new time' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiAcceptedResponse({ type: NotificationDetailsDto, description: 'It is being tried.' })
  @ApiProblem(ApiNotFoundResponse, 'There is no such notification.', NOT_FOUND)
  @ApiProblem(ApiConflictResponse, 'It was delivered, or can no longer be.', DELIVERED, NOT_CONFIGURED)
  @ApiProblem(ApiServiceUnavailableResponse, 'Another connection holds the database.', BUSY)
  async retry(@Param('id') id: string): Promise<NotificationDetailsDto> {
    return this.details(await this.outbox.retry(id));
  }

  private async details(notification: Notification): Promise<NotificationDetailsDto> {
    const named = await this.outbox.namedBy([notification], MOST_NAMED);
    return notificationDetails(notification, named.get(notification.id) ?? NOBODY);
  }
}
