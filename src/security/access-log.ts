import { Logger } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { principalName } from '../common/scope.js';
import { visibleText } from '../common/visible-text.js';

const LONGEST_PATH = 200;

/** Which requests are logged. */
export type LoggedRequests = 'changes' | 'all';

/**
 * Logs requests when they have been answered: method, path, status, time, key, address and id. Queries are left out:
 * they may hold what is nobody's business.
 */
export function accessLog(which: LoggedRequests): RequestHandler {
  const logger = new Logger('Access');
  return (request: Request, response: Response, next: NextFunction): void => {
    const startedAt = process.hrtime.bigint();
    const path = visibleText(request.path, LONGEST_PATH);
    response.on('finish', () => {
      const { method, ip } = request;
      const { statusCode } = response;
      const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(method) && statusCode < 400;
      if (which === 'changes' && isRead) return;
      const milliseconds = Number((process.hrtime.bigint() - startedAt) / 1_000_000n);
      const who = `${principalName(request) ?? '-'} ${ip ?? '-'}`;
      const id = String(response.getHeader('X-Request-Id') ?? '-');
      logger.log(`${method} ${path} ${statusCode} ${milliseconds} ms ${who} ${id}`);
    });
    next();
  };
}
