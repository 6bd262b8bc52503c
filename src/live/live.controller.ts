import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import {
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiPropertyOptional,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional, Matches } from 'class-validator';
import type { Request, Response } from 'express';
import { authenticationOf } from '../common/scope.js';
import { ApiProblem } from '../http/api-page.js';
import { ChoiceParameter } from '../lists/list-parameters.js';
import { ITEM_FORMATS } from '../lists/item-format.js';
import type { ItemFormat } from '../lists/item-format.js';
import { LIVE_TYPES, LiveClient } from './live-client.js';
import type { LiveType } from './live-client.js';
import { liveFormat } from './live-format.js';
import { LiveFeed } from './live-feed.js';
import { parsePosition } from './live-log.js';

/** What to listen to. */
class LiveQueryDto {
  @ApiPropertyOptional({
    enum: LIVE_TYPES,
    enumName: 'LiveType',
    isArray: true,
    default: ['alerts', 'sources'],
    description:
      'Separated by commas. `alerts`: every change of an alert (event `alert`); `entries`: every log entry that is ' +
      'stored (event `entry`); `sources`: how the log sources stand, whenever that changes (event `sources`).',
  })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsIn(LIVE_TYPES, { each: true })
  types: LiveType[] = ['alerts', 'sources'];

  @ApiPropertyOptional({
    description: 'Where to go on, for clients that cannot set the header `Last-Event-ID`: the id of the last event.',
    example: '120-4511',
  })
  @IsOptional()
  @Matches(/^\d{1,15}-\d{1,15}$/, { message: 'last_event_id must be the id of an event, such as 120-4511' })
  last_event_id?: string;

  @ChoiceParameter(ITEM_FORMATS, {
    description:
      'As what alerts and log entries are sent: `ocsf`, events of the Open Cybersecurity Schema Framework 1.8.0, or `ecs`, ' +
      'documents of the Elastic Common Schema 9.4. What has changed of an alert is then its activity or action. `sources` stay as they are.',
  })
  format?: ItemFormat;
}

/** How long a client that has lost the connection waits before it comes back. */
const RETRY_MS = 2_000;

const STREAM_HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store',
  // Proxies such as nginx would collect what should arrive at once.
  'X-Accel-Buffering': 'no',
};

@ApiTags('live')
@Controller('events')
export class LiveController {
  constructor(private readonly feed: LiveFeed) {}

  @Get()
  @ApiOperation({
    summary: 'What happens, as it happens (server-sent events)',
    description:
      'Each event has an `id`; a client that comes back with it in `Last-Event-ID` (browsers do so by themselves) ' +
      'misses nothing. Without it, the stream begins with what happens next. An alert that changed several times in ' +
      'between is sent as it stands. Who reads so slowly that more than 20 000 rows wait is sent `reset` with the ' +
      '`types` that went on without it: ask for what you show of them anew.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The id of the last event that was received.' })
  @ApiOkResponse({
    description: 'The stream. It ends when the key is taken back, or its time is over.',
    content: {
      'text/event-stream': {
        schema: { type: 'string' },
        example: 'event: alert\nid: 120-4511\ndata: {"change":"created","alert":{"id":"0c8e0e0c-…","…":"…"}}\n\n',
      },
    },
  })
  @ApiProblem(ApiServiceUnavailableResponse, 'Too many clients listen.', {
    type: 'about:blank',
    title: 'Service Unavailable',
    status: 503,
    code: 'TOO_MANY_STREAMS',
    detail: '2000 clients listen already; close some.',
    instance: '/events',
  })
  async stream(
    @Query() { types, last_event_id: queried, format }: LiveQueryDto,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    // Its answer is over with its headers; a stream would keep whoever asks waiting for ever.
    if (request.method === 'HEAD') return void response.status(200).set(STREAM_HEADERS).end();
    const from = parsePosition(lastEventId ?? queried ?? '') ?? (await this.feed.now());
    const { keyHash } = authenticationOf(request);
    const form = format === undefined ? undefined : liveFormat(format);
    const client = new LiveClient(response, new Set(types), from, keyHash, form);
    this.feed.add(client);
    response.on('close', () => this.feed.remove(client));
    response.status(200).set(STREAM_HEADERS);
    response.write(`retry: ${RETRY_MS}\n: welcome\n\n`);
  }
}
