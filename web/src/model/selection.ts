/** What of a list is chosen, and where the last choice was made. */
export interface Selection {
  readonly chosen: ReadonlySet<string>;
  /** From here on a range is chosen; null: nothing was chosen yet. */
  readonly anchor: string | null;
}

export const NOTHING: Selection = { chosen: new Set(), anchor: null };

/** With an item chosen that was not, or the other way round. */
export function toggled({ chosen }: Selection, id: string): Selection {
  return withAll(chosen, [id], !chosen.has(id), id);
}

/**
 * With everything from the last choice up to an item made as that item becomes, as file managers do; where no choice is
 * left to begin from, the item alone.
 *
 * @param order ids as they are shown
 */
export function toggledTo(selection: Selection, order: readonly string[], id: string): Selection {
  const { chosen, anchor } = selection;
  const from = anchor === null ? -1 : order.indexOf(anchor);
  const to = order.indexOf(id);
  if (from < 0 || to < 0) return toggled(selection, id);
  return withAll(chosen, order.slice(Math.min(from, to), Math.max(from, to) + 1), !chosen.has(id), id);
}

function withAll(chosen: ReadonlySet<string>, ids: readonly string[], isChosen: boolean, anchor: string): Selection {
  const next = new Set(chosen);
  for (const id of ids) {
    if (isChosen) next.add(id);
    else next.delete(id);
  }
  return { chosen: next, anchor };
}
