import type { Settings } from '../config/settings.schema.js';
import type { DecisionPolicy } from './policy.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The policy that the configuration says. */
export function policyOf(settings: Settings): DecisionPolicy {
  return {
    minSeverity: settings.DECISIONS_MIN_SEVERITY,
    rules: settings.DECISIONS_RULES,
    banMs: settings.DECISIONS_BAN_MINUTES * MINUTE,
    maxBanMs: settings.DECISIONS_MAX_BAN_HOURS * 60 * MINUTE,
    minAttempts: settings.DECISIONS_MIN_ATTEMPTS,
    ranges: settings.DECISIONS_RANGES,
    allowPrivate: settings.DECISIONS_PRIVATE,
    allowForgeable: settings.DECISIONS_FORGEABLE,
    spareLoginMs: settings.DECISIONS_SPARE_LOGIN_DAYS * DAY,
  };
}
