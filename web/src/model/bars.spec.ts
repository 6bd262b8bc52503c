import { bars, roundTop, stepFor, ticks } from './bars.js';

const HOUR = 3_600_000;

describe('bars', () => {
  it('adds up what falls into the same step, and has none for steps without anything', () => {
    const happenings = [
      { at: 0, attempts: 1, logins: 0 },
      { at: 999, attempts: 2, logins: 1 },
      { at: 5_000, attempts: 3, logins: 0 },
      { at: 6_000, attempts: 0, logins: 0 },
      { at: 9_000, attempts: 9, logins: 0 },
    ];
    expect(bars(happenings, { since: 0, until: 9_000 }, 1_000)).toEqual([
      { since: 0, until: 1_000, attempts: 3, logins: 1 },
      { since: 5_000, until: 6_000, attempts: 3, logins: 0 },
    ]);
  });

  it.each([
    [24 * HOUR, 100, 15 * 60_000],
    [7 * 24 * HOUR, 100, 2 * HOUR],
    [365 * 24 * HOUR, 100, 7 * 24 * HOUR],
    [10_000, 100, 1_000],
    [100_000 * 24 * HOUR, 10, 28 * 24 * HOUR],
  ])('in %d ms of at most %d bars each is %d ms long', (until, most, step) => {
    expect(stepFor({ since: 0, until }, most)).toBe(step);
  });

  it('ticks are round in the zone of the viewer', () => {
    expect(ticks({ since: 0, until: 24 * HOUR }, 4, -60)).toEqual([5, 11, 17, 23].map((hour) => hour * HOUR));
    expect(ticks({ since: 0, until: 24 * HOUR }, 4, 0)).toEqual([0, 6, 12, 18].map((hour) => hour * HOUR));
  });

  it.each([
    [0, 4],
    [3, 4],
    [26, 40],
    [100, 100],
    [101, 200],
    [999, 1000],
  ])('the axis of %d ends at %d', (highest, top) => {
    expect(roundTop(highest)).toBe(top);
  });
});
