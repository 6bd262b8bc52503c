import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import type { AlertLogin } from '../../alerts/lifecycle/detected-alert.js';
import {
  BACKFILL_LASTS_AT_MOST_MS,
  BACKFILL_SETTLES_MS,
  END_SETTLES_MS,
  causeToWait,
  followUp,
  isDigestDue,
  isQuiet,
  shouldNotify,
  notifyReason,
  retryDelay,
} from './notification-policy.js';
import type {
  ChangedAlert,
  ChannelPolicy,
  QuietTime,
  NotifiedFacts,
  NotificationHistory,
} from './notification-policy.js';

const LOGIN: AlertLogin = { at: 1, username: 'root', method: 'password', ipAddress: '203.0.113.7', entryId: 7 };
const IN: Partial<ChangedAlert> = { outcome: 'login_succeeded', login: LOGIN, severity: 'critical' };
const SUSPECTED: Partial<ChangedAlert> = { outcome: 'login_suspected', login: LOGIN };

function changed(more: Partial<ChangedAlert> = {}): ChangedAlert {
  return {
    id: 'a',
    severity: 'high',
    outcome: 'none',
    login: null,
    incidentId: 'incident',
    milestones: 0,
    lastSeen: 0,
    triaged: false,
    ...more,
  };
}

interface Told {
  readonly alerts?: Readonly<Record<string, Severity>>;
  readonly incident?: Severity;
  readonly logins?: readonly number[];
  readonly suspicions?: readonly number[];
  readonly milestones?: number;
}

function told({ alerts = {}, incident, logins = [], suspicions = [], milestones = 0 }: Told = {}): NotificationHistory {
  const facts = Object.entries(alerts).map(([alertId, severity]): [string, NotifiedFacts] => [
    alertId,
    { alertId, severity, notifiedAt: 0 },
  ]);
  const incidents = new Map(incident === undefined ? [] : [['incident', incident] as const]);
  const reached = new Map([['incident', milestones]]);
  return {
    alerts: new Map(facts),
    incidents,
    milestones: reached,
    logins: new Set(logins),
    suspicions: new Set(suspicions),
  };
}

describe('why a change of an alert is notified', () => {
  it.each([
    ['a new attack', changed(), told(), 'first'],
    ['an alert of exactly the least severity', changed({ severity: 'medium' }), told(), 'first'],
    ['a milder alert', changed({ severity: 'low' }), told(), 'below_severity'],
    ['an alert that somebody has taken care of', changed({ triaged: true }), told(), 'handled'],
    ['an alert that was notified', changed(), told({ alerts: { a: 'high' } }), 'told'],
    ['an incident that was notified', changed(), told({ incident: 'high' }), 'told_by_related'],
    [
      'an alert that is more severe than what was notified of the incident',
      changed(),
      told({ incident: 'medium' }),
      'graver',
    ],
    ['a suspicious login', changed(SUSPECTED), told({ alerts: { a: 'high' }, incident: 'high' }), 'login_suspected'],
    [
      'a suspicious login of an alert that was handled',
      changed({ ...SUSPECTED, triaged: true }),
      told(),
      'login_suspected',
    ],
    ['a suspicious login that was notified', changed(SUSPECTED), told({ suspicions: [7] }), 'login_told'],
    ['a suspicious login that was notified as one of theirs', changed(SUSPECTED), told({ logins: [7] }), 'login_told'],
    ['a login that was notified as suspicious', changed(IN), told({ suspicions: [7] }), 'login_succeeded'],
    ['a login', changed(IN), told(), 'login_succeeded'],
    ['a login of an attack that was notified', changed(IN), told({ alerts: { a: 'high' } }), 'login_succeeded'],
    [
      'a login in spite of somebody who knew',
      changed({ ...IN, triaged: true }),
      told({ alerts: { a: 'high' } }),
      'login_succeeded',
    ],
    ['a login that was notified', changed(IN), told({ alerts: { b: 'critical' }, logins: [7] }), 'login_told'],
    ['what they did behind a login', changed({ ...IN, milestones: 1 }), told({ logins: [7] }), 'escalated'],
    ['what was notified of it', changed({ ...IN, milestones: 1 }), told({ logins: [7], milestones: 1 }), 'login_told'],
    ['more of it', changed({ ...IN, milestones: 3 }), told({ logins: [7], milestones: 2 }), 'escalated'],
    ['what they may have done', changed({ ...SUSPECTED, milestones: 1 }), told({ suspicions: [7] }), 'escalated'],
    ['another login', changed(IN), told({ alerts: { b: 'critical' }, logins: [6] }), 'login_succeeded'],
  ])('%s', (_name, alert, history, reason) => {
    expect(notifyReason(alert, 'medium', history)).toBe(reason);
  });

  it('tells reasons to speak from reasons to keep still', () => {
    expect(
      ['first', 'graver', 'login_suspected', 'login_succeeded', 'escalated', 'told', 'handled'].map((r) =>
        shouldNotify(r as never),
      ),
    ).toEqual([true, true, true, true, true, false, false]);
  });
});

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOON = Date.UTC(2026, 10, 20, 12);
const ALWAYS: QuietTime = { from: 0, to: 0, timeZone: 'UTC' };
const NIGHT: QuietTime = { from: 22 * 60, to: 7 * 60, timeZone: 'UTC' };
const MIDNIGHT = Date.UTC(2026, 10, 20, 0);
const NOBODY = { critical: 0, others: 0 };

