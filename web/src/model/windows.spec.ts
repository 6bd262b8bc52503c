import { WINDOW_STEPS, secondsOf, stepNearest, unitOf } from './windows.js';

describe('lengths of a window', () => {
  it.each([
    [300, 'minutes', 5],
    [90, 'seconds', 90],
    [7_200, 'hours', 2],
    [86_400, 'days', 1],
  ] as const)('%d seconds are given in %s', (seconds, unit, number) => {
    expect(unitOf(seconds)).toBe(unit);
    expect(secondsOf(number, unit)).toBe(seconds);
  });

  it.each([
    [300, 300],
    [1, 60],
    [10_000_000, 604_800],
    [400, 300],
  ])('%d seconds are nearest to the step of %d', (seconds, step) => {
    expect(WINDOW_STEPS[stepNearest(seconds)]).toBe(step);
  });
});
