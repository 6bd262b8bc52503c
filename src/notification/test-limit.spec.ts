import { TESTS_PER_MINUTE, TestLimit } from './test-limit.js';

const NOW = Date.UTC(2026, 10, 21);

describe('test messages', () => {
  it('are a few a minute by channel, and it is said how long to wait', () => {
    const limit = new TestLimit();
    for (let each = 0; each < TESTS_PER_MINUTE; each++) expect(limit.take('email', NOW + each)).toBe(0);
    expect(limit.take('email', NOW + 10_000)).toBe(50);
    expect(limit.take('webhook', NOW + 10_000)).toBe(0);
    expect(limit.take('email', NOW + 59_999)).toBe(1);
    expect(limit.take('email', NOW + 60_000)).toBe(0);
    expect(limit.take('email', NOW + 60_000)).toBe(1);
  });

  it('go on after the clock was set back', () => {
    const limit = new TestLimit();
    for (let each = 0; each < TESTS_PER_MINUTE; each++) limit.take('email', NOW);
    expect(limit.take('email', NOW - 3_600_000)).toBe(0);
  });
});
