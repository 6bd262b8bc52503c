import type { Bar } from '../model/bars.js';
import { formatNumber } from '../model/words.js';
import { Time } from './time.js';

/** What a chart shows, in numbers. */
export function AttemptsTable({ bars }: { bars: readonly Bar[] }) {
  return (
    <details class="as-table">
      <summary>As a table</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label="Failed attempts as a table">
        <table>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">Failed attempts</th>
              <th scope="col">Logins</th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ since, attempts, logins }) => (
              <tr key={since}>
                <td>
                  <Time at={since} />
                </td>
                <td class="number">{formatNumber(attempts)}</td>
                <td class="number">{formatNumber(logins)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
