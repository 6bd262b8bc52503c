import { endOfDigits } from './prefix/scan.js';

/** A daemon repeats for minutes, not for ever; a number beyond this is not believed. */
export const MAX_OCCURRENCES = 10_000;

const RSYSLOG_START = 'message repeated ';
const RSYSLOG_MIDDLE = ' times: [ ';
const SYSLOGD_START = 'last message repeated ';

interface Repetition {
  readonly times: number;
  /** The message; null where the line means the one before it. */
  readonly message: string | null;
}

/**
 * rsyslog's `message repeated 5 times: [ <message>]`, 5 more of that message, or syslogd's `last message repeated
 * 5 times`. Null for any other text.
 */
export function readRepetition(text: string): Repetition | null {
  const isRsyslog = text.startsWith(RSYSLOG_START);
  if (!isRsyslog && !text.startsWith(SYSLOGD_START)) return null;
  const at = isRsyslog ? RSYSLOG_START.length : SYSLOGD_START.length;
  const end = endOfDigits(text, at);
  const times = Math.min(Number(text.slice(at, Math.min(end, at + 9))), MAX_OCCURRENCES);
  if (end === at || times < 1) return null;
  if (!isRsyslog) return text.startsWith(' time', end) ? { times, message: null } : null;
  if (!text.startsWith(RSYSLOG_MIDDLE, end)) return null;
  const messageAt = end + RSYSLOG_MIDDLE.length;
  return { times, message: text.slice(messageAt, text.endsWith(']') ? text.length - 1 : text.length) };
}
