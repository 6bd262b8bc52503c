import { v5 as uuidV5 } from 'uuid';
import { severityOf } from './alert-terms.js';
import type { AlertOutcome, Severity } from './alert-terms.js';

/** How often values occurred, in the order in which they first came. */
type ValueCounts = readonly (readonly [value: string, count: number])[];

/** How many distinct values a tally keeps apart, and how many characters they have together: the first that come. */
export const MAX_VALUES = 1000;
const MAX_CHARACTERS = 10_000;

/** How often each value occurred, bounded in size. */
interface TallyState {
  /** In the order in which the values first came. */
  readonly counts: ValueCounts;
  /** Occurrences of values that came when the tally was full. */
  readonly others: number;
  /** True when there were such values. */
  readonly isCut?: boolean;
}

export interface CountedValue {
  readonly value: string;
  readonly count: number;
}

export const EMPTY_TALLY: TallyState = { counts: [], others: 0 };

/** A tally with more occurrences: the same whether they are added at once or in parts. */
function tallied(state: TallyState, added: ValueCounts): TallyState {
  const counts = new Map(state.counts);
  let characters = state.counts.reduce((sum, [value]) => sum + value.length, 0);
  let { others } = state;
  let isCut = isTallyCut(state);
  for (const [value, count] of added) {
    const known = counts.get(value);
    if (known !== undefined) counts.set(value, known + count);
    else if (isCut || counts.size >= MAX_VALUES || characters + value.length > MAX_CHARACTERS) {
      others += count;
      isCut = true;
    } else {
      counts.set(value, count);
      characters += value.length;
    }
  }
  return { counts: [...counts], others, ...(isCut ? { isCut } : {}) };
}

/** True when there were more values than are kept apart: the number of those is the least that there were. */
function isTallyCut({ others, isCut = others > 0 }: TallyState): boolean {
  return isCut;
}

/** The most frequent values of a tally; among equals the one that came first. */
function mostFrequent(state: TallyState, most: number): CountedValue[] {
  return state.counts
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
}

/** Namespace of alert ids; a constant of this project, so that ids are the same everywhere. */
const ALERT_NAMESPACE = '5b9c2b1e-6d0f-5c54-9d0e-3f1f6f0a7c11';

/** A login that succeeded, from an address of an alert or for its user. */
export interface AlertLogin {
  /** UTC milliseconds. */
  readonly at: number;
  readonly username: string | null;
  readonly method: string | null;
  readonly ipAddress: string | null;
  /** Id of the log entry. */
  readonly entryId: number;
}

/** Logins of an alert are counted up to here. */
export const MAX_LOGINS = 100;

/**
 * What detection knows of an attack: one record an attack and rule, extended while the attack lasts. Times are UTC
 * milliseconds; user names and hosts are attacker text.
 */
export interface DetectedAlert {
  readonly id: string;
  /** Name of the rule, such as `ssh_brute_force`. */
  readonly rule: string;
  readonly ruleId: string;
  readonly ruleVersion: string;
  /** Title of the rule: why there is an alert. */
  readonly reason: string;
  /** That of the rule, or more after a login; see `outcome`. */
  readonly severity: Severity;
  readonly tags: readonly string[];
  /** The values of the rule's group-by, by name. */
  readonly groupBy: Readonly<Record<string, string>>;
  /** The source IP, where the rule groups by it. */
  readonly ipAddress: string | null;
  /** The user whom the attack is about, where the rule groups by users and not by addresses. */
  readonly username: string | null;
  readonly attempts: number;
  /** Number of log entries behind the alert. */
  readonly events: number;
  readonly firstSeen: number;
  readonly firedAt: number;
  readonly lastSeen: number;
  /** The rule's timespan behind `lastSeen`: the end of the attack, unless another event comes before. */
  readonly endsAt: number;
  /** True where a client may have chosen the address that some of the log entries have. */
  readonly forgeable: boolean;
  /** How many addresses took part, all told. */
  readonly ipAddressCount: number;
  /** Attempts by value. */
  readonly usernames: TallyState;
  readonly ipAddresses: TallyState;
  readonly methods: TallyState;
  readonly hosts: TallyState;
  /** Ids of the first and of the latest log entries behind the alert, a handful each. */
  readonly firstEntries: readonly number[];
  readonly lastEntries: readonly number[];
  /** The log entry with which the rule was met, and the attempts until then. */
  readonly firing: { readonly entryId: number; readonly attempts: number };
  readonly outcome: AlertOutcome;
  /** The first login that the outcome is about, or, where nobody tried in vain, that the alert is about; null: none. */
  readonly login: AlertLogin | null;
  /** How many such logins there are, {@link MAX_LOGINS} at most. */
  readonly logins: number;
  /** What there is to say that figures do not; null where they say everything. */
  readonly explanation: string | null;
  /** The stream of detection that the alert was found in; see Engine. */
  readonly lane: number;
}

/**
 * The id of the attack that a rule saw beginning at `firstSeen` (UTC ms) in one group: the same whenever it is read.
 *
 * @param groupKey the value of the rule's group-by; several values as a JSON array
 */
export function alertId(rule: string, groupKey: string, firstSeen: number): string {
  return uuidV5(JSON.stringify([rule, groupKey, firstSeen]), ALERT_NAMESPACE);
}

/** What detection needs of an attack to go on with it, or to count its firing. */
export type AttackFacts = Pick<
  DetectedAlert,
  'id' | 'rule' | 'groupBy' | 'ipAddress' | 'firstSeen' | 'firedAt' | 'lastSeen' | 'firing' | 'lane'
>;

