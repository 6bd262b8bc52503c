import type { Bar } from '../model/bars.js';
import { roundTop, ticks } from '../model/bars.js';
import type { TimeRange } from '../model/range.js';
import type { Severity } from '../model/severities.js';
import { count, formatNumber } from '../model/words.js';
import type { TimeFormats } from '../model/times.js';
import { useTimes } from '../preferences.js';
import { useBrush } from './use-brush.js';
import { useWidth } from './use-width.js';

/** Something that is marked on the time line, with a place to go to. */
export interface Mark {
  readonly at: number;
  readonly label: string;
  readonly href: string;
  readonly kind: Severity | 'login';
}

interface Props {
  readonly range: TimeRange;
  readonly bars: readonly Bar[];
  readonly marks: readonly Mark[];
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  /** Called with a stretch that was drawn over with the pointer. */
  readonly onZoom?: (range: TimeRange) => void;
}

const HEIGHT = 190;
const LEFT = 44;
const RIGHT = 10;
const TOP = 24;
const BOTTOM = 24;

/** Failed attempts over time as bars, successful logins and alerts as marks above them. */
export function Chart({ range, bars, marks, label, onZoom }: Props) {
  const [frame, width] = useWidth<HTMLDivElement>(800);
  const inner = width - LEFT - RIGHT;
  const x = (at: number): number =>
    LEFT + (inner * (Math.min(Math.max(at, range.since), range.until) - range.since)) / (range.until - range.since);
  const timeAt = (at: number): number =>
    Math.round(
      range.since + ((Math.min(Math.max(at, LEFT), width - RIGHT) - LEFT) / inner) * (range.until - range.since),
    );
  const top = roundTop(Math.max(0, ...bars.map(({ attempts }) => attempts)));
  const y = (attempts: number): number => HEIGHT - BOTTOM - ((HEIGHT - TOP - BOTTOM) * attempts) / top;
  const { brush, handlers } = useBrush(onZoom, timeAt);
  const times = useTimes();
  const marked = ticks(
    range,
    Math.max(2, Math.floor(inner / 110)),
    times.zone === 'utc' ? 0 : new Date(range.since).getTimezoneOffset(),
  );
  const step = marked.length < 2 ? 60_000 : marked[1]! - marked[0]!;

  return (
    <div class="chart" ref={frame}>
      <svg width={width} height={HEIGHT} role="group" aria-label={label} {...handlers}>
        {[0, top / 2, top].map((value) => (
          <g key={value} class="grid" aria-hidden="true">
            <line x1={LEFT} x2={width - RIGHT} y1={y(value)} y2={y(value)} />
            <text x={LEFT - 6} y={y(value) + 4} text-anchor="end">
              {formatNumber(value)}
            </text>
          </g>
        ))}
        {marked.map((at) => (
          <g key={at} class="grid" aria-hidden="true">
            <line x1={x(at)} x2={x(at)} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM + 4} />
            <text x={x(at)} y={HEIGHT - 6} text-anchor={x(at) > width - 60 ? 'end' : 'middle'}>
              {times.axis(at, step)}
            </text>
          </g>
        ))}
        {bars.map((bar) => (
          <g key={bar.since} class="bar" aria-hidden="true">
            <title>{barTitle(bar, times)}</title>
            <rect class="hit" x={x(bar.since)} width={barWidth(x, bar)} y={TOP} height={HEIGHT - TOP - BOTTOM} />
            <rect
              class="attempts"
              x={x(bar.since)}
              width={Math.max(1, barWidth(x, bar) - 1)}
              y={y(bar.attempts)}
              height={HEIGHT - BOTTOM - y(bar.attempts)}
            />
            {bar.logins > 0 && (
              <circle class="login" cx={x(bar.since) + barWidth(x, bar) / 2} cy={HEIGHT - BOTTOM} r="3" />
            )}
          </g>
        ))}
        {brush !== null && (
          <rect
            class="brush"
            x={x(brush.since)}
            width={x(brush.until) - x(brush.since)}
            y={TOP}
            height={HEIGHT - TOP - BOTTOM}
          />
        )}
        {marks.map(({ at, label: words, href, kind }) => (
          <a key={`${href} ${at}`} href={href} aria-label={words} class={`mark ${kind}`}>
            <title>{words}</title>
            <line x1={x(at)} x2={x(at)} y1={TOP - 6} y2={HEIGHT - BOTTOM} />
            <rect class="hit" x={x(at) - 12} y={0} width="24" height="24" />
            <path d={`M${x(at) - 7} 5h14l-7 12z`} />
          </a>
        ))}
      </svg>
    </div>
  );
}

function barWidth(x: (at: number) => number, { since, until }: Bar): number {
  return Math.max(1, x(until) - x(since));
}

function barTitle({ since, until, attempts, logins }: Bar, times: TimeFormats): string {
  const span = `${times.full(since)} – ${times.full(until)}`;
  return `${span}: ${count(attempts, 'failed attempt')}, ${count(logins, 'login')}`;
}
