import { relativeMoment, withAbsoluteMoments } from './relative-time.js';

const NOW = Date.UTC(2026, 10, 20, 10);

describe('relative times', () => {
  it.each([
    ['now', 0],
    ['24h', 24 * 3_600_000],
    ['now-2h', 2 * 3_600_000],
    ['7D', 7 * 86_400_000],
    ['90s', 90_000],
    ['2w', 14 * 86_400_000],
    ['15m', 900_000],
  ])('%s is that long ago', (text, ago) => {
    expect(relativeMoment(text, NOW)).toBe(NOW - ago);
  });

  it.each(['', '2026-11-20', 'h', '-2h', 'now+2h', '2h ', '24', 'now-', '1234567h', '1e3h'])('%j is none', (text) => {
    expect(relativeMoment(text, NOW)).toBeUndefined();
  });

  it('never lie before the beginning of time', () => {
    expect(relativeMoment('999999w', NOW)).toBe(0);
  });

  it('are written out in a query, and everything else stays as it was', () => {
    expect(withAbsoluteMoments('q=x+since%3A2h', NOW)).toBe('q=x+since%3A2026-11-20T08%3A00%3A00.000Z');
    expect(withAbsoluteMoments('q=since%3A2h&q=x', NOW)).toBe('q=since%3A2h&q=x');
    expect(withAbsoluteMoments('since=2h&q=a+b%26c&since_x=2h', NOW)).toBe(
      'since=2026-11-20T08%3A00%3A00.000Z&q=a+b%26c&since_x=2h',
    );
    for (const query of ['', 'q=24h', 'since=2026-11-20', 'since=1h&since=2h', 'a=%zz']) {
      expect(withAbsoluteMoments(query, NOW)).toBe(query);
    }
  });
});
