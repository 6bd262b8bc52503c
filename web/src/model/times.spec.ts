import { timeFormats } from './times.js';

const AT = Date.UTC(2026, 10, 20, 23, 41, 0, 60);

describe('times', () => {
  it('are written in one zone at a time, and say which where that matters', () => {
    const berlin = timeFormats('local', 'Europe/Berlin');
    expect([berlin.full(AT), berlin.exact(AT), berlin.name]).toEqual([
      '21 Nov 2026, 00:41:00',
      '21 Nov 2026, 00:41:00.060 CET',
      'Europe/Berlin',
    ]);
    const utc = timeFormats('utc', 'Europe/Berlin');
    expect([utc.full(AT), utc.exact(AT), utc.name]).toEqual([
      '20 Nov 2026, 23:41:00',
      '20 Nov 2026, 23:41:00.060 UTC',
      'UTC',
    ]);
  });

  it.each([
    [1_000, '00:41:00'],
    [900_000, '00:41'],
    [86_400_000, '21 Nov'],
    [365 * 86_400_000, 'Nov 2026'],
  ])('an axis with a mark every %d ms says %s', (step, words) => {
    expect(timeFormats('local', 'Europe/Berlin').axis(AT, step)).toBe(words);
  });

  it('the beginning of a day is named by its day', () => {
    expect(timeFormats('local', 'Europe/Berlin').axis(Date.UTC(2026, 10, 20, 23), 3_600_000)).toBe('21 Nov');
  });
});
