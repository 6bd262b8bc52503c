import type { Schemas } from '@log-analyzer/client';
import { useMemo } from 'preact/hooks';
import { bars, stepFor } from '../model/bars.js';
import { rangeParams } from '../model/range.js';
import { parseRoute, routeTo } from '../model/route.js';
import { mostBars, TimeChart } from './time-chart.js';

const DAY_MS = 86_400_000;

interface Props {
  /** By the day, in UTC: `2026-11-20`. */
  readonly days: readonly Schemas['ValueCountDto'][];
  /** Where all the entries are that they are of; a bar leads to its part of them. */
  readonly entries: string;
}

/** When an address or a user was seen, day by day. Days are those of UTC, as the API counts them. */
export function DayChart({ days, entries }: Props) {
  const shown = useMemo(() => {
    const happenings = days.map(({ value, attempts, logins }) => ({
      at: Date.parse(value),
      amounts: { failed: attempts, login: logins },
    }));
    const times = happenings.map(({ at }) => at);
    // Some days around, as far as they have come.
    const newest = Math.max(...times);
    const until = Math.max(newest + 1, Math.min(newest + 4 * DAY_MS, Date.now()));
    const range = { since: Math.min(...times) - 3 * DAY_MS, until };
    return bars(happenings, range, stepFor(range, mostBars(), DAY_MS));
  }, [days]);
  if (days.length === 0) return null;
  const { path, params } = parseRoute(entries);
  return (
    <section class="card">
      <h2>
        By day <span class="muted">UTC</span>
      </h2>
      <TimeChart
        bars={shown}
        marks={[]}
        label="Failed attempts and logins by day"
        onOpen={(part) => (location.hash = routeTo(path, { ...params, ...rangeParams(part) }))}
      />
    </section>
  );
}
