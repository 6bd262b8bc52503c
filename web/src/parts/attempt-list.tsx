import type { ComponentChildren } from 'preact';
import { formatNumber } from '../model/words.js';

interface Props {
  readonly title: string;
  readonly total: number;
  /** True where there were more than {@link total}. */
  readonly isLeast?: boolean;
  readonly items: readonly { readonly value: string; readonly attempts: number }[];
  readonly show: (value: string) => ComponentChildren;
}

/** How many are shown until somebody asks for all that are named. */
const SHOWN = 10;

/** Attempts by what they were tried with. */
export function AttemptList({ title, total, isLeast = false, items, show }: Props) {
  if (items.length === 0) return null;
  const rows = (part: Props['items']) =>
    part.map(({ value, attempts }) => (
      <li key={value}>
        <span class="value">{show(value)}</span>
        <span class="number">{formatNumber(attempts)}</span>
      </li>
    ));
  return (
    <section class="card ranking">
      <h2>
        {title}{' '}
        <span class="muted">
          {formatNumber(total)}
          {isLeast && '+'}
        </span>
      </h2>
      <ol>{rows(items.slice(0, SHOWN))}</ol>
      {items.length > SHOWN && (
        <details>
          <summary>{formatNumber(items.length - SHOWN)} more</summary>
          <ol>{rows(items.slice(SHOWN))}</ol>
        </details>
      )}
      {total > items.length && <p class="muted">Those tried most are named.</p>}
    </section>
  );
}
