import { eventForm } from '../../parsing/message-form.js';
import type { LogType, LogTypeMeaning } from '../../parsing/parsed-line.js';
import type { LogSource } from '../program.js';

/** The form of every line that a filter or a format of `LOG_FILES` matches. */
export const FILTER_MATCH = eventForm('filter_match', {
  logType: 'filter_failed_login',
  evidence: 'failure',
  whenNothingNew: 'store',
  isOfConnection: false,
  needsProgram: true,
  example: 'user "bob": password mismatch, client: 192.0.2.10, server: example.net, request: "GET / HTTP/1.1"',
  writtenBy: 'any program: a filter of fail2ban, or a format, that LOG_FILES names for the log',
});

/** What rules call the lines of all filters, whatever their log type. */
export const FILTER_LOG_SOURCE: LogSource = { category: [], product: ['linux', 'unix'], service: ['filters'] };

/** Stands for the log types of all filters: each has one of its own. */
export const FILTER_LOG_TYPES: Readonly<Record<string, LogTypeMeaning>> = {
  filter_failed_login: {
    category: 'login_failed',
    meaning:
      'A filter of fail2ban, or a format, matched the line. The log type of each is made of its name: `nginx_http_auth_failed_login`.',
    example: 'user "bob": password mismatch, client: 192.0.2.10, server: example.net, request: "GET / HTTP/1.1"',
  },
};

/** What the log types of filters end with. */
export const FILTER_TYPE_ENDING = '_failed_login';

/** A log type has so many characters at most. */
const MAX_TYPE = 40;

/** The log type of what a filter matches, such as `nginx_http_auth_failed_login`. @param taken log types that are of others */
export function filterLogType(name: string, taken: (type: LogType) => boolean): LogType {
  const word = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '')
    .slice(0, MAX_TYPE - FILTER_TYPE_ENDING.length);
  const type = `${word}${FILTER_TYPE_ENDING}`;
  return word === '' || taken(type)
    ? `${word.slice(0, MAX_TYPE - FILTER_TYPE_ENDING.length - 7)}_filter${FILTER_TYPE_ENDING}`
    : type;
}

/** True for a log type that a filter's may be. */
export function mayBeFilterType(type: LogType): boolean {
  return type.endsWith(FILTER_TYPE_ENDING);
}
