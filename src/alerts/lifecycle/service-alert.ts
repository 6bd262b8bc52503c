import { EMPTY_TALLY, alertId } from './detected-alert.js';
import type { DetectedAlert } from './detected-alert.js';
import type { ServiceRule } from './service-rules.js';

/** No time is later: the end of an alert that goes on until something is mended. */
export const NO_END = 8_640_000_000_000_000;

/** Alerts about the service are none of the engine's. */
const NO_LANE = -1;

interface ServiceAlertFacts extends Pick<
  DetectedAlert,
  'reason' | 'severity' | 'firstSeen' | 'firedAt' | 'explanation'
> {
  readonly rule: ServiceRule;
  /** What it is about, under one name, such as `source`. */
  readonly groupBy: Readonly<Record<string, string>>;
}

/** An alert about what the service depends on; it goes on until it is given an end. */
export function serviceAlert(facts: ServiceAlertFacts): DetectedAlert {
  const { rule, groupBy, firstSeen } = facts;
  const none = EMPTY_TALLY;
  return {
    ...facts,
    id: alertId(rule, Object.values(groupBy)[0] ?? '', firstSeen),
    ruleId: alertId(rule, '', 0),
    ruleVersion: '1',
    tags: [],
    ipAddress: null,
    username: null,
    attempts: 0,
    forgeable: false,
    events: 1,
    lastSeen: firstSeen,
    endsAt: NO_END,
    ipAddressCount: 0,
    usernames: none,
    ipAddresses: none,
    methods: none,
    hosts: none,
    firstEntries: [],
    lastEntries: [],
    firing: { entryId: 0, attempts: 0 },
    outcome: 'none',
    login: null,
    logins: 0,
    lane: NO_LANE,
  };
}

/** An alert about the service's own surroundings, whole, and what happened to it. */
export interface ServiceAlertChange {
  readonly kind: 'created' | 'updated';
  readonly alert: DetectedAlert;
}
