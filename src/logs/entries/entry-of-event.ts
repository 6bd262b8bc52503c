import { detachString } from '../../common/visible-text.js';
import type { StoredDetails } from '../parsing/event-details.js';
import type { EventDetails, LogEvent } from '../parsing/parsed-line.js';
import type { LogEntry } from './log-entry.entity.js';

/** How much of a line's text an entry keeps, in UTF-16 units; sshd cuts its own messages at 500 bytes. */
const MAX_RAW_LOG = 8192;
const MAX_TEXT = 1024;
const MAX_NAME = 255;
const MAX_COMMAND = 4096;

/** The log entry that a parsed line becomes. Text is bounded here, so that nothing later has to doubt it. */
export function logEntryOfEvent(id: number, event: LogEvent, sourceId: number, line: string): LogEntry {
  return {
    id,
    timestamp: event.timestamp,
    timeBasis: event.timeBasis,
    logType: event.logType,
    host: bounded(event.host, MAX_NAME),
    program: bounded(event.program, 64)!,
    pid: event.pid,
    ipAddress: event.ipAddress,
    sourceHost: bounded(event.sourceHost, MAX_NAME),
    port: event.port,
    username: bounded(event.username, MAX_TEXT),
    validUser: event.validUser,
    method: bounded(event.method, 64),
    keyType: bounded(event.keyType, 64),
    keyFingerprint: bounded(event.keyFingerprint, MAX_NAME),
    certificateId: bounded(event.certificateId, MAX_TEXT),
    service: bounded(event.service, 64),
    targetUser: bounded(event.targetUser, MAX_TEXT),
    command: bounded(event.command, MAX_COMMAND),
    tty: bounded(event.tty, 64),
    workingDirectory: bounded(event.workingDirectory, MAX_TEXT),
    details: detailsOf(event),
    attempts: event.attempts,
    carriedAttempts: event.carriedAttempts,
    methodAttempts: event.methodAttempts,
    allowlisted: false,
    lane: 0,
    sourceId,
    rawLog: bounded(line, MAX_RAW_LOG)!,
  };
}

/** Most events have none. */
function detailsOf({ details, addressCarried }: LogEvent): string | null {
  if (details === null && !addressCarried) return null;
  return JSON.stringify({
    ...boundedTexts(details),
    ...(addressCarried ? { addressCarried } : {}),
  } satisfies StoredDetails);
}

/** Paths, directories and groups are text of whoever is logged in. */
function boundedTexts(details: EventDetails | null): EventDetails | null {
  if (details === null) return null;
  const isLong = Object.values(details).some((value) => typeof value === 'string' && value.length > MAX_TEXT);
  if (!isLong) return details;
  const entries = Object.entries(details).map(([name, value]: [string, unknown]) => [
    name,
    typeof value === 'string' ? bounded(value, MAX_TEXT) : value,
  ]);
  return Object.fromEntries(entries) as EventDetails;
}

/** Cuts a long text, saying how much is missing. */
function bounded(text: string | null, most: number): string | null {
  if (text === null || text.length <= most) return text;
  const mark = `…[${text.length - most} more]`;
  // A slice would keep all of the text alive.
  return detachString(text.slice(0, most - mark.length)) + mark;
}
