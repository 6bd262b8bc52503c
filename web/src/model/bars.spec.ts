import { bars, fitted, indexAt, roundTop, stacked, stepFor, totals } from './bars.js';

const HOUR = 3_600_000;

describe('bars', () => {
  const happenings = [
    { at: 0, amounts: { failed: 1 } },
    { at: 999, amounts: { failed: 2, login: 1 } },
    { at: 5_000, amounts: { failed: 3, probe: 2 } },
    { at: 6_000, amounts: { failed: 0 } },
    { at: 9_000, amounts: { failed: 9 } },
    { at: -1, amounts: { failed: 9 } },
  ];

  it('adds up what falls into the same step, and has one for every step', () => {
    const shown = bars(happenings, { since: 0, until: 7_500 }, 1_000);
    expect(shown).toHaveLength(8);
    expect(shown[0]).toEqual({ since: 0, until: 1_000, amounts: { failed: 3, login: 1 } });
    expect(shown[5]).toEqual({ since: 5_000, until: 6_000, amounts: { failed: 3, probe: 2 } });
    expect(totals(shown)).toEqual({ failed: 6, probe: 2, login: 1 });
  });

  it('ends with the range, in the middle of a step, and shows no time that has not come', () => {
    const day = 24 * HOUR;
    const shown = bars([{ at: 2 * day, amounts: { failed: 1 } }], { since: 0, until: 2 * day + HOUR }, day);
    expect(shown.map(({ since, until }) => [since / HOUR, until / HOUR])).toEqual([
      [0, 24],
      [24, 48],
      [48, 49],
    ]);
    expect(fitted(shown)!.until).toBe(2 * day + HOUR);
    expect([-1, 0, day - 1, day, 2 * day, 2 * day + HOUR, 9 * day].map((at) => indexAt(shown, at))).toEqual([
      0, 0, 0, 1, 2, 2, 2,
    ]);
    expect(bars([], { since: 5, until: 5 }, day)).toEqual([{ since: 0, until: 5, amounts: {} }]);
  });

  it('stand on each other, the one on top first; a hidden one adds nothing', () => {
    const shown = bars(happenings, { since: 5_000, until: 6_000 }, 1_000);
    expect(stacked(shown, ['failed', 'probe'], new Set())).toEqual([[5], [3]]);
    expect(stacked(shown, ['failed', 'probe'], new Set(['failed']))).toEqual([[2], [0]]);
  });

  it('fit the time to what is in them', () => {
    const shown = bars(happenings, { since: 0, until: 100_000 }, 1_000);
    expect(fitted(shown)).toEqual({ since: -1_000, until: 11_000 });
    expect(fitted(bars([], { since: 0, until: 10_000 }, 1_000))).toBeNull();
  });

  it.each([
    [24 * HOUR, 100, 15 * 60_000],
    [7 * 24 * HOUR, 100, 2 * HOUR],
    [365 * 24 * HOUR, 100, 7 * 24 * HOUR],
    [10_000, 100, 1_000],
    [1_000 * 24 * HOUR, 10, 112 * 24 * HOUR],
  ])('in %d ms of at most %d bars each is %d ms long', (until, most, step) => {
    expect(stepFor({ since: 0, until }, most)).toBe(step);
  });

  it.each([
    [0, 4],
    [3, 4],
    [26, 30],
    [100, 100],
    [101, 200],
    [999, 1000],
  ])('the axis of %d ends at %d', (highest, top) => {
    expect(roundTop(highest)).toBe(top);
  });
});
