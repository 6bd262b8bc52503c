import { bucketFor, choiceWords, chosenRange, isoTime, rangeParams, shifted, zoomed } from './range.js';

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OLDEST = Date.UTC(2026, 10, 1);

describe('the range that an address asks for', () => {
  it.each([
    ['ends now, by default a day', {}, NOW - HOUR, NOW - DAY, NOW, 'now'],
    [
      'ends with the newest entry where that is older',
      {},
      NOW - 2 * DAY,
      NOW - 3 * DAY + 1,
      NOW - 2 * DAY + 1,
      'newest',
    ],
    ['ends now where an older log is within it', { range: '7d' }, NOW - 2 * DAY, NOW - 7 * DAY, NOW, 'now'],
    ['is any length', { range: '90m' }, NOW, NOW - 1.5 * HOUR, NOW, 'now'],
    ['is all of the log', { range: 'all' }, NOW, OLDEST, NOW, 'all'],
    ['ends now, whatever an entry says', {}, Date.UTC(9998, 0), NOW - DAY, NOW, 'now'],
    ['ends now without entries', { range: 'nonsense' }, null, NOW - DAY, NOW, 'now'],
    ['moves with the clock', { since: 'now-2h', until: 'now-1h' }, NOW, NOW - 2 * HOUR, NOW - HOUR, 'chosen'],
    ['begins at a moment', { since: '2026-11-20' }, NOW, Date.UTC(2026, 10, 20), NOW, 'chosen'],
    ['ends at a moment', { until: '2026-11-20' }, NOW, OLDEST, Date.UTC(2026, 10, 20), 'chosen'],
    ['is the one chosen', { since: '2026-11-01', until: '2026-11-02' }, NOW, OLDEST, Date.UTC(2026, 10, 2), 'chosen'],
    ['is none that ends before it begins', { since: '2026-11-02', until: '2026-11-01' }, NOW, NOW - DAY, NOW, 'now'],
    ['is none that cannot be read', { since: '<b>' }, NOW, NOW - DAY, NOW, 'now'],
  ])('%s', (_, params, newest, since, until, basis) => {
    const span = { oldest: OLDEST, newest, now: NOW };
    expect(chosenRange(params as Record<string, string>, span)).toEqual({ since, until, basis });
  });

  it('is what a view usually shows', () => {
    expect(chosenRange({}, { oldest: null, newest: null, now: NOW }, 'all')).toMatchObject({
      basis: 'all',
      until: NOW,
    });
    expect(chosenRange({}, { oldest: OLDEST, newest: NOW, now: NOW }, '7d')).toMatchObject({ since: NOW - 7 * DAY });
  });

  it.each([
    [{}, 'Last 24 hours'],
    [{ range: '1y' }, 'Last year'],
    [{ range: 'all' }, 'All time'],
    [{ range: '90m' }, 'Last 90 minutes'],
    [{ range: '1d' }, 'Last day'],
    [{ since: 'now-3h' }, 'Last 3 hours'],
    [{ since: 'now-1d' }, 'Last day'],
    [{ since: '2026-11-01' }, null],
    [{ range: 'x' }, 'Last 24 hours'],
  ])('%j is in words: %s', (params, words) => {
    expect(choiceWords(params as Record<string, string>, '24h')).toBe(words);
  });

  it.each([
    [HOUR, 'minute'],
    [DAY, 'minute'],
    [7 * DAY, 'hour'],
    [30 * DAY, 'hour'],
    [365 * DAY, 'day'],
  ] as const)('%d ms are cut by the %s', (length, bucket) => {
    expect(bucketFor({ since: NOW - length, until: NOW })).toBe(bucket);
  });

  it('zooms and shifts around what is shown', () => {
    const range = { since: 0, until: 4 * HOUR };
    expect(zoomed(range, 0.5)).toEqual({ since: HOUR, until: 3 * HOUR });
    expect(zoomed({ since: 0, until: 60_000 }, 0.5)).toEqual({ since: 0, until: 60_000 });
    expect(shifted(range, -0.5)).toEqual({ since: -2 * HOUR, until: 2 * HOUR });
    expect(rangeParams({ since: 0, until: HOUR })).toMatchObject({ since: '1970-01-01T00:00:00.000Z' });
    expect(isoTime(1e300)).toBe('9987-04-02T17:46:40.000Z');
  });
});
