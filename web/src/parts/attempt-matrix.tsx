import type { Schemas } from '@log-analyzer/client';
import { useMemo, useRef, useState } from 'preact/hooks';
import { routeTo } from '../model/route.js';
import { count, formatNumber } from '../model/words.js';
import { AddressLink, UserLink } from './attacker-text.js';
import { Time } from './time.js';
import { Trouble } from './trouble.js';
import { useData } from '../use-data.js';

type Matrix = Schemas['AttemptMatrixDto'];
type Cell = Schemas['MatrixCellDto'];

/** How many shades a number of attempts can have. */
const SHADES = 5;

interface Props {
  /** The first part of it. */
  readonly matrix: Matrix;
  /** Another part, from an address on. */
  readonly load: (skip: number, addresses: number, signal: AbortSignal) => Promise<Matrix>;
}

/** How many addresses there are on a page, once somebody wants more than the first. */
const PAGE_LENGTH = 50;

/** Which address tried which name, and a way to the addresses that are not among the first. */
export function AttemptMatrix({ matrix, load }: Props) {
  const [skip, setSkip] = useState<number | null>(null);
  const round = useRef(0);
  const version = useMemo(() => ++round.current, [matrix, skip]);
  const loaded = useData(
    async (signal) => (skip === null ? null : { matrix: await load(skip, PAGE_LENGTH, signal), first: skip }),
    'matrix',
    version,
  );
  const { matrix: shown, first } = (skip === null ? null : loaded.data) ?? { matrix, first: 0 };
  const total = shown.ip_address_count;
  const last = first + shown.ip_addresses.length - 1;
  return (
    <section class="card matrix" aria-busy={skip !== null && loaded.isLoading}>
      <h2>Who tried which name</h2>
      <MatrixTable matrix={shown} />
      <div class="pages">
        <span class="muted" role="status">
          {last < total || first > 0 ? `${formatNumber(first + 1)} to ${formatNumber(last)} of ` : ''}
          {leastWords(shown.ip_address_count_is_least, count(total, 'address', 'addresses'))},{' '}
          {leastWords(shown.username_count_is_least, count(shown.username_count, 'user name'))}.
        </span>
        {skip === null && last < total && (
          <button type="button" onClick={() => setSkip(0)}>
            Show more addresses
          </button>
        )}
        {skip !== null && total > PAGE_LENGTH && (
          <>
            <button type="button" disabled={skip === 0} onClick={() => setSkip(skip - PAGE_LENGTH)}>
              Previous addresses
            </button>
            <button type="button" disabled={last >= total} onClick={() => setSkip(skip + PAGE_LENGTH)}>
              Next addresses
            </button>
          </>
        )}
      </div>
      {loaded.error !== null && <Trouble error={loaded.error} onRetry={loaded.retry} />}
    </section>
  );
}

function leastWords(isLeast: boolean, words: string): string {
  return isLeast ? `at least ${words}` : words;
}

/** The more attempts, the darker. */
function MatrixTable({ matrix }: { matrix: Matrix }) {
  const { usernames: columns, ip_addresses: rows, since, until, complete, uncounted } = matrix;
  const most = Math.max(
    1,
    ...rows.slice(0, -1).flatMap(({ cells }) => cells.slice(0, -1).map((each) => each.attempts)),
  );
  const entriesOf = (address: string, username: string): string =>
    routeTo(['entries'], { ip_address: address, username, since, until });
  return (
    <>
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
    </>
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
