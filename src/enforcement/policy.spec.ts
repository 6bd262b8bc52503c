import { judge, kindOf } from './policy.js';
import type { Culprit, DecisionPolicy, Standing } from './policy.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 20, 12);

const POLICY: DecisionPolicy = {
  minSeverity: 'high',
  rules: [],
  banMs: 4 * HOUR,
  maxBanMs: 24 * HOUR,
  minAttempts: 10,
  ranges: false,
  allowPrivate: false,
  allowForgeable: false,
  spareLoginMs: 30 * DAY,
};

const CULPRIT: Culprit = {
  value: '203.0.113.7',
  isRange: false,
  alertId: 'a',
  rule: 'ssh_brute_force',
  severity: 'high',
  sharedAttempts: null,
  firedAt: NOW - 2 * MINUTE,
  lastSeen: NOW - MINUTE,
  isFalsePositive: false,
  isForgeable: false,
};

const STRANGER: Standing = {
  isAllowlisted: false,
  isOwn: false,
  firstAlertAt: NOW - 3 * MINUTE,
  login: null,
  before: [],
};

const verdict = (
  culprit: Partial<Culprit> = {},
  standing: Partial<Standing> = {},
  policy: Partial<DecisionPolicy> = {},
) => judge({ ...POLICY, ...policy }, { ...CULPRIT, ...culprit }, { ...STRANGER, ...standing }, NOW);

const ended = (ago: number, endReason: string, alertId = 'a') => ({
  alertId,
  createdAt: NOW - ago - 4 * HOUR,
  endedAt: NOW - ago,
  endReason,
  seenTo: NOW - ago,
});

describe('whom the policy turns away', () => {
  it('is an attacker, for the time that is set', () => {
    expect(verdict()).toEqual({ kind: 'ban', until: NOW + 4 * HOUR });
    expect(verdict({ sharedAttempts: 10 })).toMatchObject({ kind: 'ban' });
    expect(verdict({ value: '203.0.113.0/24', isRange: true }, {}, { ranges: true })).toMatchObject({ kind: 'ban' });
    expect(verdict({ value: '10.1.2.3' }, {}, { allowPrivate: true })).toMatchObject({ kind: 'ban' });
    expect(verdict({ isForgeable: true }, {}, { allowForgeable: true })).toMatchObject({ kind: 'ban' });
  });

  it.each<[string, Partial<Culprit>, Partial<Standing>, Partial<DecisionPolicy>]>([
    ['severity', { severity: 'medium' }, {}, {}],
    ['rule', {}, {}, { rules: ['ssh_scanning'] }],
    ['few_attempts', { sharedAttempts: 9 }, {}, {}],
    ['false_positive', { isFalsePositive: true }, {}, {}],
    ['forgeable', { isForgeable: true }, {}, {}],
    ['old', { lastSeen: NOW - DAY - 1 }, {}, {}],
    ['special', { value: '127.0.0.1' }, {}, { allowPrivate: true }],
    ['special', { value: '203.0.113.7; flush ruleset' }, {}, {}],
    ['own', {}, { isOwn: true }, {}],
    ['allowlisted', {}, { isAllowlisted: true }, {}],
    ['private', { value: '192.168.1.7' }, {}, {}],
    ['private', { value: 'fd00::7' }, {}, {}],
    ['range', { value: '203.0.113.0/24', isRange: true }, {}, {}],
    ['known_login', {}, { login: { firstSeen: NOW - 20 * DAY, lastSeen: NOW - 20 * DAY } }, {}],
    ['lifted', {}, { before: [ended(MINUTE, 'removed')] }, {}],
  ])('is nobody whom it spares: %s', (reason, culprit, standing, policy) => {
    expect(verdict(culprit, standing, policy)).toEqual({ kind: 'spared', reason });
  });

  it('is not spared for a login that came after the first attack, or long ago', () => {
    const found = { firstSeen: NOW - 2 * MINUTE, lastSeen: NOW - 2 * MINUTE };
    expect(verdict({}, { login: found })).toMatchObject({ kind: 'ban' });
    const old = { firstSeen: NOW - 99 * DAY, lastSeen: NOW - 40 * DAY };
    expect(verdict({}, { login: old })).toMatchObject({ kind: 'ban' });
    const friend = { firstSeen: NOW - 20 * DAY, lastSeen: NOW - 20 * DAY };
    expect(verdict({}, { login: friend }, { spareLoginMs: 0 })).toMatchObject({ kind: 'ban' });
  });

  it('stays away twice as long each time, up to the most', () => {
    const times = (count: number) =>
      verdict({}, { before: Array.from({ length: count }, () => ended(HOUR, 'expired')) });
    expect(times(1)).toEqual({ kind: 'ban', until: NOW + 8 * HOUR });
    expect(times(2)).toEqual({ kind: 'ban', until: NOW + 16 * HOUR });
    expect(times(3)).toEqual({ kind: 'ban', until: NOW + 24 * HOUR });
    expect(times(99)).toEqual({ kind: 'ban', until: NOW + 24 * HOUR });
    expect(verdict({}, { before: [ended(31 * DAY, 'expired')] })).toEqual({ kind: 'ban', until: NOW + 4 * HOUR });
    expect(verdict({}, { before: [ended(HOUR, 'false_positive')] })).toEqual({ kind: 'ban', until: NOW + 4 * HOUR });
  });

  it('has paid for what it did before the last decision was over', () => {
    expect(verdict({ lastSeen: NOW - HOUR }, { before: [ended(HOUR, 'expired')] })).toBeNull();
    expect(verdict({ lastSeen: NOW - HOUR + 1 }, { before: [ended(HOUR, 'expired')] })).toMatchObject({ kind: 'ban' });
  });

  it('is turned away again for a new attack, though somebody has ended a decision about an earlier one', () => {
    const before = [ended(HOUR, 'removed')];
    expect(verdict({ alertId: 'b', firedAt: NOW - MINUTE }, { before })).toMatchObject({ kind: 'ban' });
    expect(verdict({ firedAt: NOW - 2 * HOUR }, { before })).toEqual({ kind: 'spared', reason: 'lifted' });
  });
});

describe('the kind of an address', () => {
  it.each(['203.0.113.7', '8.8.8.8', '223.255.255.254', '2001:db8::1', '2a00:1450:4001::1', '198.51.100.0/24'])(
    '%s: public',
    (value) => expect(kindOf(value)).toBe('public'),
  );

  it.each(['10.1.2.3', '172.16.0.1', '192.168.1.1', '100.64.0.1', '169.254.1.1', 'fe80::1', 'fd00::1'])(
    '%s: private',
    (value) => expect(kindOf(value)).toBe('private'),
  );

  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '0.1.2.3',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1%eth0',
    'ff02::1',
    '::ffff:203.0.113.7',
    '203.0.113',
    '203.0.113.07',
    '203.0.113.7; flush ruleset',
    'example.org',
    '',
  ])('%s: special', (value) => expect(kindOf(value)).toBe('special'));
});
