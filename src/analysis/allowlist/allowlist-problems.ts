import { databaseBusy } from '../../http/problem-document.js';
import type { ProblemDocument } from '../../http/problem-document.js';

/** The problems of the allowlist's routes, as the API documents them. */

const BAD_REQUEST = { type: 'about:blank', title: 'Bad Request', status: 400, instance: '/allowlist' };
const CONFLICT = { type: 'about:blank', title: 'Conflict', status: 409 };
const ENTRY_PATH = '/allowlist/5f0c6f0e-5a0b-4d9e-8f43-0a5d6f0f2f11';

export const ENTRY_INVALID: ProblemDocument = {
  ...BAD_REQUEST,
  code: 'REQUEST_INVALID',
  detail: 'The request has parts that are not valid.',
  errors: [{ pointer: 'range', detail: 'range has a prefix length that is no whole number from 0 to 32' }],
};

export const RANGE_TOO_WIDE: ProblemDocument = {
  ...BAD_REQUEST,
  code: 'ALLOWLIST_TOO_WIDE',
  detail: '0.0.0.0/0 would silence most alerts; repeat with "force": true if that is what you want.',
  errors: [{ pointer: 'range', detail: 'range holds a large part of the internet' }],
};

export const ENTRY_EXISTS: ProblemDocument = {
  ...CONFLICT,
  code: 'ALLOWLIST_ENTRY_EXISTS',
  detail: '192.0.2.0/24 is on the allowlist already.',
  instance: '/allowlist',
};

export const ENTRY_NOT_JSON: ProblemDocument = {
  type: 'about:blank',
  title: 'Unsupported Media Type',
  status: 415,
  code: 'MEDIA_TYPE_UNSUPPORTED',
  detail: 'The body of a request must be JSON, with Content-Type: application/json.',
  instance: '/allowlist',
};

export const BUSY = databaseBusy('/allowlist');

export const ENTRY_NOT_FOUND: ProblemDocument = {
  type: 'about:blank',
  title: 'Not Found',
  status: 404,
  code: 'ALLOWLIST_ENTRY_NOT_FOUND',
  detail: 'There is no such entry on the allowlist.',
  instance: ENTRY_PATH,
};

export const ENTRY_CONFIGURED: ProblemDocument = {
  ...CONFLICT,
  code: 'ALLOWLIST_ENTRY_CONFIGURED',
  detail: '192.0.2.0/24 belongs to the configuration: remove it from ALLOWLIST instead, and start again.',
  instance: ENTRY_PATH,
};
