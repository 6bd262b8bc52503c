const FULL = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** A moment in the zone of whoever looks; UTC when they point at it. */
export function Time({ at, isShort = false }: { at: string | number | null; isShort?: boolean }) {
  if (at === null) return <span class="muted">never</span>;
  const date = new Date(at);
  const iso = date.toISOString();
  return (
    <time dateTime={iso} title={`${iso.slice(0, 10)} ${iso.slice(11, 23)} UTC`}>
      {(isShort ? CLOCK : FULL).format(date)}
    </time>
  );
}

export function formatTime(at: number): string {
  return FULL.format(at);
}
