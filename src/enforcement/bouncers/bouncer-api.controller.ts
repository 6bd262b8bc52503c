import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { RequireScope, principalName } from '../../common/scope.js';
import { parseRange } from '../../net/ip-range.js';
import { BouncerFilter } from './bouncer-decision.js';
import { BouncersService } from './bouncers.service.js';
import type { BouncerIdentity } from './bouncers.service.js';
import { droppedOf } from './usage-metrics.js';

type Parameters = Readonly<Record<string, unknown>>;

/**
 * The protocol of CrowdSec's bouncers, as far as they ask: docs/blocking.md. Its answers follow what the bouncers read, to
 * the byte, and not our own conventions: parameters that are not known are passed over, and nothing is `null`.
 */
@ApiExcludeController()
@Controller('v1')
@RequireScope('bouncer')
export class BouncerApiController {
  constructor(private readonly bouncers: BouncersService) {}

  @Get('decisions/stream')
  async stream(@Query() query: Parameters, @Req() request: Request, @Res() response: Response): Promise<void> {
    const identity = identityOf(request);
    const isStartup = [query['startup']].flat().includes('true');
    const { answer, change } = await this.bouncers.pull(identity, isStartup, new BouncerFilter(query));
    // A key that is only tried moves nothing, and neither does an answer that never arrived.
    if (request.method === 'GET')
      response.once('finish', () => void this.bouncers.told(identity, change, isStartup).catch(() => undefined));
    sendJson(response, JSON.stringify(answer));
  }

  @Get('decisions')
  async current(@Query() query: Parameters, @Req() request: Request, @Res() response: Response): Promise<void> {
    const identity = identityOf(request);
    const filter = new BouncerFilter(query);
    const about = query['ip'] ?? query['range'] ?? query['value'];
    const address = about === undefined ? null : canonical(String(about));
    const found = await this.bouncers.current(address, filter);
    if (request.method === 'GET') void this.bouncers.asked(identity).catch(() => undefined);
    sendJson(response, JSON.stringify(found));
  }

  @Post('usage-metrics')
  @HttpCode(201)
  async metrics(@Body() body: object, @Req() request: Request, @Res() response: Response): Promise<void> {
    await this.bouncers.measured(identityOf(request), droppedOf(body));
    response.status(201).end();
  }
}

function identityOf(request: Request): BouncerIdentity {
  return {
    name: principalName(request) ?? '',
    ipAddress: canonical(request.ip ?? ''),
    userAgent: request.headers['user-agent'] ?? '',
  };
}

/** Text that is no address is about nothing. */
function canonical(text: string): string {
  const parsed = parseRange(text);
  return 'fault' in parsed ? '' : parsed.range;
}

/** Without a blank or a newline: some bouncers compare the text. */
function sendJson(response: Response, text: string): void {
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.end(text);
}
