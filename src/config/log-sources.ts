import { isDynamicPattern } from 'tinyglobby';
import { isFilterOption, splitOutsideBrackets, takeFilterOption } from './log-filters.js';
import type { LogFilterSetting } from './log-filters.js';
import { isFault } from './setting.js';
import type { SettingFault } from './setting.js';
import { parseTimeZone } from './value-formats.js';

/** One item of `LOG_FILES`. */
export interface LogSourceSetting {
  /** Path or glob pattern of log files as the user wrote it, `journald`, or `push:NAME`. */
  readonly pattern: string;
  /** IANA zone of lines without an offset; null: the general one. */
  readonly timeZone: string | null;
  /** Host of lines that name none; null: unknown. */
  readonly host: string | null;
  /** What lines of a tag that is not known are of: `sshd`, or `TAG:sshd` for one tag alone; null: of another program. */
  readonly program: string | null;
  /** In their order: the first that matches a line says what it is. */
  readonly filters: readonly LogFilterSetting[];
  /**
   * The name under which this instance hands the log on to the one that detects; null: whichever instance detects reads
   * it.
   */
  readonly sender: string | null;
}

/** The item of `LOG_FILES` that stands for the systemd journal. */
export const JOURNALD = 'journald';

/** Before the name of a source whose lines are sent to us: `push:web-1`. */
export const PUSH_PREFIX = 'push:';

/** What a sender may be called. */
export const PUSH_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Programs that the tag of a container or an add-on may stand for. */
export const TAGGED_PROGRAMS: readonly string[] = ['sshd', 'dropbear', 'sudo'];

/** `sshd`, for every tag that is not known, or `TAG:sshd`. */
const PROGRAM_OPTION = new RegExp(`^(?:[^\\s:;,]{1,64}:)?(?:${TAGGED_PROGRAMS.join('|')})$`);

/** Reads `PATH;zone=ZONE;host=NAME;program=[TAG:]NAME;filter=PATH;sender=NAME, …`; the options may be absent. */
export function parseLogSources(text: string): readonly LogSourceSetting[] | SettingFault {
  const sources: LogSourceSetting[] = [];
  for (const item of splitOutsideBrackets(text, ',')) {
    if (item === '') continue;
    const source = parseItem(item);
    if (isFault(source)) return source;
    sources.push(source);
  }
  if (sources.length === 0) return { fault: 'must name at least one log file' };
  const senders = forwardedLogs(sources).map(({ sender }) => sender);
  const twice = senders.find((sender, index) => senders.indexOf(sender) !== index);
  if (twice !== undefined) return { fault: `hands on two logs under the name ${twice}; give each one of its own` };
  const forwarded = new Set(forwardedLogs(sources).map(({ pattern }) => pattern));
  const both = scannedLogs(sources).find(({ pattern }) => forwarded.has(pattern));
  if (both === undefined) return sources;
  return { fault: `names ${both.pattern} with a sender and without; its lines would count twice` };
}

/** The logs that are read by whichever instance detects. */
export function scannedLogs(sources: readonly LogSourceSetting[]): readonly LogSourceSetting[] {
  return sources.filter(({ sender }) => sender === null);
}

/** The logs that this instance reads and hands on. */
export function forwardedLogs(
  sources: readonly LogSourceSetting[],
): readonly (LogSourceSetting & { readonly sender: string })[] {
  return sources.flatMap((source) => (source.sender === null ? [] : [{ ...source, sender: source.sender }]));
}

function parseItem(item: string): LogSourceSetting | SettingFault {
  const [pattern = '', ...options] = splitOutsideBrackets(item, ';');
  let timeZone: string | null = null;
  let host: string | null = null;
  let program: string | null = null;
  let sender: string | null = null;
  const filters: LogFilterSetting[] = [];
  for (const option of options) {
    const [name, value = ''] = atFirst(option, '=');
    if (name === 'zone') {
      const zone = parseTimeZone(value);
      if (isFault(zone) || value === '') return { fault: `has an unknown time zone '${value}' for ${pattern}` };
      timeZone = zone;
    } else if (name === 'host' && value !== '') {
      host = value;
    } else if (name === 'program') {
      if (!PROGRAM_OPTION.test(value))
        return { fault: `has a program other than ${TAGGED_PROGRAMS.join(', ')} for ${pattern}: '${value}'` };
      program = value;
    } else if (isFilterOption(name)) {
      const fault = takeFilterOption(filters, name, value);
      if (fault !== null) return { fault: `${fault} for ${pattern}: '${option}'` };
    } else if (name === 'sender') {
      const fault = senderFault(pattern, value);
      if (fault !== null) return fault;
      sender = value;
    } else {
      return {
        fault: `has an option that is none of zone, host, program, filter, format, maxretry, findtime and sender for ${pattern}: '${option}'`,
      };
    }
  }
  if (pattern.startsWith(PUSH_PREFIX) && !PUSH_NAME.test(pattern.slice(PUSH_PREFIX.length))) {
    return { fault: `names a sender with other characters than letters, digits, '.', '_' and '-': '${pattern}'` };
  }
  if (program !== null && sender !== null)
    return {
      fault: `names a program for ${pattern}, which is handed on: give it to push:${sender} where that is read`,
    };
  if (filters.length > 0 && sender !== null)
    return {
      fault: `names a filter for ${pattern}, which is handed on: give it to push:${sender} where that is read`,
    };
  return pattern === ''
    ? { fault: 'has options without a file' }
    : { pattern, timeZone, host, program, filters, sender };
}

function atFirst(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

function senderFault(pattern: string, sender: string): SettingFault | null {
  if (!PUSH_NAME.test(sender)) {
    return { fault: `names a sender with other characters than letters, digits, '.', '_' and '-': '${sender}'` };
  }
  if (pattern.startsWith(PUSH_PREFIX)) return { fault: `gives a sender to ${pattern}, which is one` };
  // Lines of several logs under one name would be read as those of one.
  return isDynamicPattern(pattern) ? { fault: `gives one sender to all that ${pattern} matches; name the file` } : null;
}
