import { SEVERITIES } from '../alerts/lifecycle/alert-terms.js';
import type { Severity } from '../alerts/lifecycle/alert-terms.js';
import { haveInCommon, parseRange } from '../net/ip-range.js';
import type { IpRange } from '../net/ip-range.js';

/** Why an address of an alert is not decided about. */
export const SPARE_REASONS = {
  severity: 'The alert is less severe than DECISIONS_MIN_SEVERITY.',
  rule: 'The rule is not one of DECISIONS_RULES.',
  few_attempts: 'One of many addresses of an attack, with fewer attempts than DECISIONS_MIN_ATTEMPTS.',
  range: 'A network, and DECISIONS_RANGES is false.',
  old: 'The attack was over for a day.',
  false_positive: 'Somebody found that it was no attack.',
  forgeable: 'A client may have chosen the address that the log line has, and DECISIONS_FORGEABLE is false.',
  special: 'No address of the internet: loopback, multicast or the like.',
  private: 'A private address, and DECISIONS_PRIVATE is false.',
  own: 'An address of this machine.',
  allowlisted: 'The allowlist covers it.',
  known_login: 'People logged in from it before the first alert about it, within DECISIONS_SPARE_LOGIN_DAYS.',
  lifted: 'Somebody ended the decision about this alert.',
} as const;

export type SpareReason = keyof typeof SPARE_REASONS;

/** Durations are milliseconds. */
export interface DecisionPolicy {
  readonly minSeverity: Severity;
  /** Names; empty: all. */
  readonly rules: readonly string[];
  readonly banMs: number;
  readonly maxBanMs: number;
  /** Of an address that takes part in an attack by many. */
  readonly minAttempts: number;
  readonly ranges: boolean;
  readonly allowPrivate: boolean;
  /** Decides also about addresses that a client may have chosen. */
  readonly allowForgeable: boolean;
  /** 0: logins spare nobody. */
  readonly spareLoginMs: number;
}

/** An address or a network that an alert speaks against. Moments are UTC milliseconds. */
export interface Culprit {
  readonly value: string;
  readonly isRange: boolean;
  readonly alertId: string;
  readonly rule: string;
  readonly severity: Severity;
  /** Of this address, where the attack was by many; null: all are its own. */
  readonly sharedAttempts: number | null;
  readonly firedAt: number;
  readonly lastSeen: number;
  readonly isFalsePositive: boolean;
  /** True where a client may have chosen the address. */
  readonly isForgeable: boolean;
}

/** What is known of the value besides. */
export interface Standing {
  readonly isAllowlisted: boolean;
  readonly isOwn: boolean;
  /** When an alert about it began first; null: there is none. */
  readonly firstAlertAt: number | null;
  /** When somebody logged in from it first and last; null: nobody has. */
  readonly login: { readonly firstSeen: number; readonly lastSeen: number } | null;
  readonly before: readonly EarlierDecision[];
}

/** A decision about the value that is over. */
export interface EarlierDecision {
  readonly alertId: string | null;
  readonly createdAt: number;
  readonly endedAt: number;
  readonly endReason: string | null;
  /** The last event of alerts about the value when it ended, by their own times; null: there was none. */
  readonly seenTo: number | null;
}

export type Verdict =
  { readonly kind: 'ban'; readonly until: number } | { readonly kind: 'spared'; readonly reason: SpareReason };

const DAY_MS = 86_400_000;
/** An attack that was over for so long is nobody's to stop. */
const OLD_MS = DAY_MS;
/** Who was decided about within so long, and comes back, stays away for longer. */
const REMEMBERED_MS = 30 * DAY_MS;

