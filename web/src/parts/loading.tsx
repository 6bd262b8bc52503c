import type { ComponentChildren } from 'preact';
import type { Loaded } from '../use-data.js';
import { Trouble } from './trouble.js';

interface Props<Data> {
  readonly loaded: Loaded<Data>;
  readonly children: (data: Data) => ComponentChildren;
}

/** What was asked for, once it is there; what went wrong stands above what was there before. */
export function WhenLoaded<Data>({ loaded, children }: Props<Data>) {
  const { data, error, isLoading, retry } = loaded;
  return (
    <div aria-busy={isLoading}>
      {error !== null && <Trouble error={error} onRetry={retry} />}
      {data === null ? error === null && <p class="loading">Loading…</p> : children(data)}
    </div>
  );
}
