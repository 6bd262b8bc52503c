import { ownCopy } from '../../common/own-copy.js';
import type { LogEntry } from './log-entry.entity.js';
import type { LogEvent } from '../parsing/parsed-line.js';

/** How much of a line's text an entry keeps, in UTF-16 units; sshd cuts its own messages at 500 bytes. */
const MOST_RAW_LOG = 8192;
const MOST_TEXT = 1024;
const MOST_NAME = 255;

/** The log entry that a parsed line becomes. Text is bounded here, so that nothing later has to doubt it. */
export function logEntryOfEvent(id: number, event: LogEvent, sourceId: number, line: string): LogEntry {
  return {
    id,
    timestamp: event.timestamp,
    timeBasis: event.timeBasis,
    logType: event.logType,
    host: bounded(event.host, MOST_NAME),
    program: bounded(event.program, 64)!,
    pid: event.pid,
    ipAddress: event.ipAddress,
    sourceHost: bounded(event.sourceHost, MOST_NAME),
    port: event.port,
    username: bounded(event.username, MOST_TEXT),
    validUser: event.validUser,
    method: bounded(event.method, 64),
    keyType: bounded(event.keyType, 64),
    keyFingerprint: bounded(event.keyFingerprint, MOST_NAME),
    certificateId: bounded(event.certificateId, MOST_TEXT),
    attempts: event.attempts,
    carriedAttempts: event.carriedAttempts,
    methodAttempts: event.methodAttempts,
    allowlisted: false,
    lane: 0,
    sourceId,
    rawLog: bounded(line, MOST_RAW_LOG)!,
  };
}

/** Cuts a long text, saying how much is missing. */
function bounded(text: string | null, most: number): string | null {
  if (text === null || text.length <= most) return text;
  const mark = `…[${text.length - most} more]`;
  // A slice would keep all of the text alive.
  return ownCopy(text.slice(0, most - mark.length)) + mark;
}
