import type { ProblemDocument } from '../../../http/problem-document.js';
import type { BodyDeadlines } from './request-body.js';

/** How much may wait for the scan; a sender that meets a limit tries again. */
export interface IngestLimits {
  /** Bytes of lines. */
  readonly waitingBytes: number;
  readonly waitingBatches: number;
  /** Names of senders. */
  readonly sources: number;
  /** Bytes of bodies that are held at once, as they were sent. */
  readonly bodyBytes: number;
  /** Bodies of one key, or of one address where there are no keys. */
  readonly bodiesOfSender: number;
  /** How long a body may take. */
  readonly body: BodyDeadlines;
}

/** Injection token of the {@link IngestLimits}. */
export const INGEST_LIMITS = Symbol('IngestLimits');

/** Half a minute of scanning; every scan looks at every sender. */
export const DEFAULT_LIMITS: IngestLimits = {
  waitingBytes: 256 << 20,
  waitingBatches: 10_000,
  sources: 1_000,
  bodyBytes: 64 << 20,
  bodiesOfSender: 128,
  body: { silenceMs: 15_000, wholeMs: 120_000 },
};

// The problems of `POST /ingest`, as the API documents them.

const PROBLEM = { type: 'about:blank', instance: '/ingest' };

export const INVALID: ProblemDocument = {
  ...PROBLEM,
  title: 'Bad Request',
  status: 400,
  code: 'REQUEST_INVALID',
  detail: 'The request has parts that are not valid.',
  errors: [{ pointer: 'line 3', detail: 'is neither {"line": "…"} nor an entry of journalctl -o json' }],
};

export const KEY_REUSED: ProblemDocument = {
  ...PROBLEM,
  title: 'Conflict',
  status: 409,
  code: 'IDEMPOTENCY_KEY_REUSED',
  detail: 'Other lines were sent with this Idempotency-Key before; give every batch a key of its own.',
};

export const TOO_MANY_SOURCES: ProblemDocument = {
  ...KEY_REUSED,
  code: 'INGEST_TOO_MANY_SOURCES',
  detail: 'There are 1000 senders already; use one of their names, or send by way of a relay.',
};

export const TOO_SLOW: ProblemDocument = {
  ...PROBLEM,
  title: 'Request Timeout',
  status: 408,
  code: 'REQUEST_TOO_SLOW',
  detail: 'The body took too long to arrive; send it again.',
};

export const TOO_LARGE: ProblemDocument = {
  ...PROBLEM,
  title: 'Payload Too Large',
  status: 413,
  code: 'BODY_TOO_LARGE',
  detail: 'A body holds 10485760 bytes at most; send less at once.',
};

export const WRONG_TYPE: ProblemDocument = {
  ...PROBLEM,
  title: 'Unsupported Media Type',
  status: 415,
  code: 'MEDIA_TYPE_UNSUPPORTED',
  detail: 'Lines are sent as Content-Type: text/plain or application/x-ndjson, in UTF-8.',
};

export const BACKLOG_FULL: ProblemDocument = {
  ...PROBLEM,
  title: 'Service Unavailable',
  status: 503,
  code: 'INGEST_BACKLOG_FULL',
  detail: 'Too many lines wait to be scanned; send them again in a while.',
};

export const INGEST_BUSY: ProblemDocument = {
  ...BACKLOG_FULL,
  code: 'INGEST_BUSY',
  detail: 'Too much is being received at once; send it again in a moment.',
};

export const DATABASE_BUSY: ProblemDocument = {
  ...BACKLOG_FULL,
  code: 'DATABASE_BUSY',
  detail: 'The database is busy; try again in a moment.',
};
