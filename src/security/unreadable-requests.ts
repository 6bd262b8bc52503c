import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { NextFunction, Request, Response } from 'express';
import { PROBLEM_TYPE, problemDocument, sendProblem } from '../http/problem-document.js';
import type { ProblemDocument } from '../http/problem-document.js';

/**
 * Answers as a problem document, too, what never reaches a route: bytes that are no HTTP, headers beyond 16 KiB, a
 * request that takes too long to arrive, an `Expect` that nobody can meet.
 */
export function answerUnreadableRequests(server: Server): void {
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
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
    const detail = 'The service meets no Expect but 100-continue.';
    const problem = problemDocument(417, 'EXPECTATION_FAILED', detail, '/');
    response.writeHead(417, { 'Content-Type': `${PROBLEM_TYPE}; charset=utf-8`, Connection: 'close' });
    response.end(JSON.stringify(problem));
  });
}

/** Refuses a request that names no host: HTTP/1.1 asks for it. */
export function requireHost(request: Request, response: Response, next: NextFunction): void {
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