/** What an alert tells of its rule. */
export interface AlertingRule {
  readonly name: string;
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly level: Severity;
  readonly tags: readonly string[];
  /** False for a rule that only serves other rules. */
  readonly raisesAlerts: boolean;
}

/**
 * What detection has found of one attack since it last reported it; can be copied to another thread. Times are UTC
 * milliseconds. Detection keeps of an attack what it needs to go on; the alert, which adds all growth up, is stored.
 */
export interface AlertGrowth {
  /** The id of the alert. */
  readonly id: string;
  /** True where the attack has begun since. */
  readonly isNew: boolean;
  readonly rule: AlertingRule;
  readonly groupBy: Readonly<Record<string, string>>;
  /** The source IP, where the rule groups by it. */
  readonly ipAddress: string | null;
  /** The user whom the attack is about, where the rule groups by users and not by addresses. */
  readonly username: string | null;
  readonly firstSeen: number;
  readonly firedAt: number;
  readonly lastSeen: number;
  readonly endsAt: number;
  readonly firing: DetectedAlert['firing'];
  readonly lane: number;
  /** Failed attempts, and log entries, that have come since. */
  readonly attempts: number;
  readonly events: number;
  /** True where a client may have chosen the address that some of those have. */
  readonly forgeable: boolean;
  /** Attempts by value that have come since; those without an attempt, too. */
  readonly usernames: ValueCounts;
  readonly ipAddresses: ValueCounts;
  readonly methods: ValueCounts;
  readonly hosts: ValueCounts;
  /** Ids of the first and of the last log entries that have come since. */
  readonly firstEntries: readonly number[];
  readonly lastEntries: readonly number[];
}

/** How many log entries an alert names at its beginning, and how many at its end. */
export const MAX_EVIDENCE = 5;

/** What an alert has beside what detection finds of its attack: whether they got in, and who took part. */
type Outcome = Pick<DetectedAlert, 'outcome' | 'login' | 'logins' | 'ipAddressCount'>;

const NO_OUTCOME: Outcome = { outcome: 'none', login: null, logins: 0, ipAddressCount: 0 };

/** An alert with what its attack has gained; the same whether growth is added at once or in parts. */
export function grownAlert(alert: DetectedAlert | null, growth: AlertGrowth): DetectedAlert {
  const { rule, id, groupBy, ipAddress, username, firstSeen, firedAt, lastSeen, endsAt, firing, lane } = growth;
  const { outcome, login, logins, ipAddressCount } = alert ?? NO_OUTCOME;
  const lastEntries = [...(alert?.lastEntries ?? []), ...growth.lastEntries];
  return {
    id,
    rule: rule.name,
    ruleId: rule.id,
    ruleVersion: rule.version,
    reason: rule.title,
    severity: severityOf(rule.level, outcome),
    tags: rule.tags,
    groupBy,
    ipAddress,
    username,
    attempts: (alert?.attempts ?? 0) + growth.attempts,
    events: (alert?.events ?? 0) + growth.events,
    forgeable: (alert?.forgeable ?? false) || growth.forgeable,
    firstSeen,
    firedAt,
    lastSeen: Math.max(lastSeen, alert?.lastSeen ?? lastSeen),
    endsAt: Math.max(endsAt, alert?.endsAt ?? endsAt),
    ipAddressCount,
    usernames: tallied(alert?.usernames ?? EMPTY_TALLY, growth.usernames),
    ipAddresses: tallied(alert?.ipAddresses ?? EMPTY_TALLY, growth.ipAddresses),
    methods: tallied(alert?.methods ?? EMPTY_TALLY, growth.methods),
    hosts: tallied(alert?.hosts ?? EMPTY_TALLY, growth.hosts),
    firstEntries: [...(alert?.firstEntries ?? []), ...growth.firstEntries].slice(0, MAX_EVIDENCE),
    lastEntries: lastEntries.slice(-MAX_EVIDENCE),
    firing: alert?.firing ?? firing,
    outcome,
    login,
    logins,
    explanation: alert?.explanation ?? null,
    lane,
  };
}

/** How many usernames, addresses, methods and hosts an alert shows; the totals count all of them. */
export const MAX_VALUES_SHOWN = 50;

/** What an alert shows of its tallies, which can be long; attempts by value, the most first. */
export interface AlertSummary {
  readonly usernameCount: number;
  /** True where there were more usernames than {@link usernameCount}, which tells those that are kept apart. */
  readonly usernamesCut?: boolean;
  readonly usernames: readonly CountedValue[];
  readonly ipAddressCount: number;
  readonly ipAddresses: readonly CountedValue[];
  readonly methods: readonly CountedValue[];
  readonly hosts: readonly CountedValue[];
}

/** The tallies of an alert. */
export type AlertTallies = Pick<DetectedAlert, 'usernames' | 'ipAddresses' | 'methods' | 'hosts'>;

export function alertSummary(alert: AlertTallies & Pick<DetectedAlert, 'ipAddressCount'>): AlertSummary {
  const { usernames, ipAddresses, methods, hosts, ipAddressCount } = alert;
  return {
    usernameCount: usernames.counts.length,
    ...(isTallyCut(usernames) ? { usernamesCut: true } : {}),
    usernames: shown(usernames),
    ipAddressCount,
    ipAddresses: shown(ipAddresses),
    methods: usedMethods(shown(methods)),
    hosts: shown(hosts),
  };
}

/** A method that no attempt is counted for says nothing: what it was named beside counts elsewhere. */
export function usedMethods(methods: readonly CountedValue[]): CountedValue[] {
  return methods.filter(({ count }) => count > 0);
}

function shown(tally: TallyState): CountedValue[] {
  return mostFrequent(tally, MAX_VALUES_SHOWN);
}
