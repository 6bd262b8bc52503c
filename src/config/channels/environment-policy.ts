import type { Settings } from '../settings.schema.js';
import type { PolicySettings } from './policy-settings.js';

/** The policy of channels that have none of their own. */
export function policySettings(settings: Settings): PolicySettings {
  return {
    min_severity: settings.NOTIFY_MIN_SEVERITY,
    repeat_hours: settings.NOTIFY_REPEAT_HOURS,
    ended: settings.NOTIFY_ENDED,
    max_age_hours: settings.NOTIFY_MAX_AGE_HOURS,
    rate_limit: settings.NOTIFY_RATE_LIMIT,
    digest_minutes: settings.NOTIFY_DIGEST_MINUTES,
    quiet: settings.NOTIFY_QUIET,
  };
}
