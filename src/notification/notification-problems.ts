import { databaseBusy } from '../http/problem-document.js';
import type { ProblemDocument } from '../http/problem-document.js';

/** The problems of notification's routes, as the API documents them. */

const PATH = '/notifications/019a9f5e-6c00-7c3a-9a51-0f2d7c1e4b11';

export const NOT_FOUND: ProblemDocument = {
  type: 'about:blank',
  title: 'Not Found',
  status: 404,
  code: 'NOTIFICATION_NOT_FOUND',
  detail: 'There is no such notification.',
  instance: PATH,
};

export const DELIVERED: ProblemDocument = {
  type: 'about:blank',
  title: 'Conflict',
  status: 409,
  code: 'NOTIFICATION_DELIVERED',
  detail: 'The notification was delivered; it is not sent again.',
  instance: `${PATH}/retry`,
};

export const NOT_CONFIGURED: ProblemDocument = {
  ...DELIVERED,
  code: 'CHANNEL_NOT_CONFIGURED',
  detail: 'The configuration no longer has a channel email that reaches admin@example.org.',
};

export const CHANNEL_NOT_FOUND: ProblemDocument = {
  ...NOT_FOUND,
  code: 'CHANNEL_NOT_FOUND',
  detail: 'There is no such channel; GET /channels lists them.',
  instance: '/channels/pager/test',
};

export const BUSY = databaseBusy(`${PATH}/retry`);
