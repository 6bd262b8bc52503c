import { useState } from 'preact/hooks';
import type { TimeRange } from '../model/range.js';

/** How far the pointer has to go for a stretch to be meant, CSS pixels. */
const SHORTEST_DRAG = 6;

/** Lets a stretch of a time line be chosen with mouse or pen; a finger scrolls the page. */
export function useBrush(onZoom: ((range: TimeRange) => void) | undefined, timeAt: (x: number) => number) {
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const isMeant = drag !== null && Math.abs(drag.to - drag.from) >= SHORTEST_DRAG;
  const chosen = (): TimeRange => ({
    since: timeAt(Math.min(drag!.from, drag!.to)),
    until: timeAt(Math.max(drag!.from, drag!.to)),
  });
  const handlers =
    onZoom === undefined
      ? {}
      : {
          onPointerDown: (event: PointerEvent) => {
            if (event.pointerType === 'touch' || event.button !== 0) return;
            if ((event.target as Element).closest('a') !== null) return;
            event.preventDefault();
            (event.currentTarget as Element).setPointerCapture(event.pointerId);
            setDrag({ from: xOf(event), to: xOf(event) });
          },
          onPointerMove: (event: PointerEvent) => drag !== null && setDrag({ ...drag, to: xOf(event) }),
          onPointerUp: () => {
            if (isMeant) onZoom(chosen());
            setDrag(null);
          },
          onPointerCancel: () => setDrag(null),
        };
  return { brush: isMeant ? chosen() : null, handlers };
}

/** Where in the chart the pointer is, CSS pixels from its left edge. */
function xOf(event: PointerEvent): number {
  return event.clientX - (event.currentTarget as Element).getBoundingClientRect().left;
}