/** Whether an alert's culprit is to be turned away now, and for how long; null: that has been decided already. */
export function judge(policy: DecisionPolicy, culprit: Culprit, standing: Standing, now: number): Verdict | null {
  const reason = spareReason(policy, culprit, standing, now);
  if (reason !== null) return { kind: 'spared', reason };
  // What it did before the last decision was over is paid for; clocks of logs and ours are not compared for that.
  const paid = standing.before.filter(({ endReason }) => PAID.has(endReason ?? ''));
  if (paid.some(({ seenTo }) => seenTo !== null && culprit.lastSeen <= seenTo)) return null;
  const times = standing.before.filter(
    ({ endReason, endedAt }) => endReason === 'expired' && endedAt > now - REMEMBERED_MS,
  ).length;
  return { kind: 'ban', until: now + Math.min(policy.maxBanMs, policy.banMs * 2 ** Math.min(times, 30)) };
}

function spareReason(policy: DecisionPolicy, culprit: Culprit, standing: Standing, now: number): SpareReason | null {
  const { value, severity, rule, sharedAttempts } = culprit;
  if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(policy.minSeverity)) return 'severity';
  if (policy.rules.length > 0 && !policy.rules.includes(rule)) return 'rule';
  if (sharedAttempts !== null && sharedAttempts < policy.minAttempts) return 'few_attempts';
  if (culprit.isFalsePositive) return 'false_positive';
  if (culprit.isForgeable && !policy.allowForgeable) return 'forgeable';
  if (culprit.lastSeen < now - OLD_MS) return 'old';
  const kind = kindOf(value);
  if (kind === 'special') return 'special';
  if (standing.isOwn) return 'own';
  if (standing.isAllowlisted) return 'allowlisted';
  if (kind === 'private' && !policy.allowPrivate) return 'private';
  if (culprit.isRange && !policy.ranges) return 'range';
  if (isKnownLogin(policy, standing, now)) return 'known_login';
  if (standing.before.some((each) => LIFTED.has(each.endReason ?? '') && (each.seenTo ?? 0) >= culprit.firedAt))
    return 'lifted';
  return null;
}

/** What was switched off, or covered by an entry of the allowlist that is gone, was no punishment. */
const PAID: ReadonlySet<string> = new Set(['expired', 'removed', 'false_positive']);
/** Somebody has looked at what had happened until then. */
const LIFTED: ReadonlySet<string> = new Set(['removed', 'false_positive']);

/** False where nothing that is known besides could have the culprit turned away. */
export function mayDecide(policy: DecisionPolicy, culprit: Culprit): boolean {
  const { severity, rule, isFalsePositive, isForgeable, isRange } = culprit;
  return (
    SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(policy.minSeverity) &&
    (policy.rules.length === 0 || policy.rules.includes(rule)) &&
    !isFalsePositive &&
    (!isForgeable || policy.allowForgeable) &&
    (!isRange || policy.ranges)
  );
}

/** A login that came after the first attack from there is no sign of a friend. */
function isKnownLogin({ spareLoginMs }: DecisionPolicy, { login, firstAlertAt }: Standing, now: number): boolean {
  if (login === null || spareLoginMs === 0) return false;
  const isBefore = firstAlertAt === null || login.firstSeen < firstAlertAt;
  return isBefore && login.lastSeen >= now - spareLoginMs - DAY_MS;
}

const PRIVATE_RANGES = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '100.64.0.0/10',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
].map(rangeOf);
const SPECIAL_RANGES = ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/3', '::/127', 'ff00::/8'].map(rangeOf);

function rangeOf(text: string): IpRange {
  return parseRange(text) as IpRange;
}

/** What kind of address it is, or a range holds any of: `special` ones are never turned away. Other text is special. */
export function kindOf(value: string): 'public' | 'private' | 'special' {
  const given = parseRange(value);
  if ('fault' in given) return 'special';
  if (SPECIAL_RANGES.some((range) => haveInCommon(range, given))) return 'special';
  if (PRIVATE_RANGES.some((range) => haveInCommon(range, given))) return 'private';
  // IPv4 written as IPv6, which no entry of a log has.
  return value.includes(':') && !given.range.includes(':') ? 'special' : 'public';
}
