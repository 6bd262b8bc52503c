import { bucketFor, chosenRange, LENGTHS, rangeParams, shifted, zoomed } from './range.js';

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;

describe('the range that an address asks for', () => {
  it.each([
    ['ends now, by default a day', {}, NOW - HOUR, NOW - LENGTHS['24h'], NOW, 'now'],
    [
      'ends with the newest entry where that is older',
      {},
      NOW - 48 * HOUR,
      NOW - 72 * HOUR + 1,
      NOW - 48 * HOUR + 1,
      'newest',
    ],
    ['ends now where an older log is within it', { range: '7d' }, NOW - 48 * HOUR, NOW - LENGTHS['7d'], NOW, 'now'],
    ['ends now, whatever an entry says', {}, Date.UTC(9998, 0), NOW - LENGTHS['24h'], NOW, 'now'],
    ['ends now without entries', { range: 'nonsense' }, null, NOW - LENGTHS['24h'], NOW, 'now'],
    [
      'is the one chosen',
      { since: '2026-11-01', until: '2026-11-02' },
      NOW,
      Date.UTC(2026, 10, 1),
      Date.UTC(2026, 10, 2),
      'chosen',
    ],
    [
      'is none that ends before it begins',
      { since: '2026-11-02', until: '2026-11-01' },
      NOW,
      NOW - LENGTHS['24h'],
      NOW,
      'now',
    ],
  ])('%s', (_, params, newest, since, until, basis) => {
    expect(chosenRange(params as Record<string, string>, newest, NOW)).toMatchObject({ since, until, basis });
  });

  it.each([
    ['1h', 'minute'],
    ['24h', 'minute'],
    ['7d', 'hour'],
    ['30d', 'hour'],
    ['365d', 'day'],
  ] as const)('cuts %s by the %s', (name, bucket) => {
    expect(bucketFor({ since: NOW - LENGTHS[name], until: NOW })).toBe(bucket);
  });

  it('zooms and shifts around what is shown', () => {
    const range = { since: 0, until: 4 * HOUR };
    expect(zoomed(range, 0.5)).toEqual({ since: HOUR, until: 3 * HOUR });
    expect(zoomed({ since: 0, until: 60_000 }, 0.5)).toEqual({ since: 0, until: 60_000 });
    expect(shifted(range, -0.5)).toEqual({ since: -2 * HOUR, until: 2 * HOUR });
    expect(rangeParams({ since: 0, until: HOUR })).toMatchObject({ since: '1970-01-01T00:00:00.000Z' });
  });
});
