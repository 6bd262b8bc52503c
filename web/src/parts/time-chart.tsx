import { useMemo, useRef, useState } from 'preact/hooks';
import { entriesOf, fitted, OUTCOMES, totals } from '../model/bars.js';
import type { Bar, Outcome } from '../model/bars.js';
import type { TimeRange } from '../model/range.js';
import { formatNumber } from '../model/words.js';
import { useTimes } from '../preferences.js';
import { ChartMarks } from './chart-marks.js';
import type { Mark } from './chart-marks.js';
import { ChartTable } from './chart-table.js';
import { Icon } from './icon.js';
import { useChartKeys } from './use-chart-keys.js';
import { domainOf, PLOT_HEIGHT, PLOT_LEFT, PLOT_RIGHT, usePlot } from './use-plot.js';
import { useWidth } from './use-width.js';

interface Props {
  readonly bars: readonly Bar[];
  readonly marks: readonly Mark[];
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  /** Called with a stretch that somebody wants to see closer. */
  readonly onZoom?: (range: TimeRange) => void;
  /** Called with a bar whose entries somebody wants to see. */
  readonly onOpen?: (bar: TimeRange) => void;
}

/** How many bars a chart has at most: on a phone fewer, so that each can be seen. */
export const mostBars = (): number => Math.max(30, Math.min(110, innerWidth / 9));

/** What share of the time two flags have to lie apart, to be told apart. */
export const nearestMarks = (): number => 28 / Math.max(240, innerWidth - 340);

/** Where the line of the axis is: marks end there. */
const GROUND = PLOT_HEIGHT - 26;

/** What happened over time, as bars stacked by outcome, with flags for alerts; to be read, walked and zoomed. */
export function TimeChart({ bars, marks, label, onZoom, onOpen }: Props) {
  const [outer, width] = useWidth<HTMLDivElement>(800);
  const frame = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState<ReadonlySet<Outcome>>(new Set());
  const sums = useMemo(() => totals(bars), [bars]);
  const outcomes = useMemo(() => shownOutcomes(bars), [bars]);
  const plot = usePlot({ frame, width, bars, outcomes, hidden, onZoom, onOpen });
  const keys = useChartKeys({ bars, plot, onZoom, onOpen });
  const bar = plot.current === null ? undefined : bars[plot.current];
  const [since, until] = domainOf(bars);
  const fit = useMemo(() => fitted(bars), [bars]);
  const canFit = onZoom !== undefined && fit !== null && (fit.until - fit.since) * 1.15 < until - since;
  const toggle = (outcome: Outcome): void => {
    const next = new Set(hidden);
    if (!next.delete(outcome)) next.add(outcome);
    setHidden(next);
  };
  return (
    <div class="chart" ref={frame} data-bars={bars.filter(({ amounts }) => entriesOf(amounts).length > 0).length}>
      <div class="chart-field" ref={outer}>
        <Readout bar={bar} label={label} keys={keys} count={bars.length} current={plot.current}>
          <div ref={plot.box} />
        </Readout>
        <ChartMarks
          marks={marks}
          logins={hidden.has('login') ? [] : loginTimes(bars)}
          range={{ since, until }}
          box={{ left: PLOT_LEFT, width: width - PLOT_LEFT - PLOT_RIGHT, height: GROUND }}
        />
        {bar !== undefined && <Tip bar={bar} outcomes={outcomes} isLeft={plot.current! > bars.length / 2} />}
      </div>
      <div class="legend" role="group" aria-label="What is shown">
        {outcomes.map((outcome) => (
          <button key={outcome} type="button" aria-pressed={!hidden.has(outcome)} onClick={() => toggle(outcome)}>
            <span class={`key ${outcome}`} /> {OUTCOMES[outcome]} <strong>{formatNumber(sums[outcome] ?? 0)}</strong>
          </button>
        ))}
        {canFit && (
          <button type="button" class="fit" onClick={() => onZoom(fit)}>
            <Icon name="fit" /> Fit to data
          </button>
        )}
      </div>
      <ChartTable bars={bars} outcomes={outcomes} />
    </div>
  );
}

function loginTimes(bars: readonly Bar[]): number[] {
  return bars.filter(({ amounts }) => (amounts.login ?? 0) > 0).map(({ since, until }) => (since + until) / 2);
}

/** Failed attempts and logins are always named, the others where there are any. */
function shownOutcomes(bars: readonly Bar[]): Outcome[] {
  const sums = totals(bars);
  return (Object.keys(OUTCOMES) as Outcome[]).filter(
    (outcome) => outcome === 'failed' || outcome === 'login' || (sums[outcome] ?? 0) > 0,
  );
}

interface ReadoutProps {
  readonly bar: Bar | undefined;
  readonly label: string;
  readonly keys: ReturnType<typeof useChartKeys>;
  readonly count: number;
  readonly current: number | null;
  readonly children: preact.ComponentChildren;
}

/** The plot as something that is walked through bar by bar, and read out. */
function Readout({ bar, label, keys, count, current, children }: ReadoutProps) {
  const times = useTimes();
  const words =
    bar === undefined
      ? 'no bar chosen'
      : [times.full(bar.since), ...entriesOf(bar.amounts).map(([name, amount]) => `${amount} ${OUTCOMES[name]}`)].join(
          ', ',
        );
  return (
    <div
      class="plot"
      role="slider"
      tabIndex={0}
      aria-label={`${label}. Arrows go from bar to bar, with Shift they choose several, Enter opens or zooms.`}
      aria-valuemin={0}
      aria-valuemax={count - 1}
      aria-valuenow={current ?? 0}
      aria-valuetext={words}
      {...keys}
    >
      {children}
    </div>
  );
}

/** The numbers of one bar, away from the pointer. */
function Tip({ bar, outcomes, isLeft }: { bar: Bar; outcomes: readonly Outcome[]; isLeft: boolean }) {
  const times = useTimes();
  return (
    <div class={isLeft ? 'chart-tip left' : 'chart-tip'} aria-hidden="true">
      <p>
        {times.full(bar.since)} – {times.full(bar.until).slice(-8)} {times.shortName}
      </p>
      {outcomes.map((outcome) => (
        <p key={outcome}>
          <span class={`key ${outcome}`} /> {OUTCOMES[outcome]}{' '}
          <strong>{formatNumber(bar.amounts[outcome] ?? 0)}</strong>
        </p>
      ))}
    </div>
  );
}
