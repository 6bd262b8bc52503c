import { scanIsStalled } from './scan-schedule.js';

const AT = Date.UTC(2026, 10, 20, 9);

describe('scanning', () => {
  it.each([
    ['just now', 10, 0, false],
    ['two minutes ago, the edge', 10, 120, false],
    ['more than two minutes ago', 10, 120.001, true],
    ['three long intervals ago, the edge', 3600, 10_800, false],
    ['more than three long intervals ago', 3600, 10_801, true],
    ['later than now: the clock was set back', 10, -3600, false],
  ])('that gave its last sign %s', (_when, intervalSeconds, secondsAgo, stalled) => {
    expect(scanIsStalled(AT, intervalSeconds, AT + secondsAgo * 1000)).toBe(stalled);
  });
});
