import type { Schemas } from '@log-analyzer/client';
import type { ComponentChildren } from 'preact';
import { count, formatNumber } from '../model/words.js';

type ValueCount = Pick<Schemas['ValueCountDto'], 'value' | 'attempts' | 'logins'>;

interface Props {
  readonly title: string;
  readonly values: readonly ValueCount[];
  /** How many there are in all. */
  readonly total: number;
  /** True where there are more than {@link total}. */
  readonly isLeast?: boolean;
  readonly show: (value: string) => ComponentChildren;
  readonly empty?: string;
  /** Where the entries behind a number are. */
  readonly entries?: (value: string) => string;
}

/** Who or what had the most attempts, with a bar for its share. */
export function Ranking({ title, values, total, isLeast = false, show, empty = 'None in this time.', entries }: Props) {
  const highest = Math.max(1, ...values.map(({ attempts }) => attempts));
  return (
    <section class="card ranking">
      <h2>
        {title}{' '}
        {total > 0 && (
          <span class="muted">
            {formatNumber(total)}
            {isLeast && '+'}
          </span>
        )}
      </h2>
      {values.length === 0 && <p class="muted">{empty}</p>}
      {values.length < total && <p class="muted">The {formatNumber(values.length)} with the most failed attempts:</p>}
      <ol>
        {values.map(({ value, attempts, logins }) => (
          <li key={value}>
            <span class="value">{show(value)}</span>
            <span class="number" title={`${count(attempts, 'failed attempt')}, ${count(logins, 'login')}`}>
              {entries === undefined ? (
                formatNumber(attempts)
              ) : (
                <a href={entries(value)}>
                  {formatNumber(attempts)}
                  <span class="unseen"> failed attempts: see the entries</span>
                </a>
              )}
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

/**
 * Those with failed attempts: a ranking of the API names who did anything, most attempts first, and counts them all.
 *
 * @param attacked how many there are, where the API counts them
 */
export function attackedOf({ top, total }: Schemas['RankingDto'], attacked?: number, most = top.length) {
  const values = top.filter(({ attempts }) => attempts > 0);
  const isAll = values.length < top.length || top.length === total;
  return {
    values: values.slice(0, most),
    total: attacked ?? values.length,
    isLeast: attacked === undefined && !isAll,
  };
}
