import { databaseBusy } from '../http/problem-document.js';
import type { ProblemDocument } from '../http/problem-document.js';

/** The problems of handling alerts, as the API documents them. */

const PATH = '/alerts/0c8e0e0c-9f0f-5b52-8f0e-6a2d4a3d1f11';
const INVALID = { type: 'about:blank', title: 'Bad Request', status: 400, instance: PATH };
const CONFLICT = { type: 'about:blank', title: 'Conflict', status: 409 };

export const ALERT_NOT_FOUND: ProblemDocument = {
  type: 'about:blank',
  title: 'Not Found',
  status: 404,
  code: 'ALERT_NOT_FOUND',
  detail: 'There is no such alert.',
  instance: PATH,
};

export const BODY_INVALID: ProblemDocument = {
  ...INVALID,
  code: 'REQUEST_INVALID',
  detail: 'The request has parts that are not valid.',
  errors: [{ pointer: 'status', detail: 'status must be one of the following values: open, acknowledged, resolved' }],
};

export const NOTHING_ASKED: ProblemDocument = {
  ...INVALID,
  code: 'ALERT_NOTHING_ASKED',
  detail: 'Ask for a status, a snooze_until or a note.',
};

export const RESOLUTION_MISSING: ProblemDocument = {
  ...INVALID,
  code: 'ALERT_RESOLUTION_MISSING',
  detail: 'Say what it was: a resolution is one of true_positive, false_positive.',
};

export const SNOOZE_PAST: ProblemDocument = {
  ...INVALID,
  code: 'ALERT_SNOOZE_PAST',
  detail: 'snooze_until must be in the future.',
};

export const MOVE_REFUSED: ProblemDocument = {
  ...CONFLICT,
  code: 'ALERT_MOVE_REFUSED',
  detail: 'The alert is acknowledged already.',
  instance: PATH,
};

export const TOO_MANY: ProblemDocument = {
  ...INVALID,
  code: 'ALERTS_TOO_MANY',
  detail: 'More than 10000 alerts match; narrow the filters, by time for example.',
  instance: '/alerts',
};

export const COUNT_MISSING: ProblemDocument = {
  ...INVALID,
  code: 'ALERT_COUNT_MISSING',
  detail: 'Ask with "dry_run": true how many alerts match, then repeat with "expected_count" set to that number.',
  instance: '/alerts',
};

export const COUNT_CHANGED: ProblemDocument = {
  ...CONFLICT,
  code: 'ALERT_COUNT_CHANGED',
  detail: '13 alerts match now, not 12; nothing was done. Look again, and repeat with the new count.',
  instance: '/alerts',
};

export const BUSY = databaseBusy(PATH);
