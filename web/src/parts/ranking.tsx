import type { Schemas } from '@log-analyzer/client';
import type { ComponentChildren } from 'preact';
import { count, formatNumber } from '../model/words.js';

type ValueCount = Schemas['ValueCountDto'];

interface Props {
  readonly title: string;
  readonly values: readonly ValueCount[];
  /** How many there are in all. */
  readonly total: number;
  readonly show: (value: string) => ComponentChildren;
  readonly empty?: string;
}

/** Who or what had the most attempts, with a bar for its share. */
export function Ranking({ title, values, total, show, empty = 'None in this time.' }: Props) {
  const highest = Math.max(1, ...values.map(({ attempts }) => attempts));
  return (
    <section class="card ranking">
      <h2>
        {title} {total > 0 && <span class="muted">{formatNumber(total)}</span>}
      </h2>
      {values.length === 0 && <p class="muted">{empty}</p>}
      <ol>
        {values.map(({ value, attempts, logins }) => (
          <li key={value}>
            <span class="value">{show(value)}</span>
            <span class="number" title={`${count(attempts, 'failed attempt')}, ${count(logins, 'login')}`}>
              {formatNumber(attempts)}
            </span>
            <svg class="share" aria-hidden="true" width="100%" height="4">
              <rect width={`${(100 * attempts) / highest}%`} height="4" rx="2" />
            </svg>
          </li>
        ))}
      </ol>
    </section>
  );
}
