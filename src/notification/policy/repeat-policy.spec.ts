import { END_SETTLES_MS } from './notification-policy.js';
import { BREAK_IN_STANDS_MS, RESOLVED_FOR_MS, repeatReason, standingsOf } from './repeat-policy.js';
import type { RepeatedAlert, SentBefore } from './repeat-policy.js';

const MINUTE = 60_000;
const ENDS = 100 * MINUTE;
const alertOf = (changes: Partial<RepeatedAlert> = {}): RepeatedAlert => ({
  severity: 'high',
  outcome: 'none',
  firstSeen: 80 * MINUTE,
  endsAt: ENDS,
  resolvedAt: null,
  login: null,
  ...changes,
});
const brokenInto = alertOf({
  severity: 'critical',
  outcome: 'login_succeeded',
  login: { at: 95 * MINUTE, entryId: 7 },
});
const POLICY = { minSeverity: 'low', repeatMs: MINUTE } as const;
const sent = (sentAt: number, changes: Partial<SentBefore> = {}): SentBefore => ({
  severity: 'high',
  sentAt,
  loginEntryId: null,
  suspectedEntryId: null,
  ...changes,
});

describe('how an alert stands', () => {
  it.each([
    ['while it lasts', ENDS, [{ severity: 'high', endedAt: null }]],
    ['until its end is sure', ENDS + END_SETTLES_MS - 1, [{ severity: 'high', endedAt: null }]],
    ['then it has ended', ENDS + END_SETTLES_MS, [{ severity: 'high', endedAt: ENDS }]],
    ['for five minutes', ENDS + END_SETTLES_MS + RESOLVED_FOR_MS, [{ severity: 'high', endedAt: ENDS }]],
    ['and no longer', ENDS + END_SETTLES_MS + RESOLVED_FOR_MS + 1, []],
  ])('%s', (_, now, standings) => {
    expect(standingsOf(alertOf(), 'high', now)).toEqual(standings);
  });

  it.each([
    ['has ended then', 90 * MINUTE, 90 * MINUTE, 90 * MINUTE],
    ['has ended before, where its attack had', ENDS + MINUTE, ENDS + MINUTE, ENDS],
    ['has ended behind its beginning, whatever the clocks say', 70 * MINUTE, 70 * MINUTE, 80 * MINUTE + 1],
  ])('one that somebody resolved %s', (_, resolvedAt, now, endedAt) => {
    expect(standingsOf(alertOf({ resolvedAt }), 'high', now)).toEqual([{ severity: 'high', endedAt }]);
    expect(standingsOf(alertOf({ resolvedAt }), 'high', now + RESOLVED_FOR_MS + 1)).toEqual([]);
  });

  it('a break-in stands beside the attack, and for a day when that is over', () => {
    const both = [
      { severity: 'high', endedAt: null },
      { severity: 'critical', endedAt: null },
    ];
    expect(standingsOf(brokenInto, 'high', ENDS)).toEqual(both);
    const later = ENDS + END_SETTLES_MS + RESOLVED_FOR_MS + 1;
    expect(standingsOf(brokenInto, 'high', later)).toEqual([{ severity: 'critical', endedAt: null }]);
    const end = 95 * MINUTE + BREAK_IN_STANDS_MS;
    expect(standingsOf(brokenInto, 'high', end + END_SETTLES_MS)).toEqual([{ severity: 'critical', endedAt: end }]);
    expect(standingsOf({ ...brokenInto, resolvedAt: later }, 'high', later)).toEqual([
      { severity: 'critical', endedAt: later },
    ]);
  });
});

describe('what is due of an alert', () => {
  it.each<[string, RepeatedAlert, SentBefore | null, number, string | null]>([
    ['a first word', alertOf(), null, ENDS, 'first'],
    ['nothing of what was over before', alertOf(), null, ENDS + END_SETTLES_MS, null],
    ['nothing yet', alertOf(), sent(ENDS - MINUTE + 1), ENDS, null],
    ['a repetition', alertOf(), sent(ENDS - MINUTE), ENDS, 'repeat'],
    ['its end at once', alertOf({ resolvedAt: ENDS }), sent(ENDS - 1), ENDS, 'repeat'],
    ['its end once more only after a while', alertOf({ resolvedAt: ENDS }), sent(ENDS), ENDS + MINUTE - 1, null],
    ['its end again', alertOf({ resolvedAt: ENDS }), sent(ENDS), ENDS + MINUTE, 'repeat'],
    ['nothing more', alertOf({ resolvedAt: ENDS }), sent(ENDS), ENDS + RESOLVED_FOR_MS + 1, null],
    ['the login', brokenInto, sent(ENDS), ENDS, 'login_succeeded'],
    ['the login of one that is new', brokenInto, null, ENDS, 'login_succeeded'],
    ['no login twice', brokenInto, sent(ENDS, { loginEntryId: 7 }), ENDS, null],
    ['nothing that is too mild', alertOf({ severity: 'informational' }), null, ENDS, null],
  ])('%s', (_, alert, before, now, reason) => {
    expect(repeatReason(alert, before, POLICY, now)).toBe(reason);
  });
});
