import { MOST_EVIDENCE } from './alert-growth.js';
import type { AlertGrowth } from './alert-growth.js';
import type { DetectedAlert } from './detected-alert.js';
import { severityOf } from './severity.js';
import { EMPTY_TALLY, tallied } from './tally.js';

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
    firstSeen,
    firedAt,
    lastSeen: Math.max(lastSeen, alert?.lastSeen ?? lastSeen),
    endsAt: Math.max(endsAt, alert?.endsAt ?? endsAt),
    ipAddressCount,
    usernames: tallied(alert?.usernames ?? EMPTY_TALLY, growth.usernames),
    ipAddresses: tallied(alert?.ipAddresses ?? EMPTY_TALLY, growth.ipAddresses),
    methods: tallied(alert?.methods ?? EMPTY_TALLY, growth.methods),
    hosts: tallied(alert?.hosts ?? EMPTY_TALLY, growth.hosts),
    firstEntries: [...(alert?.firstEntries ?? []), ...growth.firstEntries].slice(0, MOST_EVIDENCE),
    lastEntries: lastEntries.slice(-MOST_EVIDENCE),
    firing: alert?.firing ?? firing,
    outcome,
    login,
    logins,
    explanation: alert?.explanation ?? null,
    lane,
  };
}
