import { useRef } from 'preact/hooks';
import type { Bar } from '../model/bars.js';
import type { TimeRange } from '../model/range.js';

interface Options {
  readonly bars: readonly Bar[];
  readonly plot: {
    readonly current: number | null;
    moveTo(index: number | null): void;
    select(from: number, to: number): void;
  };
  readonly onZoom: ((range: TimeRange) => void) | undefined;
  readonly onOpen: ((bar: TimeRange) => void) | undefined;
}

/** The keys of a chart: arrows walk, Shift chooses, Enter zooms to what is chosen or opens the bar. */
export function useChartKeys({ bars, plot, onZoom, onOpen }: Options) {
  /** Where a choice began; null: none is made. */
  const anchor = useRef<number | null>(null);
  const leave = (): void => {
    if (anchor.current !== null) plot.select(0, 0);
    anchor.current = null;
    plot.moveTo(null);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { current } = plot;
    const next = targetOf(event.key, current, bars.length);
    if (next !== null) {
      anchor.current = event.shiftKey ? (anchor.current ?? current ?? next) : null;
      plot.moveTo(next);
      plot.select(anchor.current ?? next, next);
    } else if (event.key === 'Enter' && current !== null) {
      const from = anchor.current ?? current;
      const range = { since: bars[Math.min(from, current)]!.since, until: bars[Math.max(from, current)]!.until };
      anchor.current = null;
      plot.select(0, 0);
      (from === current ? (onOpen ?? onZoom) : onZoom)?.(range);
    } else if (event.key === 'Escape' && current !== null) {
      leave();
    } else {
      return;
    }
    event.preventDefault();
  };
  return { onKeyDown, onBlur: leave };
}

function targetOf(key: string, current: number | null, count: number): number | null {
  const last = count - 1;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return current === null ? 0 : Math.min(last, current + 1);
    case 'ArrowLeft':
    case 'ArrowDown':
      return current === null ? last : Math.max(0, current - 1);
    case 'PageDown':
      return Math.min(last, (current ?? 0) + 10);
    case 'PageUp':
      return Math.max(0, (current ?? last) - 10);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}
