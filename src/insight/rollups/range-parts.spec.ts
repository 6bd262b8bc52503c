import fc from 'fast-check';
import { rangeParts } from './range-parts.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FAR = 1_000 * DAY;

describe('the parts of a range', () => {
  it('are days in the middle, hours around them, and less than an hour at the ends', () => {
    const since = 10 * DAY + 10.5 * HOUR;
    expect(rangeParts({ since, until: 13 * DAY + 2.25 * HOUR }, FAR)).toEqual({
      days: { since: 11 * DAY, until: 13 * DAY },
      hours: [
        { since: 10 * DAY + 11 * HOUR, until: 11 * DAY },
        { since: 13 * DAY, until: 13 * DAY + 2 * HOUR },
      ],
      edges: [
        { since: 13 * DAY + 2 * HOUR, until: 13 * DAY + 2.25 * HOUR },
        { since, until: 10 * DAY + 11 * HOUR },
      ],
    });
  });

  it('reach to the end of the day where nothing is stored behind the range', () => {
    const { days, edges, hours } = rangeParts({ since: 10 * DAY, until: 12 * DAY + 5 }, 12 * DAY + 4);
    expect({ days, edges, hours }).toEqual({ days: { since: 10 * DAY, until: 13 * DAY }, edges: [], hours: [] });
  });

  it('are the range, each moment once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40 * DAY }),
        fc.integer({ min: 0, max: 10 * DAY }),
        fc.option(fc.integer({ min: 0, max: 60 * DAY })),
        (since, length, newest) => {
          const range = { since, until: since + length };
          const { days, hours, edges } = rangeParts(range, newest);
          const all = [...(days === null ? [] : [days]), ...hours, ...edges].sort((a, b) => a.since - b.since);
          let at = since;
          for (const part of all) {
            expect(part.since).toBe(at);
            at = part.until;
          }
          if (newest === null || newest < range.until) expect(at).toBeGreaterThanOrEqual(range.until);
          else expect(at).toBe(range.until);
          for (const hour of hours) expect([hour.since % HOUR, hour.until % HOUR]).toEqual([0, 0]);
          for (const edge of edges) expect(edge.until - edge.since).toBeLessThan(DAY);
        },
      ),
    );
  });
});
