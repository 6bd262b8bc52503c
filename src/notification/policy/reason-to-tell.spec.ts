import type { AlertLogin } from '../../alerts/lifecycle/detected-alert.js';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import { isToTell, reasonToTell } from './notification-policy.js';
import type { ChangedAlert, ToldFacts, ToldHistory } from './notification-policy.js';

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
    lastSeen: 0,
    handled: false,
    ...more,
  };
}

interface Told {
  readonly alerts?: Readonly<Record<string, Severity>>;
  readonly incident?: Severity;
  readonly logins?: readonly number[];
  readonly suspicions?: readonly number[];
}

function told({ alerts = {}, incident, logins = [], suspicions = [] }: Told = {}): ToldHistory {
  const facts = Object.entries(alerts).map(([alertId, severity]): [string, ToldFacts] => [
    alertId,
    { alertId, severity, toldAt: 0 },
  ]);
  const incidents = new Map(incident === undefined ? [] : [['incident', incident] as const]);
  return { alerts: new Map(facts), incidents, logins: new Set(logins), suspicions: new Set(suspicions) };
}

describe('why a change of an alert is told of', () => {
  it.each([
    ['a new attack', changed(), told(), 'first'],
    ['an alert of exactly the least severity', changed({ severity: 'medium' }), told(), 'first'],
    ['a milder alert', changed({ severity: 'low' }), told(), 'below_severity'],
    ['an alert that somebody has taken care of', changed({ handled: true }), told(), 'handled'],
    ['an alert that was told of', changed(), told({ alerts: { a: 'high' } }), 'told'],
    ['an incident that was told of', changed(), told({ incident: 'high' }), 'told_by_related'],
    ['an alert that is graver than what was told of the incident', changed(), told({ incident: 'medium' }), 'graver'],
    ['a suspicious login', changed(SUSPECTED), told({ alerts: { a: 'high' }, incident: 'high' }), 'login_suspected'],
    [
      'a suspicious login of an alert that was handled',
      changed({ ...SUSPECTED, handled: true }),
      told(),
      'login_suspected',
    ],
    ['a suspicious login that was told of', changed(SUSPECTED), told({ suspicions: [7] }), 'login_told'],
    ['a suspicious login that was told of as one of theirs', changed(SUSPECTED), told({ logins: [7] }), 'login_told'],
    ['a login that was told of as suspicious', changed(IN), told({ suspicions: [7] }), 'login_succeeded'],
    ['a login', changed(IN), told(), 'login_succeeded'],
    ['a login of an attack that was told of', changed(IN), told({ alerts: { a: 'high' } }), 'login_succeeded'],
    [
      'a login in spite of somebody who knew',
      changed({ ...IN, handled: true }),
      told({ alerts: { a: 'high' } }),
      'login_succeeded',
    ],
    ['a login that was told of', changed(IN), told({ alerts: { b: 'critical' }, logins: [7] }), 'login_told'],
    ['another login', changed(IN), told({ alerts: { b: 'critical' }, logins: [6] }), 'login_succeeded'],
  ])('%s', (_name, alert, history, reason) => {
    expect(reasonToTell(alert, 'medium', history)).toBe(reason);
  });

  it('tells reasons to speak from reasons to keep still', () => {
    expect(
      ['first', 'graver', 'login_suspected', 'login_succeeded', 'told', 'handled'].map((r) => isToTell(r as never)),
    ).toEqual([true, true, true, true, false, false]);
  });
});
