import type { Api } from '@log-analyzer/client';
import { dataOf } from '../model/answers.js';
import { loginPairs } from '../model/login-pairs.js';
import type { LoginPair } from '../model/login-pairs.js';
import { timeOf } from '../model/range.js';
import type { ChosenRange, Params } from '../model/range.js';
import { routeTo } from '../model/route.js';
import { count, formatNumber } from '../model/words.js';
import { useLiveVersion } from '../live.js';
import { AddressLink, HostLink, UserLink } from '../parts/attacker-text.js';
import { FilterFold } from '../parts/filter-fold.js';
import { WhenLoaded } from '../parts/loading.js';
import { Time } from '../parts/time.js';
import { RangeWords, TimePicker } from '../parts/time-picker.js';
import { ViewTitle } from '../parts/view-title.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';
import { useParams } from '../use-route.js';
import { loadRange, queryOf } from './load-range.js';

const USUAL = '7d';

/** How many logins are looked at: the API answers a thousand at most. */
const MAX_LOGINS = 1_000;

const FILTERS = [
  ['username', 'User', 'deploy'],
  ['ip_address', 'Address', '192.0.2.0/24'],
  ['host', 'Host', 'web-1'],
] as const;

/** Who logged in from where: those never seen before come first. */
export function LoginsView() {
  const { api } = useSession();
  const [params, change] = useParams();
  const version = useLiveVersion(['sources']);
  const loaded = useData((signal) => loadLogins(api, params, signal), JSON.stringify(params), version);
  const active = FILTERS.filter(([name]) => params[name]).length;
  const range = loaded.data?.range ?? null;
  return (
    <>
      <ViewTitle title="Logins" />
      <div class="filters">
        <TimePicker params={params} usual={USUAL} range={range} onChange={change} />
        <FilterFold active={active}>
          {FILTERS.map(([name, title, example]) => (
            <label key={name}>
              {title}{' '}
              <input
                key={params[name]}
                defaultValue={params[name] ?? ''}
                placeholder={example}
                autocomplete="off"
                onChange={(event) => change({ [name]: event.currentTarget.value.trim() })}
              />
            </label>
          ))}
        </FilterFold>
        {loaded.data !== null && <RangeWords range={loaded.data.range} newest={loaded.data.newest} />}
      </div>
      <WhenLoaded loaded={loaded}>
        {({ pairs, logins }) => <Pairs pairs={pairs} logins={logins} params={params} />}
      </WhenLoaded>
    </>
  );
}

interface LoginData {
  readonly range: ChosenRange;
  readonly newest: number | null;
  readonly pairs: readonly LoginPair[];
  readonly logins: number;
}

async function loadLogins(api: Api, params: Params, signal: AbortSignal): Promise<LoginData> {
  const { range, newest } = await loadRange(api, params, USUAL, signal);
  const given = Object.fromEntries(FILTERS.flatMap(([name]) => (params[name] ? [[name, params[name]]] : [])));
  const query = { ...queryOf(range), ...given, limit: MAX_LOGINS };
  const logins = await dataOf(api.GET('/logins', { params: { query }, signal }));
  return { range, newest, pairs: loginPairs(logins), logins: logins.length };
}

interface PairsProps {
  readonly pairs: readonly LoginPair[];
  readonly logins: number;
  readonly params: Params;
}

function Pairs({ pairs, logins, params }: PairsProps) {
  const isCut = logins === MAX_LOGINS;
  // Where the log is young, everybody comes for the first time: only who was known elsewhere, or had failed before, stands out.
  const newUsers = pairs.filter((pair) => pair.isFirst && pair.isFirstOfUser && pair.failuresBefore === 0);
  const first = pairs.filter((pair) => pair.isFirst && !newUsers.includes(pair));
  const others = pairs.filter(({ isFirst }) => !isFirst);
  if (pairs.length === 0)
    return <p class="empty plain-words">Nobody logged in in this time, as far as the logs say.</p>;
  return (
    <>
      {isCut && (
        <p class="hint">The newest {formatNumber(MAX_LOGINS)} logins are shown. Choose less time to see the others.</p>
      )}
      <p class="muted" role="status">
        {isCut && 'At least '}
        {count(logins, 'login')} by {count(pairs.length, 'pair')} of user and address.
      </p>
      {first.length > 0 && (
        <section class="card first-pairs">
          <h2>
            From there for the first time, as far as the logs go back{' '}
            <span class="muted">{formatNumber(first.length)}</span>
          </h2>
          <PairTable pairs={first} params={params} />
        </section>
      )}
      {newUsers.length > 0 && (
        <section class="card">
          <h2>
            Users who logged in for the first time, as far as the logs go back{' '}
            <span class="muted">{formatNumber(newUsers.length)}</span>
          </h2>
          <PairTable pairs={newUsers} params={params} />
        </section>
      )}
      {others.length > 0 && (
        <section class="card">
          <h2>
            Seen before <span class="muted">{formatNumber(others.length)}</span>
          </h2>
          <PairTable pairs={others} params={params} />
        </section>
      )}
    </>
  );
}

function PairTable({ pairs, params }: { pairs: readonly LoginPair[]; params: Params }) {
  return (
    <table class="wide-table">
      <thead>
        <tr>
          <th scope="col">User</th>
          <th scope="col">From</th>
          <th scope="col">On</th>
          <th scope="col">By</th>
          <th scope="col" class="number">
            Logins
          </th>
          <th scope="col">Last</th>
        </tr>
      </thead>
      <tbody>
        {pairs.map((pair) => (
          <PairRow key={`${pair.username} ${pair.address}`} pair={pair} params={params} />
        ))}
      </tbody>
    </table>
  );
}

function PairRow({ pair, params }: { pair: LoginPair; params: Params }) {
  const { username, address, hosts, methods, count: logins, last, session, failuresBefore } = pair;
  const filter = { category: 'login_succeeded', username, ip_address: address ?? undefined };
  return (
    <tr>
      <td data-title="User">
        <UserLink name={username} />
      </td>
      <td data-title="From">
        {address === null ? <span class="muted">this machine</span> : <AddressLink address={address} />}
      </td>
      <td data-title="On">
        {hosts.map((host, index) => (
          <span key={host}>
            {index > 0 && ', '}
            <HostLink host={host} />
          </span>
        ))}
      </td>
      <td data-title="By">
        {methods.join(', ')}{' '}
        {pair.isFirstOfUser && failuresBefore > 0 && <span class="badge">first login of the user</span>}
        {pair.hasNewKey && <span class="badge">new key</span>}
        {failuresBefore > 0 && (
          <span class="badge suspected">{count(failuresBefore, 'failed attempt')} from there before</span>
        )}
      </td>
      <td data-title="Logins" class="number">
        <a href={routeTo(['entries'], { ...filter, ...timeOf(params) })}>{formatNumber(logins)}</a>
      </td>
      <td data-title="Last">
        <a href={routeTo(['sessions', session])}>
          <Time at={last} />
        </a>
      </td>
    </tr>
  );
}
