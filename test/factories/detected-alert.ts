import { alertId } from '../../src/alerts/lifecycle/detected-alert.js';
import type { DetectedAlert } from '../../src/alerts/lifecycle/detected-alert.js';

const NOTHING = { counts: [], others: 0 };

/** An alert that detection has found: a brute force from an address at a time, unless something else is said. */
export function detectedAlert(address: string, at: number, more: Partial<DetectedAlert> = {}): DetectedAlert {
  const rule = more.rule ?? 'ssh_brute_force';
  return {
    id: alertId(rule, address, at),
    rule,
    ruleId: 'b8328d58-b539-4a6a-8d26-6ff1b26ce871',
    ruleVersion: '1',
    reason: 'SSH brute force',
    severity: 'high',
    tags: [],
    groupBy: { ip_address: address },
    ipAddress: address,
    username: null,
    attempts: 10,
    forgeable: false,
    events: 10,
    firstSeen: at,
    firedAt: at,
    lastSeen: at,
    endsAt: at + 300_000,
    ipAddressCount: 1,
    usernames: { counts: [['root', 10]], others: 0 },
    ipAddresses: { counts: [[address, 10]], others: 0 },
    methods: { counts: [['password', 10]], others: 0 },
    hosts: NOTHING,
    firstEntries: [1],
    lastEntries: [10],
    firing: { entryId: 10, attempts: 10 },
    outcome: 'none',
    login: null,
    logins: 0,
    explanation: null,
    lane: 0,
    ...more,
  };
}

/** The alert once they have got in, with the log entry of the login. */
export function withLogin(alert: DetectedAlert, entryId = 11): DetectedAlert {
  const login = { at: alert.lastSeen, username: 'root', method: 'password', ipAddress: alert.ipAddress, entryId };
  return { ...alert, severity: 'critical', outcome: 'login_succeeded', login, logins: 1 };
}
