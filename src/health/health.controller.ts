import { Controller, Get, applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService } from '@nestjs/terminus';
import type { HealthCheckResult } from '@nestjs/terminus';
import { Public } from '../common/scope.js';
import { ApiProblem } from '../http/api-page.js';
import { NOT_HEALTHY, ReadinessIndicators, healthyOrProblem } from './readiness.indicators.js';

const UP = { database: { status: 'up' } };
const CHECKS = {
  type: 'object' as const,
  additionalProperties: {
    type: 'object' as const,
    required: ['status'],
    properties: { status: { type: 'string' as const, enum: ['up', 'degraded', 'down'] } },
    additionalProperties: true,
  },
};

/** What was checked; everything was well. */
class HealthDto {
  @ApiProperty({ enum: ['ok', 'degraded'], example: 'ok' })
  status: string;

  @ApiProperty({ ...CHECKS, description: 'The checks that are well.', example: UP })
  info: Record<string, object>;

  @ApiProperty({ ...CHECKS, description: 'Empty: a failed check answers 503.', example: {} })
  error: Record<string, object>;

  @ApiProperty({ ...CHECKS, description: 'All checks.', example: UP })
  details: Record<string, object>;
}

@ApiTags('operations')
@Public()
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly readiness: ReadinessIndicators,
  ) {}

  /** 200 while the service can answer, 503 when its database cannot. */
  @Get()
  @ApiCheck('Whether the service can answer: 200, or 503 when its database does not')
  @ApiProblem(ApiServiceUnavailableResponse, 'The database does not answer.', {
    ...NOT_HEALTHY,
    detail: 'The service cannot do its work: database.',
    instance: '/health',
    errors: [{ pointer: 'database', detail: 'timeout of 2000ms exceeded' }],
  })
  check(): Promise<HealthCheckResult> {
    return healthyOrProblem(this.health.check([() => this.readiness.databaseAnswers()]));
  }

  /** For a supervisor that restarts what does not answer: a restart mends neither a database nor a log. */
  @Get('live')
  @ApiCheck('Whether the process answers: always 200')
  live(): Promise<HealthCheckResult> {
    return this.health.check([]);
  }

  /** For whoever sends requests on: a mail server that is down is nobody's reason to send them elsewhere. */
  @Get('ready')
  @ApiCheck(
    'Whether the service does its work: its database answers, its schema is up to date, its scan goes on, nothing is set aside',
  )
  @ApiProblem(ApiServiceUnavailableResponse, 'Something is wrong; `errors` say what.', NOT_HEALTHY)
  ready(): Promise<HealthCheckResult> {
    const checks = [
      () => this.readiness.databaseAnswers(),
      () => this.readiness.migrations(),
      () => this.readiness.scan(),
      () => this.readiness.syslogStored(),
      () => this.readiness.intake(),
    ] as const;
    return healthyOrProblem(this.health.check([...checks]));
  }
}

function ApiCheck(summary: string): MethodDecorator {
  return applyDecorators(
    ApiOperation({ summary }),
    ApiOkResponse({ type: HealthDto, description: 'All is well.' }),
    HealthCheck({ noCache: true, swaggerDocumentation: false }),
  );
}
