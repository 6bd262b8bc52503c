import type { AlertLogin, RelatedAlert } from '../../alerts/lifecycle/detected-alert.js';
import type { Severity } from '../../alerts/lifecycle/severity.js';
import { isToTell, reasonToTell } from './reason-to-tell.js';
import type { ChangedAlert } from './reason-to-tell.js';
import type { ToldFacts, ToldHistory } from './told-history.js';

const LOGIN: AlertLogin = { at: 1, username: 'root', method: 'password', ipAddress: '203.0.113.7', entryId: 7 };
const IN: Partial<ChangedAlert> = { outcome: 'login_succeeded', login: LOGIN, severity: 'critical' };
const related = (id: string, severity: Severity = 'high'): RelatedAlert => ({ id, rule: `rule of ${id}`, severity });

function changed(more: Partial<ChangedAlert> = {}): ChangedAlert {
  return {
    id: 'a',
    severity: 'high',
    outcome: 'none',
    login: null,
    related: [],
    lastSeen: 0,
    handled: false,
    ...more,
  };
}

function told(alerts: Readonly<Record<string, Severity>> = {}, logins: readonly number[] = []): ToldHistory {
  const facts = Object.entries(alerts).map(([alertId, severity]): [string, ToldFacts] => [
    alertId,
    { alertId, severity, toldAt: 0 },
  ]);
  return { alerts: new Map(facts), logins: new Set(logins) };
}

describe('why a change of an alert is told of', () => {
  it.each([
    ['a new attack', changed(), told(), 'first'],
    ['an alert of exactly the least severity', changed({ severity: 'medium' }), told(), 'first'],
    ['a milder alert', changed({ severity: 'low' }), told(), 'below_severity'],
    ['an alert that somebody has taken care of', changed({ handled: true }), told(), 'handled'],
    ['an alert that was told of', changed(), told({ a: 'high' }), 'told'],
    ['what another rule has told', changed({ related: [related('b')] }), told({ b: 'high' }), 'told_by_related'],
    ['a graver rule', changed({ related: [related('b')] }), told({ b: 'medium' }), 'graver'],
    [
      'a rule that is graver than one of two',
      changed({ related: [related('b'), related('c')] }),
      told({ b: 'medium', c: 'high' }),
      'told_by_related',
    ],
    ['related alerts that nobody was told of', changed({ related: [related('b')] }), told(), 'first'],
    ['a login', changed(IN), told(), 'login_succeeded'],
    ['a login of an attack that was told of', changed(IN), told({ a: 'high' }), 'login_succeeded'],
    [
      'a login in spite of somebody who knew',
      changed({ ...IN, handled: true }),
      told({ a: 'high' }),
      'login_succeeded',
    ],
    ['a login that was told of', changed(IN), told({ b: 'critical' }, [7]), 'login_told'],
    ['another login', changed(IN), told({ b: 'critical' }, [6]), 'login_succeeded'],
  ])('%s', (_name, alert, history, reason) => {
    expect(reasonToTell(alert, 'medium', history)).toBe(reason);
  });

  it('tells reasons to speak from reasons to keep still', () => {
    expect(
      ['first', 'graver', 'login_succeeded', 'told', 'handled', 'below_severity'].map((r) => isToTell(r as never)),
    ).toEqual([true, true, true, false, false, false]);
  });
});
