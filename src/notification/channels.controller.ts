import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { InjectEntityManager } from '@nestjs/typeorm';
import { EntityManager } from 'typeorm';
import { ApiProblem } from '../http/api-page.decorator.js';
import { channelFigures } from './channel-figures.js';
import { ChannelDto } from './channel.dto.js';
import { CHANNELS } from './channels/configured-channels.js';
import type { ConfiguredChannel } from './channels/configured-channels.js';
import { BUSY, CHANNEL_NOT_FOUND } from './notification-problems.js';
import { notificationView } from './notification-view.js';
import { NotificationDto } from './notification.dto.js';
import { OutboxService } from './outbox.service.js';

@ApiTags('notifications')
@Controller('channels')
export class ChannelsController {
  constructor(
    @Inject(CHANNELS) private readonly channels: readonly ConfiguredChannel[],
    @InjectEntityManager() private readonly manager: EntityManager,
    private readonly outbox: OutboxService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The ways to reach people that are configured, and how each fares; without secrets' })
  @ApiOkResponse({ type: [ChannelDto] })
  async list(): Promise<ChannelDto[]> {
    const shown: ChannelDto[] = [];
    for (const each of this.channels) {
      shown.push(ChannelDto.from(each, await channelFigures(this.manager, each.channel.name)));
    }
    return shown;
  }

  @Post(':name/test')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Sends a test message to every receiver of a channel',
    description: 'It goes the way of all messages: GET /notifications/{id} shows what became of it.',
  })
  @ApiAcceptedResponse({ type: [NotificationDto], description: 'The messages that are being sent.' })
  @ApiProblem(ApiNotFoundResponse, 'There is no such channel.', CHANNEL_NOT_FOUND)
  @ApiProblem(ApiServiceUnavailableResponse, 'Another connection holds the database.', BUSY)
  async test(@Param('name') name: string): Promise<NotificationDto[]> {
    const made = await this.outbox.test(name);
    return made.map((each) => notificationView(each, { ids: [], count: 0 }));
  }
}
