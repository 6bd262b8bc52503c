/** Lists of values by key, as maps of arrays. */

export function append<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** The list of a key; an empty one where there is none. */
export function found<Key, Value>(lists: ReadonlyMap<Key, Value[]>, key: Key | null): readonly Value[] {
  return (key === null ? undefined : lists.get(key)) ?? [];
}

/** Takes out of lists what is not kept, and lists that are empty then. */
export function keepOnly<Key, Value>(lists: Map<Key, Value[]>, keeps: (value: Value) => boolean): void {
  for (const [key, list] of lists) {
    const kept = list.filter(keeps);
    if (kept.length === 0) lists.delete(key);
    else if (kept.length < list.length) lists.set(key, kept);
  }
}

/** How many values all lists have together. */
export function lengthOf(lists: ReadonlyMap<unknown, readonly unknown[]>): number {
  let length = 0;
  for (const list of lists.values()) length += list.length;
  return length;
}
