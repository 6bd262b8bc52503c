import type { AlertInIncident } from '../../src/alerts/incidents/incidents.js';
import type { AlertLogin } from '../../src/alerts/lifecycle/detected-alert.js';
import type { NotificationMessage } from '../../src/notification/alert-text.js';

const FIRST_SEEN = Date.UTC(2026, 10, 20, 9, 41);
const NO_TALLY = { counts: [], others: 0 };

let lastId = 0;

function uuid(): string {
  return `00000000-0000-4000-8000-${String(++lastId).padStart(12, '0')}`;
}

/** A stored brute force of 26 attempts in a minute, unless the test says otherwise. */
export function storedAlert(changes: Partial<AlertInIncident> = {}): AlertInIncident {
  const id = changes.id ?? uuid();
  return {
    id,
    rule: 'ssh_brute_force',
    ruleId: 'b8328d58-b539-4a6a-8d26-6ff1b26ce871',
    ruleVersion: '448a484c978d',
    reason: 'SSH brute force',
    severity: 'high',
    tags: ['attack.t1110.001'],
    groupBy: { ip_address: '203.0.113.7' },
    ipAddress: '203.0.113.7',
    username: null,
    attempts: 26,
    events: 26,
    forgeable: false,
    firstSeen: FIRST_SEEN,
    firedAt: FIRST_SEEN + 20_000,
    lastSeen: FIRST_SEEN + 60_000,
    endsAt: FIRST_SEEN + 360_000,
    ipAddressCount: 1,
    summary: {
      usernameCount: 2,
      usernames: [
        { value: 'root', count: 20 },
        { value: 'admin', count: 6 },
      ],
      ipAddressCount: 1,
      ipAddresses: [{ value: '203.0.113.7', count: 26 }],
      methods: [{ value: 'password', count: 26 }],
      hosts: [{ value: 'web-1', count: 26 }],
    },
    tallies: { usernames: NO_TALLY, ipAddresses: NO_TALLY, methods: NO_TALLY, hosts: NO_TALLY },
    firstEntries: [1],
    lastEntries: [26],
    firing: { entryId: 10, attempts: 10 },
    outcome: 'none',
    login: null,
    logins: 0,
    incident: 1,
    inIncident: { id, alerts: 1, related: [] },
    explanation: null,
    afterLogin: null,
    lane: 0,
    acknowledgedAt: null,
    resolvedAt: null,
    resolution: null,
    snoozedUntil: null,
    ...changes,
  };
}

/** A login of the attacker, for {@link storedAlert}. */
export function withLogin(changes: Partial<AlertLogin> = {}): Partial<AlertInIncident> {
  const login = {
    at: FIRST_SEEN + 61_000,
    username: 'root',
    method: 'password',
    ipAddress: '203.0.113.7',
    entryId: 27,
    ...changes,
  };
  return { severity: 'critical', outcome: 'login_succeeded', login, logins: 1 };
}

/** An alert in which an attacker chose every text that attackers can choose. */
export function hostileAlert(text: string): AlertInIncident {
  const value = [{ value: text, count: 9 }];
  return storedAlert({
    ...withLogin({ username: text, method: text, ipAddress: text }),
    groupBy: { username: text },
    ipAddress: null,
    summary: {
      usernameCount: 1,
      usernames: value,
      ipAddressCount: 1,
      ipAddresses: value,
      methods: value,
      hosts: value,
    },
  });
}

/** The first word about an attack, to one receiver. */
export function notificationMessage(changes: Partial<NotificationMessage> = {}): NotificationMessage {
  return {
    id: uuid(),
    reason: 'first',
    createdAt: FIRST_SEEN + 70_000,
    sentAt: FIRST_SEEN + 75_000,
    receiver: 'admin@example.org',
    alerts: [storedAlert()],
    further: 0,
    causes: [],
    summary: null,
    earlier: [],
    incidentId: null,
    ...changes,
  };
}
