import { isFault } from './setting.js';
import type { SettingFault } from './setting.js';
import { parseTimeZone } from './time-zone.js';

/** One item of `LOG_FILES`. */
export interface LogSourceSetting {
  /** Path or glob pattern of log files as the user wrote it, `journald`, or `push:NAME`. */
  readonly pattern: string;
  /** IANA zone of lines without an offset; null: the general one. */
  readonly timeZone: string | null;
  /** Host of lines that name none; null: unknown. */
  readonly host: string | null;
}

/** The item of `LOG_FILES` that stands for the systemd journal. */
export const JOURNALD = 'journald';

/** Before the name of a source whose lines are sent to us: `push:web-1`. */
export const PUSH_PREFIX = 'push:';

/** What a sender may be called. */
export const PUSH_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Reads `PATH;zone=ZONE;host=NAME, …`; the options may be absent. */
export function parseLogSources(text: string): readonly LogSourceSetting[] | SettingFault {
  const sources: LogSourceSetting[] = [];
  for (const item of text.split(',').map((part) => part.trim())) {
    if (item === '') continue;
    const source = parseItem(item);
    if (isFault(source)) return source;
    sources.push(source);
  }
  return sources.length === 0 ? { fault: 'must name at least one log file' } : sources;
}

function parseItem(item: string): LogSourceSetting | SettingFault {
  const [pattern = '', ...options] = item.split(';').map((part) => part.trim());
  let timeZone: string | null = null;
  let host: string | null = null;
  for (const option of options) {
    const [name, value = ''] = option.split('=', 2);
    if (name === 'zone') {
      const zone = parseTimeZone(value);
      if (isFault(zone) || value === '') return { fault: `has an unknown time zone '${value}' for ${pattern}` };
      timeZone = zone;
    } else if (name === 'host' && value !== '') {
      host = value;
    } else {
      return { fault: `has an option that is neither zone=ZONE nor host=NAME for ${pattern}: '${option}'` };
    }
  }
  if (pattern.startsWith(PUSH_PREFIX) && !PUSH_NAME.test(pattern.slice(PUSH_PREFIX.length))) {
    return { fault: `names a sender with other characters than letters, digits, '.', '_' and '-': '${pattern}'` };
  }
  return pattern === '' ? { fault: 'has options without a file' } : { pattern, timeZone, host };
}
