import { triage, isTriaged } from './triage.js';
import type { Triage, TriageRequest } from './triage.js';

const NOW = Date.UTC(2026, 10, 21, 12);
const OPEN: Triage = { acknowledgedAt: null, resolvedAt: null, resolution: null, snoozedUntil: null };
const ACKNOWLEDGED: Triage = { ...OPEN, acknowledgedAt: NOW - 2 };
const RESOLVED: Triage = { ...ACKNOWLEDGED, resolvedAt: NOW - 1, resolution: 'true_positive' };
const SNOOZED: Triage = { ...OPEN, snoozedUntil: NOW + 5 };

describe('what people do with an alert', () => {
  it.each<[string, Triage, TriageRequest, Triage, string[]]>([
    ['acknowledges', OPEN, { status: 'acknowledged' }, { ...OPEN, acknowledgedAt: NOW }, ['acknowledge']],
    [
      'resolves what was acknowledged',
      ACKNOWLEDGED,
      { status: 'resolved', resolution: 'false_positive' },
      { ...ACKNOWLEDGED, resolvedAt: NOW, resolution: 'false_positive' },
      ['resolve'],
    ],
    [
      'resolves what is open, by naming the resolution alone',
      OPEN,
      { resolution: 'true_positive' },
      { ...OPEN, resolvedAt: NOW, resolution: 'true_positive' },
      ['resolve'],
    ],
    [
      'wakes what it resolves',
      SNOOZED,
      { resolution: 'true_positive' },
      { ...OPEN, resolvedAt: NOW, resolution: 'true_positive' },
      ['resolve'],
    ],
    ['reopens what was resolved', RESOLVED, { status: 'open' }, OPEN, ['reopen']],
    ['takes an acknowledgement back', ACKNOWLEDGED, { status: 'open' }, OPEN, ['reopen']],
    ['snoozes', ACKNOWLEDGED, { snoozeUntil: NOW + 1 }, { ...ACKNOWLEDGED, snoozedUntil: NOW + 1 }, ['snooze']],
    ['snoozes for longer', SNOOZED, { snoozeUntil: NOW + 9 }, { ...OPEN, snoozedUntil: NOW + 9 }, ['snooze']],
    ['wakes', SNOOZED, { snoozeUntil: null }, OPEN, ['wake']],
    ['notes', RESOLVED, { note: 'seen' }, RESOLVED, ['note']],
    [
      'acknowledges and snoozes at once, with a note',
      OPEN,
      { status: 'acknowledged', snoozeUntil: NOW + 1, note: 'mine' },
      { ...OPEN, acknowledgedAt: NOW, snoozedUntil: NOW + 1 },
      ['acknowledge', 'snooze'],
    ],
  ])('%s', (_name, alert, request, after, actions) => {
    expect(triage(alert, request, NOW)).toEqual({ triage: after, actions });
  });

  it.each<[string, Triage, TriageRequest, string, string]>([
    [
      'to acknowledge twice',
      ACKNOWLEDGED,
      { status: 'acknowledged' },
      'ALERT_MOVE_REFUSED',
      'The alert is acknowledged already.',
    ],
    ['to acknowledge what is resolved', RESOLVED, { status: 'acknowledged' }, 'ALERT_MOVE_REFUSED', 'reopen it first'],
    ['to resolve twice', RESOLVED, { resolution: 'true_positive' }, 'ALERT_MOVE_REFUSED', 'resolved already'],
    [
      'to resolve without saying what it was',
      OPEN,
      { status: 'resolved' },
      'ALERT_RESOLUTION_MISSING',
      'true_positive, false_positive',
    ],
    [
      'a resolution with another status',
      OPEN,
      { status: 'acknowledged', resolution: 'true_positive' },
      'ALERT_MOVE_REFUSED',
      'goes with status resolved',
    ],
    ['to snooze what is resolved', RESOLVED, { snoozeUntil: NOW + 1 }, 'ALERT_MOVE_REFUSED', 'cannot be snoozed'],
    ['to snooze until now', OPEN, { snoozeUntil: NOW }, 'ALERT_SNOOZE_PAST', 'in the future'],
    ['to wake what is awake', OPEN, { snoozeUntil: null }, 'ALERT_MOVE_REFUSED', 'not snoozed'],
    ['nothing', OPEN, {}, 'ALERT_NOTHING_ASKED', 'Ask for'],
  ])('refuses %s', (_name, alert, request, code, reason) => {
    expect(triage(alert, request, NOW)).toEqual({ code, reason: expect.stringContaining(reason) });
  });

  it('does nothing of a request of which one part is refused', () => {
    expect(triage(OPEN, { status: 'acknowledged', snoozeUntil: NOW }, NOW)).toHaveProperty('code', 'ALERT_SNOOZE_PAST');
  });

  it('knows what somebody has taken care of', () => {
    expect([OPEN, ACKNOWLEDGED, RESOLVED, SNOOZED].map((alert) => isTriaged(alert, NOW))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(isTriaged(SNOOZED, NOW + 5)).toBe(false);
  });
});
