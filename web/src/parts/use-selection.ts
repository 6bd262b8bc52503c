import { useState } from 'preact/hooks';
import { NOTHING, toggled, toggledTo } from '../model/selection.js';

/** What of a list is chosen. */
export interface ListSelection {
  /** Chosen and shown, in the order of the list. */
  readonly chosen: readonly string[];
  has(id: string): boolean;
  /** @param isRange true: everything from the last choice up to here */
  toggle(id: string, isRange: boolean): void;
  all(): void;
  none(): void;
}

/** @param shown ids in the order of the list: what is no longer shown is not chosen */
export function useSelection(shown: readonly string[]): ListSelection {
  const [selection, setSelection] = useState(NOTHING);
  const chosen = shown.filter((id) => selection.chosen.has(id));
  return {
    chosen,
    has: (id) => selection.chosen.has(id),
    toggle: (id, isRange) => {
      const current = { chosen: new Set(chosen), anchor: selection.anchor };
      setSelection(isRange ? toggledTo(current, shown, id) : toggled(current, id));
    },
    all: () => setSelection({ chosen: new Set(shown), anchor: null }),
    none: () => setSelection(NOTHING),
  };
}