function policy(more: Partial<ChannelPolicy> = {}): ChannelPolicy {
  return {
    minSeverity: 'low',
    repeatMs: 6 * HOUR,
    notifiesEnd: true,
    resolves: false,
    maxAgeMs: 24 * HOUR,
    limit: 3,
    digestMs: 10 * MINUTE,
    quiet: null,
    ...more,
  };
}

const waiting = (cause: 'backfill' | 'rate_limit' | 'quiet', oldest: number, newest = oldest) => ({
  cause,
  oldest: NOON - oldest,
  newest: NOON - newest,
});

describe('quiet time', () => {
  it.each([
    ['22:00, its first minute', 22, 0, true],
    ['21:59', 21, 59, false],
    ['06:59', 6, 59, true],
    ['07:00, its end', 7, 0, false],
  ])('over midnight, at %s', (_name, hour, minute, quiet) => {
    expect(isQuiet(NIGHT, Date.UTC(2026, 10, 20, hour, minute))).toBe(quiet);
  });

  it('is read in its own time zone, summer time included', () => {
    const berlin = { ...NIGHT, timeZone: 'Europe/Berlin' };
    expect(isQuiet(berlin, Date.UTC(2026, 6, 20, 20, 0))).toBe(true);
    expect(isQuiet(berlin, Date.UTC(2026, 10, 20, 20, 0))).toBe(false);
  });

  it('within a day, never, and always', () => {
    expect(isQuiet({ from: 12 * 60, to: 13 * 60, timeZone: 'UTC' }, NOON)).toBe(true);
    expect(isQuiet({ from: 13 * 60, to: 14 * 60, timeZone: 'UTC' }, NOON)).toBe(false);
    expect(isQuiet(null, NOON)).toBe(false);
    expect(isQuiet(ALWAYS, NOON)).toBe(true);
  });
});

describe('what waits for a digest', () => {
  it.each([
    ['an alert of now', 'high', 0, policy(), NOBODY, null],
    ['one of exactly the greatest age', 'high', 24 * HOUR, policy(), NOBODY, null],
    ['an older one', 'high', 24 * HOUR + 1, policy(), NOBODY, 'backfill'],
    ['an older critical one', 'critical', 24 * HOUR + 1, policy(), NOBODY, 'backfill'],
    ['the last within the limit', 'high', 0, policy(), { critical: 0, others: 2 }, null],
    ['the first beyond it', 'high', 0, policy(), { critical: 0, others: 3 }, 'rate_limit'],
    ['a critical one in a flood of others', 'critical', 0, policy(), { critical: 0, others: 3 }, null],
    ['one in a flood of critical ones', 'critical', 0, policy(), { critical: 3, others: 0 }, 'rate_limit'],
    ['one in quiet time', 'high', 0, policy({ quiet: ALWAYS }), NOBODY, 'quiet'],
    ['a critical one in quiet time', 'critical', 0, policy({ quiet: ALWAYS }), NOBODY, null],
  ] as const)('%s', (_name, severity, age, channel, sent, cause) => {
    expect(causeToWait({ severity, lastSeen: NOON - age }, channel, sent, NOON)).toBe(cause);
  });
});

