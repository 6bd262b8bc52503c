import type { TimeRange, ChosenRange, LengthName } from '../model/range.js';
import { LENGTHS, rangeParams, shifted, zoomed } from '../model/range.js';
import { lengthWords } from '../model/words.js';
import { Time } from './time.js';

const NAMES: Readonly<Record<LengthName, string>> = {
  '1h': 'Hour',
  '24h': 'Day',
  '7d': 'Week',
  '30d': 'Month',
  '365d': 'Year',
};

interface Props {
  readonly range: ChosenRange;
  readonly onChange: (params: Readonly<Record<string, string | undefined>>) => void;
}

/** Chooses the time that a view is of. */
export function RangeBar({ range, onChange }: Props) {
  const move = (next: TimeRange): void => onChange(rangeParams(next));
  return (
    <div class="range">
      <fieldset class="choices">
        <legend class="unseen">Length of time</legend>
        {(Object.keys(LENGTHS) as LengthName[]).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={range.length === name}
            onClick={() => onChange({ range: name, since: undefined, until: undefined })}
          >
            {NAMES[name]}
          </button>
        ))}
      </fieldset>
      <fieldset class="choices">
        <legend class="unseen">Move through time</legend>
        <button type="button" aria-label="Earlier" onClick={() => move(shifted(range, -0.5))}>
          ←
        </button>
        <button type="button" aria-label="Zoom in" onClick={() => move(zoomed(range, 0.5))}>
          +
        </button>
        <button type="button" aria-label="Zoom out" onClick={() => move(zoomed(range, 2))}>
          −
        </button>
        <button type="button" aria-label="Later" onClick={() => move(shifted(range, 0.5))}>
          →
        </button>
      </fieldset>
    </div>
  );
}

/** Says which time it is, and why. */
export function RangeWords({ range, newest }: { range: ChosenRange; newest: number | null }) {
  return (
    <p class="range-words">
      <Time at={range.since} /> – <Time at={range.until} /> <span class="muted">{words(range, newest)}</span>
    </p>
  );
}

function words({ basis, since, until }: ChosenRange, newest: number | null): string {
  if (basis === 'chosen') return `(${lengthWords(until - since)})`;
  if (basis === 'now') return '(until now)';
  return `(the end of the log: its newest entry is ${lengthWords(Date.now() - (newest ?? 0))} old)`;
}
