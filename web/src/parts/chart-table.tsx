import { entriesOf, OUTCOMES } from '../model/bars.js';
import type { Bar, Outcome } from '../model/bars.js';
import { formatNumber } from '../model/words.js';
import { useTimes } from '../preferences.js';
import { Time } from './time.js';

/** What a chart shows, in numbers; bars without anything are left out. */
export function ChartTable({ bars, outcomes }: { bars: readonly Bar[]; outcomes: readonly Outcome[] }) {
  const { shortName } = useTimes();
  return (
    <details class="as-table">
      <summary>As a table</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label="The chart as a table">
        <table>
          <thead>
            <tr>
              <th scope="col">From ({shortName})</th>
              {outcomes.map((outcome) => (
                <th key={outcome} scope="col">
                  {OUTCOMES[outcome].charAt(0).toUpperCase() + OUTCOMES[outcome].slice(1)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bars
              .filter(({ amounts }) => entriesOf(amounts).length > 0)
              .map(({ since, amounts }) => (
                <tr key={since}>
                  <td>
                    <Time at={since} />
                  </td>
                  {outcomes.map((outcome) => (
                    <td key={outcome} class="number">
                      {formatNumber(amounts[outcome] ?? 0)}
                    </td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
