/**
 * An object of those members that are known, and no empty text, at every depth; undefined where none is. Arrays and what stands in them stay
 * as they are.
 */
export function known(members: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const entries = Object.entries(members).flatMap(([name, value]): [string, unknown][] => {
    const kept = isObject(value) ? known(value) : value;
    return kept === undefined || kept === null || kept === '' || (Array.isArray(kept) && kept.length === 0)
      ? []
      : [[name, kept]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
