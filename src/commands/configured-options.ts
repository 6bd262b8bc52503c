import type { LogSourceSetting } from '../config/log-sources.js';
import type { Settings } from '../config/settings.schema.js';
import { configuredPath } from '../logs/ingestion/source-selection.js';

/**
 * The zone, the host and the sender that `LOG_FILES` gives to the log at a path; null where it says nothing of it. So a command reads a
 * log as the service does.
 */
export function configuredOptions(
  path: string,
  { LOG_FILES }: Pick<Settings, 'LOG_FILES'>,
): Pick<LogSourceSetting, 'timeZone' | 'host' | 'sender'> {
  const configured = LOG_FILES.find(({ pattern }) => configuredPath(pattern) === path);
  const { timeZone = null, host = null, sender = null } = configured ?? {};
  return { timeZone, host, sender };
}
