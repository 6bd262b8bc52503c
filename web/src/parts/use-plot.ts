import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { indexAt, roundTop, stacked } from '../model/bars.js';
import type { Bar, Outcome } from '../model/bars.js';
import type { TimeRange } from '../model/range.js';
import { formatNumber } from '../model/words.js';
import { usePreferences } from '../preferences.js';
import { useMatches } from '../use-matches.js';

export const PLOT_HEIGHT = 210;
export const PLOT_LEFT = 52;
export const PLOT_RIGHT = 30;
const TOP = 26;
const BOTTOM = 26;

/** How far the pointer has to go for a stretch to be meant, CSS pixels. */
const SHORTEST_DRAG = 6;

export interface PlotOptions {
  /** Holds the chart: its legend and borders give the colours, which style sheets alone know. */
  readonly frame: RefObject<HTMLElement | null>;
  readonly width: number;
  readonly bars: readonly Bar[];
  readonly outcomes: readonly Outcome[];
  readonly hidden: ReadonlySet<Outcome>;
  readonly onZoom: ((range: TimeRange) => void) | undefined;
  /** Called with a bar that was pressed. */
  readonly onOpen: ((bar: Bar) => void) | undefined;
}

interface Plot {
  readonly box: RefObject<HTMLDivElement | null>;
  /** The bar that the pointer or the keyboard is on. */
  readonly current: number | null;
  moveTo(index: number | null): void;
  /** Shows bars as chosen; null takes that back. */
  select(from: number, to: number): void;
}

/** Draws bars over time with uPlot. Its elements are placed by script: the policy of the page allows no style attributes. */
export function usePlot(options: PlotOptions): Plot {
  const { frame, width, bars, outcomes, hidden } = options;
  const { times, theme } = usePreferences();
  const isDark = useMatches('(prefers-color-scheme: dark)');
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(options);
  latest.current = options;
  const [current, setCurrent] = useState<number | null>(null);
  const names = outcomes.join();

  useEffect(() => {
    const made = new uPlot(
      {
        width: latest.current.width,
        height: PLOT_HEIGHT,
        ms: 1,
        padding: [TOP, PLOT_RIGHT, 0, 0],
        legend: { show: false },
        ...(times.zone === 'utc' ? { tzDate: (at: number) => uPlot.tzDate(new Date(at), 'Etc/UTC') } : {}),
        scales: {
          x: { range: () => domainOf(latest.current.bars) },
          y: { range: (_, __, highest) => [0, roundTop(highest ?? 0)] },
        },
        axes: [timeAxis(frame, times.axis), amountAxis(frame)],
        series: [{}, ...seriesOf(names.split(',') as Outcome[], frame)],
        cursor: {
          y: false,
          points: { show: false },
          drag: { x: latest.current.onZoom !== undefined, y: false, setScale: false, dist: SHORTEST_DRAG },
          dataIdx: (_, __, ___, at) => indexAt(latest.current.bars, at),
          bind: { dblclick: () => null },
        },
        hooks: {
          setCursor: [({ cursor }) => setCurrent((cursor.left ?? -1) < 0 ? null : (cursor.idxs?.[1] ?? null))],
          setSelect: [(self) => zoomTo(self, latest.current)],
        },
      },
      dataOf(latest.current),
      box.current!,
    );
    plot.current = made;
    openOnClick(made, latest);
    return () => {
      plot.current = null;
      made.destroy();
    };
  }, [names, times, frame]);

  useEffect(() => plot.current?.setSize({ width, height: PLOT_HEIGHT }), [width]);
  useEffect(() => plot.current?.setData(dataOf({ bars, outcomes, hidden })), [bars, outcomes, hidden]);
  useEffect(() => plot.current?.redraw(), [theme, isDark]);

  return {
    box,
    current,
    moveTo: (index) => {
      const bar = index === null ? undefined : bars[index];
      const left = bar === undefined ? -10 : (plot.current?.valToPos((bar.since + bar.until) / 2, 'x') ?? -10);
      plot.current?.setCursor({ left, top: bar === undefined ? -10 : 10 });
    },
    select: (from, to) => {
      const [first, last] = [bars[Math.min(from, to)], bars[Math.max(from, to)]];
      if (plot.current === null || first === undefined || last === undefined) return;
      const left = plot.current.valToPos(first.since, 'x');
      const height = plot.current.over.clientHeight;
      const chosen = from === to ? 0 : plot.current.valToPos(last.until, 'x') - left;
      plot.current.setSelect({ left, width: chosen, top: 0, height }, false);
    },
  };
}

function dataOf({ bars, outcomes, hidden }: Pick<PlotOptions, 'bars' | 'outcomes' | 'hidden'>): uPlot.AlignedData {
  return [bars.map(({ since }) => since), ...stacked(bars, outcomes, hidden)];
}

/** What the axis of time shows: all bars, and nothing besides. */
export function domainOf(bars: readonly Bar[]): [number, number] {
  return [bars[0]?.since ?? 0, bars.at(-1)?.until ?? 1];
}

function zoomTo(plot: uPlot, { onZoom }: PlotOptions): void {
  const { left, width } = plot.select;
  if (width < SHORTEST_DRAG || onZoom === undefined) return;
  plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
  onZoom({ since: Math.round(plot.posToVal(left, 'x')), until: Math.round(plot.posToVal(left + width, 'x')) });
}

/** A press that is no drag opens the bar under it. */
function openOnClick({ over, cursor }: uPlot, latest: RefObject<PlotOptions>): void {
  let pressedAt = 0;
  over.addEventListener('mousedown', ({ clientX }) => (pressedAt = clientX));
  over.addEventListener('click', ({ clientX }) => {
    const bar = latest.current!.bars[cursor.idxs?.[1] ?? -1];
    if (bar !== undefined && Math.abs(clientX - pressedAt) < SHORTEST_DRAG) latest.current!.onOpen?.(bar);
  });
}

type Frame = RefObject<HTMLElement | null>;

const style = (frame: Frame): CSSStyleDeclaration => getComputedStyle(frame.current!);

function seriesOf(outcomes: readonly Outcome[], frame: Frame): uPlot.Series[] {
  const paths = uPlot.paths.bars!({ size: [1, Infinity], gap: 1, align: 1 });
  return outcomes.toReversed().map((outcome) => ({
    fill: () => getComputedStyle(frame.current!.querySelector(`.key.${outcome}`)!).backgroundColor,
    width: 0,
    paths,
    points: { show: false },
  }));
}

const FONT = '12px system-ui, sans-serif';

function timeAxis(frame: Frame, words: (at: number, step: number) => string): uPlot.Axis {
  return {
    size: BOTTOM,
    space: 80,
    gap: 4,
    font: FONT,
    stroke: () => style(frame).color,
    grid: { show: false },
    ticks: { stroke: () => style(frame).borderTopColor, width: 1, size: 4 },
    values: (_, splits, __, ___, step) => splits.map((at) => words(at, step)),
  };
}

function amountAxis(frame: Frame): uPlot.Axis {
  return {
    size: PLOT_LEFT,
    gap: 8,
    font: FONT,
    stroke: () => style(frame).color,
    grid: { stroke: () => style(frame).borderTopColor, width: 1 },
    ticks: { show: false },
    splits: (_, __, ___, highest) => [0, highest / 2, highest],
    values: (_, splits) => splits.map(formatNumber),
  };
}
