import { isFault } from './setting.js';
import type { SettingFault } from './setting.js';
import { parseTimeZone } from './time-zone.js';

/** One item of `LOG_FILES`. */
export interface LogSourceSetting {
  /** Path or glob pattern of log files as the user wrote it, or `journald`. */
  readonly pattern: string;
  /** IANA zone of lines without an offset; null: the general one. */
  readonly timeZone: string | null;
  /** Host of lines that name none; null: unknown. */
  readonly host: string | null;
}

/** The item of `LOG_FILES` that stands for the systemd journal. */
export const JOURNALD = 'journald';

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
  return pattern === '' ? { fault: 'has options without a file' } : { pattern, timeZone, host };
}
