import type { Schemas } from '@log-analyzer/client';
import { routeTo } from '../model/route.js';
import { count, formatNumber } from '../model/words.js';
import { AddressLink, UserLink } from './attacker-text.js';
import { Time } from './time.js';

type Matrix = Schemas['AttemptMatrixDto'];
type Cell = Schemas['MatrixCellDto'];

/** How many shades a number of attempts can have. */
const SHADES = 5;

/** Which address tried which name, how often, and whether it got in; the more, the darker. */
export function AttemptMatrix({ matrix }: { matrix: Matrix }) {
  const { usernames: columns, ip_addresses: rows, since, until, complete, uncounted } = matrix;
  const most = Math.max(
    1,
    ...rows.slice(0, -1).flatMap(({ cells }) => cells.slice(0, -1).map((each) => each.attempts)),
  );
  const entriesOf = (address: string, username: string): string =>
    routeTo(['entries'], { ip_address: address, username, since, until });
  return (
    <section class="card matrix">
      <h2>Who tried which name</h2>
      {!complete && (
        <p class="hint">
          Not all of it is known in detail
          {uncounted > 0 && <>: {count(uncounted, 'attempt')} stand under the others</>}.
        </p>
      )}
      <p class="muted" id="matrix-says">
        Failed attempts by address and user name, from <Time at={since} /> on. A number leads to its entries.
      </p>
      <div class="scroll" tabIndex={0} role="region" aria-label="Attempts by address and user name">
        <table aria-labelledby="matrix-says">
          <thead>
            <tr>
              <th scope="col">Address</th>
              {columns.map(({ username }) => (
                <th key={username ?? '\0'} scope="col" class="name">
                  {username === null ? 'others' : <UserLink name={username} />}
                </th>
              ))}
              <th scope="col" class="number">
                all
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.ip_address ?? '\0'}>
                <th scope="row">{row.ip_address === null ? 'others' : <AddressLink address={row.ip_address} />}</th>
                {row.cells.map((cell, at) => {
                  const name = columns[at]!.username;
                  const href =
                    row.ip_address === null || name === null || (cell.attempts === 0 && !cell.login)
                      ? null
                      : entriesOf(row.ip_address, name);
                  const shade = row.ip_address === null || name === null ? 0 : shadeOf(cell.attempts, most);
                  return <CellOf key={name ?? '\0'} cell={cell} href={href} shade={shade} />;
                })}
                <td class="number total">{formatNumber(row.attempts)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">all</th>
              {columns.map(({ username, attempts }) => (
                <td key={username ?? '\0'} class="number total">
                  {formatNumber(attempts)}
                </td>
              ))}
              <td class="number total">{formatNumber(matrix.attempts)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p class="muted">
        {count(matrix.ip_address_count, 'address', 'addresses')}, {count(matrix.username_count, 'user name')}.
      </p>
    </section>
  );
}

function CellOf({ cell: { attempts, login }, href, shade }: { cell: Cell; href: string | null; shade: number }) {
  const text = (
    <>
      {attempts > 0 && `${formatNumber(attempts)} `}
      {login && <span class="got-in">login</span>}
    </>
  );
  if (attempts === 0 && !login) {
    return (
      <td class="number none">
        <span class="unseen">0</span>
      </td>
    );
  }
  return (
    <td class={`number shade-${shade}${login ? ' login' : ''}`}>{href === null ? text : <a href={href}>{text}</a>}</td>
  );
}

/** By magnitude, so that one that tried a thousand times does not make all others pale. */
function shadeOf(attempts: number, most: number): number {
  if (attempts === 0) return 0;
  return 1 + Math.round(((SHADES - 1) * Math.log1p(attempts - 1)) / Math.max(1, Math.log1p(most - 1)));
}
