import { useTimes } from '../preferences.js';

/** A moment in the zone that the page shows; to the millisecond and with its zone where somebody points at it. */
export function Time({ at }: { at: string | number | null }) {
  const times = useTimes();
  if (at === null) return <span class="muted">never</span>;
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} title={times.exact(date.getTime())}>
      {times.full(date.getTime())}
    </time>
  );
}
