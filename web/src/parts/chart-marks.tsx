import type { TimeRange } from '../model/range.js';
import type { Severity } from '../model/severities.js';
import { formatNumber } from '../model/words.js';

/** Something that is marked on the time line, with a place to go to. */
export interface Mark {
  readonly at: number;
  readonly label: string;
  readonly href: string;
  readonly kind: Severity | 'break-in' | 'login' | 'block';
  /** How many it stands for. */
  readonly count: number;
}

/** Where the plot lies in the chart, CSS pixels. */
export interface PlotBox {
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** Half of the width of what a pointer can hit. */
const REACH = 12;
const HEAD = 20;

interface Props {
  readonly marks: readonly Mark[];
  /** Moments with logins: they are seen where a bar of one among hundreds is not. */
  readonly logins: readonly number[];
  readonly range: TimeRange;
  readonly box: PlotBox;
}

/** Flags above a chart, each a link that says how many things it stands for, and dots for logins on its ground. */
export function ChartMarks({ marks, logins, range, box }: Props) {
  const x = (at: number): number => {
    const share = (Math.min(Math.max(at, range.since), range.until) - range.since) / (range.until - range.since);
    return box.left + box.width * share;
  };
  return (
    <svg class="chart-marks" width={box.left + box.width + REACH} height={box.height}>
      {logins.map((at) => (
        <circle key={at} class="login-dot" cx={x(at)} cy={box.height} r="3.5" />
      ))}
      {marks.map(({ at, label, href, kind, count }) => (
        <a key={`${href} ${at}`} href={href} class={`mark ${kind}`}>
          <title>{label}</title>
          <line x1={x(at)} x2={x(at)} y1={HEAD} y2={box.height} />
          <rect class="hit" x={x(at) - REACH} y={0} width={2 * REACH} height={HEAD + 4} />
          <path d={`M${x(at) - 11} 1h22v${HEAD - 8}l-11 7-11-7z`} />
          <text x={x(at)} y={13} text-anchor="middle" aria-hidden="true">
            {count > 999 ? '1k+' : formatNumber(count)}
          </text>
        </a>
      ))}
    </svg>
  );
}
