interface Props {
  readonly params: Readonly<Record<string, string>>;
  readonly nextCursor: string | null;
  readonly onChange: (changes: Readonly<Record<string, string | undefined>>) => void;
}

/** The way through a list that is longer than a page. */
export function Pages({ params, nextCursor, onChange }: Props) {
  if (params['cursor'] === undefined && nextCursor === null) return null;
  return (
    <nav class="pages" aria-label="Pages">
      {params['cursor'] !== undefined && (
        <button type="button" onClick={() => onChange({ cursor: undefined })}>
          Newest
        </button>
      )}
      {nextCursor !== null && (
        <button type="button" onClick={() => onChange({ cursor: nextCursor })}>
          Older
        </button>
      )}
    </nav>
  );
}
