import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { Logger } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { v4 as uuidV4 } from 'uuid';
import { principalName } from '../common/scope.js';
import { visibleText } from '../common/visible-text.js';
import { SETTINGS_TOKEN } from '../config/config.module.js';
import type { Settings } from '../config/settings.schema.js';
import { isLoopback } from '../config/value-formats.js';
import { PROBLEM_TYPE, problemDocument, problemText, sendProblem } from '../http/problem-document.js';
import type { ProblemDocument } from '../http/problem-document.js';
import { hostGuard, BASE_PATH_SETTING } from '../http/request-checks.js';
import { KeyGuesses } from './key-guesses.js';
import { KeysService } from './keys.service.js';
import { originGuard, withoutBasePath } from './origin-guard.js';
import { rateLimits } from './rate-limits.js';
import { authenticate } from './scope.guard.js';

/** What another program may call a request. */
const GIVEN_ID = /^[\w.-]{1,64}$/;

/** Gives every request an id, or keeps the one that a proxy has given it, and answers with it in `X-Request-Id`. */
function requestId(request: Request, response: Response, next: NextFunction): void {
  const given = request.headers['x-request-id'];
  response.setHeader('X-Request-Id', typeof given === 'string' && GIVEN_ID.test(given) ? given : uuidV4());
  next();
}

const LONGEST_PATH = 200;

/** Which requests are logged. */
type LoggedRequests = 'changes' | 'all';

/**
 * Logs requests when they have been answered: method, path, status, time, key, address and id. Queries are left out:
 * they may hold what is nobody's business.
 */
function accessLog(which: LoggedRequests): RequestHandler {
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

/**
 * Answers as a problem document, too, what never reaches a route: bytes that are no HTTP, headers beyond 16 KiB, a
 * request that takes too long to arrive, an `Expect` that nobody can meet.
 */
function answerUnreadableRequests(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy();
    const problem = problemOf(error.code);
    const body = JSON.stringify(problem);
    socket.end(
      `HTTP/1.1 ${problem.status} ${problem.title}\r\nContent-Type: ${PROBLEM_TYPE}; charset=utf-8\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  });
  // Node would answer these by itself, without a word; see requireHost.
  Object.assign(server, { requireHostHeader: false });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const detail = 'The service meets no Expect but 100-continue.';
    const url = request.url ?? '/';
    const problem = problemDocument(417, 'EXPECTATION_FAILED', detail, url.split('?')[0]!);
    response.writeHead(417, { 'Content-Type': `${PROBLEM_TYPE}; charset=utf-8`, Connection: 'close' });
    response.end(problemText(problem, url));
  });
}

/** Refuses a request that names no host: HTTP/1.1 asks for it. */
function requireHost(request: Request, response: Response, next: NextFunction): void {
  if (request.headers.host !== undefined || request.httpVersion !== '1.1') return next();
  sendProblem(response, problemDocument(400, 'REQUEST_UNREADABLE', 'The request names no host.', request.path));
}

function problemOf(code: string | undefined): ProblemDocument {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return problemDocument(431, 'HEADERS_TOO_LARGE', 'The path and the headers are larger than 16 KiB.', '/');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return problemDocument(408, 'REQUEST_TOO_SLOW', 'The request took too long to arrive.', '/');
    default:
      return problemDocument(400, 'REQUEST_UNREADABLE', 'The request is not HTTP.', '/');
  }
}

/** What a web page elsewhere may read of an answer. */
const EXPOSED_HEADERS = ['ETag', 'Link', 'Location', 'RateLimit', 'Retry-After', 'X-Request-Id', 'X-Total-Count'];

/** Everything that a request passes before it reaches a route, in this order. */
export function secureApp(app: NestExpressApplication): void {
  const settings = app.get<Settings>(SETTINGS_TOKEN);
  const { HOST, ALLOWED_HOSTS, TRUST_PROXY, BASE_PATH, ACCESS_LOG, CORS_ORIGINS, RATE_LIMIT_PER_MINUTE } = settings;
  answerUnreadableRequests(app.getHttpServer());
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  if (TRUST_PROXY.length > 0) app.set('trust proxy', [...TRUST_PROXY]);
  app.set(BASE_PATH_SETTING, BASE_PATH);
  app.use(requestId);
  app.use(requireHost);
  if (BASE_PATH !== '') app.use(withoutBasePath(BASE_PATH));
  if (ACCESS_LOG !== 'none') app.use(accessLog(ACCESS_LOG));
  if (isLoopback(HOST)) app.use(hostGuard(ALLOWED_HOSTS));
  // TLS, where there is any, ends at a proxy: that is the place to promise it.
  app.use(helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } }, hsts: false }));
  if (CORS_ORIGINS.length > 0) {
    app.enableCors({ origin: [...CORS_ORIGINS], exposedHeaders: EXPOSED_HEADERS, maxAge: 600 });
  }
  app.use(originGuard(CORS_ORIGINS));
  app.use(authenticate(app.get(KeysService), new KeyGuesses(() => performance.now())));
  app.use(rateLimits(RATE_LIMIT_PER_MINUTE));
}
