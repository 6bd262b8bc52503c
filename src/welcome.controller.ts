import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Public } from './common/scope.js';

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
  @ApiOkResponse({ type: WelcomeDto })
  welcome(): WelcomeDto {
    return {
      message: 'Log Analyzer and Alerting System',
      links: {
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
