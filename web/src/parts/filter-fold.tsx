import type { ComponentChildren } from 'preact';
import { useMatches } from '../use-matches.js';
import { Icon } from './icon.js';

interface Props {
  /** How many filters leave something out. */
  readonly active: number;
  readonly children: ComponentChildren;
}

/** Filters: side by side where there is room, on a phone behind a word that says how many are set. */
export function FilterFold({ active, children }: Props) {
  const isPhone = useMatches('(max-width: 720px)');
  if (!isPhone) return <>{children}</>;
  return (
    <details class="filter-fold">
      <summary class="button">
        <Icon name="filter" /> Filters{active > 0 && ` (${active})`}
      </summary>
      <div class="filters">{children}</div>
    </details>
  );
}
