import { backoffMs } from './backoff.js';

describe('backoffMs', () => {
  it.each([
    [1, 0, 250],
    [1, 1, 500],
    [2, 1, 1_000],
    [6, 1, 16_000],
    [7, 1, 30_000],
    [100, 0, 15_000],
  ])('waits after %d failures, by chance %d, %d ms', (failures, chance, expected) => {
    expect(backoffMs(failures, chance)).toBe(expected);
  });
});
