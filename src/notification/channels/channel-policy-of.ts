import type { PolicySettings } from '../../config/channels/policy-settings.js';
import type { ChannelPolicy } from '../policy/channel-policy.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The policy of a channel from the settings that it has. */
export function channelPolicyOf(settings: PolicySettings): ChannelPolicy {
  return {
    minSeverity: settings.min_severity,
    repeatMs: settings.repeat_hours === 0 ? null : settings.repeat_hours * HOUR_MS,
    tellsEnd: settings.ended,
    maxAgeMs: settings.max_age_hours * HOUR_MS,
    limit: settings.rate_limit,
    digestMs: settings.digest_minutes * MINUTE_MS,
    quiet: settings.quiet,
  };
}
