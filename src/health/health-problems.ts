import { ServiceUnavailableException } from '@nestjs/common';
import type { HealthCheckResult } from '@nestjs/terminus';
import { DomainError } from '../common/domain.error.js';
import type { ProblemDocument } from '../http/problem-document.js';

/** What a failed check answers, as the API documents it. */
export const NOT_HEALTHY: ProblemDocument = {
  type: 'about:blank',
  title: 'Service Unavailable',
  status: 503,
  code: 'NOT_HEALTHY',
  detail: 'The service cannot do its work: scan.',
  instance: '/health/ready',
  errors: [{ pointer: 'scan', detail: 'No scan has ended or stored anything since 2026-11-20T09:00:00.000Z.' }],
};

/**
 * Says what is wrong in a problem document, as all other errors are told.
 *
 * @throws DomainError NOT_HEALTHY naming every check that failed
 */
export async function healthyOrProblem(check: Promise<HealthCheckResult>): Promise<HealthCheckResult> {
  try {
    return await check;
  } catch (error) {
    if (!(error instanceof ServiceUnavailableException)) throw error;
    const failed = Object.entries((error.getResponse() as HealthCheckResult).error ?? {});
    const names = failed.map(([name]) => name).join(', ');
    const faults = failed.map(([pointer, result]) => ({
      pointer,
      detail: String(result?.['message'] ?? 'It is down.'),
    }));
    throw new DomainError('unavailable', NOT_HEALTHY.code, `The service cannot do its work: ${names}.`, faults);
  }
}
