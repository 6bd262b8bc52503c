import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MetricsService } from './metrics.service.js';

/** Version 0.0.4 of Prometheus' text format: the one that every program reads. */
const TEXT_FORMAT = 'text/plain; version=0.0.4; charset=utf-8';

const EXAMPLE = `# HELP log_analyzer_alerts_total Alerts raised, by rule and by the severity that they were raised with.
# TYPE log_analyzer_alerts_total counter
log_analyzer_alerts_total{rule="ssh_brute_force",severity="high"} 7
`;

@ApiTags('operations')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: MetricsService) {}

  @Get()
  @Header('Content-Type', TEXT_FORMAT)
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'Figures for Prometheus; docs/monitoring.md says what they mean' })
  @ApiOkResponse({
    description: "Prometheus' text format, version 0.0.4.",
    content: { 'text/plain': { schema: { type: 'string' }, example: EXAMPLE } },
  })
  text(): Promise<string> {
    return this.metrics.text();
  }
}
