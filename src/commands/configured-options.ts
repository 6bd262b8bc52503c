import type { Settings } from '../config/settings.schema.js';
import { configuredPath } from '../logs/ingestion/source-selection.js';

/**
 * The zone and the host that `LOG_FILES` gives to the log at a path; null where it says nothing of it. So a command reads a
 * log as the service does.
 */
export function configuredOptions(
  path: string,
  { LOG_FILES }: Pick<Settings, 'LOG_FILES'>,
): { readonly timeZone: string | null; readonly host: string | null } {
  const configured = LOG_FILES.find(({ pattern }) => configuredPath(pattern) === path);
  return { timeZone: configured?.timeZone ?? null, host: configured?.host ?? null };
}
