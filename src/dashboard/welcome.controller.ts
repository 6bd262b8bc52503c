import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiProperty, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Public } from '../common/scope.js';
import { publicPath } from '../http/request-checks.js';
import { PAGE_POLICY } from './dashboard-files.js';
import { welcomePage } from './welcome-page.js';

class WelcomeDto {
  @ApiProperty({ example: 'Log Analyzer and Alerting System' })
  message: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Where to go from here.',
    example: { logs: '/logs', alerts: '/alerts', docs: '/docs' },
  })
  links: Record<string, string>;
}

@ApiTags('operations')
@Public()
@Controller()
export class WelcomeController {
  @Get()
  @ApiOperation({ summary: 'Says what this is and where things are' })
  @ApiExtraModels(WelcomeDto)
  @ApiOkResponse({
    description: 'JSON, or a page for a browser.',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(WelcomeDto) } },
      'text/html': { schema: { type: 'string' }, example: '<!doctype html><title>Log Analyzer</title>' },
    },
  })
  welcome(@Req() request: Request, @Res({ passthrough: true }) response: Response): WelcomeDto | string {
    response.vary('Accept');
    if (request.accepts(['json', 'html']) === 'html') {
      response.set('Content-Security-Policy', PAGE_POLICY).type('html');
      return welcomePage(publicPath(request));
    }
    return {
      message: 'Log Analyzer and Alerting System',
      links: {
        dashboard: '/dashboard',
        logs: '/logs',
        alerts: '/alerts',
        events: '/events',
        stats: '/stats/summary',
        blocklist: '/blocklist',
        rules: '/rules',
        allowlist: '/allowlist',
        notifications: '/notifications',
        channels: '/channels',
        ingest: '/ingest',
        sources: '/sources',
        coverage: '/coverage',
        keys: '/keys',
        health: '/health',
        docs: '/docs',
        openapi: '/openapi.json',
      },
    };
  }
}