describe('when a digest is due', () => {
  it.each([
    ['a backfill that has settled', waiting('backfill', HOUR / 2, BACKFILL_SETTLES_MS), policy(), true],
    ['a backfill under way', waiting('backfill', HOUR / 2, BACKFILL_SETTLES_MS - 1), policy(), false],
    ['an endless backfill', waiting('backfill', BACKFILL_LASTS_AT_MOST_MS, 0), policy(), true],
    ['a flood after its minutes', waiting('rate_limit', 10 * MINUTE, 0), policy(), true],
    ['a flood before', waiting('rate_limit', 10 * MINUTE - 1, 0), policy(), false],
    ['what waited for the end of the night', waiting('quiet', 5 * HOUR), policy({ quiet: NIGHT }), true],
    ['always quiet, after its minutes', waiting('quiet', 10 * MINUTE, 0), policy({ quiet: ALWAYS }), true],
    ['always quiet, before', waiting('quiet', 10 * MINUTE - 1, 0), policy({ quiet: ALWAYS }), false],
  ])('%s', (_name, alerts, channel, due) => {
    expect(isDigestDue(alerts, channel, NOON)).toBe(due);
  });

  it('nothing is due in the night', () => {
    for (const cause of ['backfill', 'rate_limit', 'quiet'] as const) {
      const alerts = { cause, oldest: MIDNIGHT - 2 * HOUR, newest: MIDNIGHT - 2 * HOUR };
      expect(isDigestDue(alerts, policy({ quiet: NIGHT }), MIDNIGHT)).toBe(false);
    }
  });
});

describe('what follows the first word', () => {
  const alert = (more: object = {}) => ({
    severity: 'high' as const,
    lastSeen: NOON - 60_000,
    endsAt: NOON,
    notifiedAt: NOON - HOUR,
    triaged: false,
    resolved: false,
    ...more,
  });
  const RESOLVING = { resolves: true };
  const OVER = { endsAt: NOON - END_SETTLES_MS - 1 };
  const LONG_AGO = { notifiedAt: NOON - 6 * HOUR };

  it.each([
    ['an attack that goes on', alert(), policy(), 'wait'],
    ['one that has gone on for long', alert(LONG_AGO), policy(), 'still_going_on'],
    ['one that was last seen hours ago', alert({ ...LONG_AGO, lastSeen: NOON - 3 * HOUR }), policy(), 'wait'],
    ['one that has gone on for long, where nobody wants to know', alert(LONG_AGO), policy({ repeatMs: null }), 'wait'],
    ['one that may just be over', alert({ endsAt: NOON - END_SETTLES_MS }), policy(), 'wait'],
    ['one that is over', alert(OVER), policy(), 'ended'],
    ['one that is over, of medium severity', alert({ ...OVER, severity: 'medium' }), policy(), 'forget'],
    ['one that is over, where nobody wants to know', alert(OVER), policy({ notifiesEnd: false }), 'forget'],
    ['one that somebody has taken care of', alert({ ...LONG_AGO, triaged: true }), policy(), 'wait'],
    ['one that is over, and taken care of', alert({ ...OVER, triaged: true }), policy(), 'forget'],
    ['one that goes on in quiet time', alert(LONG_AGO), policy({ quiet: ALWAYS }), 'wait'],
    ['one that is over in quiet time', alert(OVER), policy({ quiet: ALWAYS }), 'wait'],
    [
      'a critical one in quiet time',
      alert({ ...LONG_AGO, severity: 'critical' }),
      policy({ quiet: ALWAYS }),
      'still_going_on',
    ],
    ['a mild one that is over, kept open', alert({ ...OVER, severity: 'low' }), policy(RESOLVING), 'ended'],
    ['one that is over, kept open and acknowledged', alert({ ...OVER, triaged: true }), policy(RESOLVING), 'ended'],
    ['one that is over in quiet time, kept open', alert(OVER), policy({ ...RESOLVING, quiet: ALWAYS }), 'ended'],
    ['one that goes on, kept open and resolved', alert({ triaged: true, resolved: true }), policy(RESOLVING), 'ended'],
    ['one that goes on, kept open and acknowledged', alert({ triaged: true }), policy(RESOLVING), 'wait'],
    [
      'one that goes on and was resolved, kept open by nobody',
      alert({ triaged: true, resolved: true }),
      policy(),
      'wait',
    ],
  ])('%s', (_name, followed, channel, what) => {
    expect(followUp(followed, channel, NOON)).toBe(what);
  });
});

describe('the pause before a delivery is tried again', () => {
  it('doubles, half of it left to chance, up to half an hour', () => {
    expect([1, 2, 3, 4].map((tries) => retryDelay(tries, 1))).toEqual([10_000, 20_000, 40_000, 80_000]);
    expect(retryDelay(1, 0)).toBe(5_000);
    expect(retryDelay(1_000_000, 1)).toBe(30 * MINUTE);
  });
});
