import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
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
import { ApiProblem } from '../http/api-page.js';
import { ApiList, ListAnswer } from '../lists/answer-list.js';
import { ChannelDto } from './channel.dto.js';
import { CHANNELS } from './channels/configured-channels.js';
import type { ConfiguredChannel } from './channels/configured-channels.js';
import {
  NOTIFICATION_FIELDS,
  NotificationDetailsDto,
  NotificationDto,
  NotificationListQueryDto,
  notificationDetails,
  notificationFilter,
  notificationView,
} from './notification.dto.js';
import { BUSY, CHANNEL_NOT_FOUND, DELIVERED, NOT_CONFIGURED, NOT_FOUND } from './notification.service.js';
import { OutboxService } from './outbox.service.js';
import type { Notification } from './outbox/notification.entity.js';
import { MAX_NAMED } from './planning/digests.js';

const NOBODY = { ids: [], count: 0 };

@ApiTags('notifications')
@Controller('notifications')
export class NotificationsController {
  constructor(private readonly outbox: OutboxService) {}

  @Get()
  @ApiList(
    NotificationDto,
    'Notifications of alerts: what they said, to whom, and whether they arrived; most recent first',
  )
  list(@Query() query: NotificationListQueryDto): ListAnswer<Notification> {
    const listRequest = { query, filter: notificationFilter(query), defaultSort: '-created_at' };
    return new ListAnswer(this.outbox.list, listRequest, {
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
  @ApiParam({ name: 'id', format: 'uuid', example: '7c0f4a52-3f4e-4a57-9f0a-9a5d9f3d2b11' })
  @ApiOkResponse({ type: NotificationDetailsDto })
  @ApiProblem(ApiNotFoundResponse, 'There is no such notification.', NOT_FOUND)
  async find(@Param('id') id: string): Promise<NotificationDetailsDto> {
    return this.details(await this.outbox.find(id));
  }

  @Post(':id/retry')
  @HttpCode(202)
  @ApiOperation({ summary: 'Tries to deliver a notification again, now; one that was given up gets new time' })
  @ApiParam({ name: 'id', format: 'uuid', example: '7c0f4a52-3f4e-4a57-9f0a-9a5d9f3d2b11' })
  @ApiAcceptedResponse({ type: NotificationDetailsDto, description: 'It is being tried.' })
  @ApiProblem(ApiNotFoundResponse, 'There is no such notification.', NOT_FOUND)
  @ApiProblem(ApiConflictResponse, 'It was delivered, or can no longer be.', DELIVERED, NOT_CONFIGURED)
  @ApiProblem(ApiServiceUnavailableResponse, 'Another connection holds the database.', BUSY)
  async retry(@Param('id') id: string): Promise<NotificationDetailsDto> {
    return this.details(await this.outbox.retry(id));
  }

  private async details(notification: Notification): Promise<NotificationDetailsDto> {
    const named = await this.outbox.namedBy([notification], MAX_NAMED);
    return notificationDetails(notification, named.get(notification.id) ?? NOBODY);
  }
}

@ApiTags('notifications')
@Controller('channels')
export class ChannelsController {
  constructor(
    @Inject(CHANNELS) private readonly channels: readonly ConfiguredChannel[],
    private readonly outbox: OutboxService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The ways to reach people that are configured, and how each fares; without secrets' })
  @ApiOkResponse({ type: [ChannelDto] })
  async list(): Promise<ChannelDto[]> {
    const shown: ChannelDto[] = [];
    for (const each of this.channels) {
      shown.push(ChannelDto.from(each, await this.outbox.figuresOf(each.channel.name)));
    }
    return shown;
  }

  @Post(':name/test')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Sends a test message to every receiver of a channel',
    description: 'It goes the way of all messages: GET /notifications/{id} shows what became of it.',
  })
  @ApiParam({ name: 'name', description: 'Name of the channel, as `GET /channels` has it.', example: 'email' })
  @ApiAcceptedResponse({ type: [NotificationDto], description: 'The messages that are being sent.' })
  @ApiProblem(ApiNotFoundResponse, 'There is no such channel.', CHANNEL_NOT_FOUND)
  @ApiProblem(ApiServiceUnavailableResponse, 'Another connection holds the database.', BUSY)
  async test(@Param('name') name: string): Promise<NotificationDto[]> {
    const made = await this.outbox.test(name);
    return made.map((each) => notificationView(each, { ids: [], count: 0 }));
  }
}
