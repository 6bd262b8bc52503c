import { ACTIVE_WITHIN_MS, attackActivity } from './attack-activity.js';
import { NO_END } from './service-alert.js';

const SEEN = Date.UTC(2026, 10, 20, 9);
const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

describe('whether an attack lasts', () => {
  it.each([
    ['at its last attempt', 5 * MINUTE, 0, 'active'],
    ['at the end of a short window', 5 * MINUTE, 5 * MINUTE, 'active'],
    ['behind it', 5 * MINUTE, 5 * MINUTE + 1, 'ended'],
    ['ten minutes after its last attempt', DAY, ACTIVE_WITHIN_MS, 'active'],
    ['a moment later', DAY, ACTIVE_WITHIN_MS + 1, 'quiet'],
    ['hours after its last attempt', DAY, 300 * MINUTE, 'quiet'],
    ['at the end of a long window', DAY, DAY, 'quiet'],
    ['behind that', DAY, DAY + 1, 'ended'],
  ])('%s: window of %d ms, after %d ms: %s', (_name, window, after, activity) => {
    expect(attackActivity({ lastSeen: SEEN, endsAt: SEEN + window }, SEEN + after)).toBe(activity);
  });

  it('is so of what the service depends on until it is given an end', () => {
    expect(attackActivity({ lastSeen: SEEN, endsAt: NO_END }, SEEN + DAY)).toBe('active');
  });
});
