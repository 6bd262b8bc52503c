import type { Api } from '@log-analyzer/client';
import { dataOf } from '../model/answers.js';
import { addressesOf } from '../model/networks.js';
import { ALL, timeOf } from '../model/range.js';
import type { Params } from '../model/range.js';
import { routeTo } from '../model/route.js';
import { formatNumber } from '../model/words.js';
import { useLiveVersion } from '../live.js';
import { AddressLink, AttackerText } from '../parts/attacker-text.js';
import { AlertLines } from '../parts/alert-lines.js';
import { BlockControl } from '../parts/block-control.js';
import { BlocklistLines } from '../parts/blocklist-lines.js';
import { EntryList } from '../parts/entry-list.js';
import { Fact } from '../parts/fact.js';
import { WhenLoaded } from '../parts/loading.js';
import { Ranking } from '../parts/ranking.js';
import { Time } from '../parts/time.js';
import { TimePicker } from '../parts/time-picker.js';
import { ViewTitle } from '../parts/view-title.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';
import { useParams } from '../use-route.js';
import { totalWords } from './load-alerts.js';
import { timeQuery } from './load-range.js';

/** How many of the newest entries the figures are of: the API answers a thousand at most. */
const MAX_ENTRIES = 1_000;
const SHOWN_ENTRIES = 20;
const SHOWN_ALERTS = 12;

/** What is known of a range of addresses. */
export function NetworkView({ network }: { network: string }) {
  const { api } = useSession();
  const [params, change] = useParams();
  const version = useLiveVersion(['alert', 'sources']);
  const loaded = useData(
    (signal) => loadNetwork(api, network, params, signal),
    JSON.stringify([network, params]),
    version,
  );
  return (
    <>
      <ViewTitle title="Network">
        Network <AttackerText text={network} most={60} />
      </ViewTitle>
      <div class="filters">
        <TimePicker params={params} usual={ALL} onChange={change} />
      </div>
      <WhenLoaded loaded={loaded}>{(data) => <NetworkOf network={network} params={params} data={data} />}</WhenLoaded>
    </>
  );
}

async function loadNetwork(api: Api, network: string, params: Params, signal: AbortSignal) {
  const time = await timeQuery(api, params, ALL, signal);
  const query = { ip_address: network, ...time };
  const entries = api.GET('/logs', {
    params: { query: { ...query, sort: '-timestamp', limit: MAX_ENTRIES } },
    signal,
  });
  const [list, alerts] = await Promise.all([
    dataOf(entries),
    dataOf(api.GET('/alerts', { params: { query: { ...query, limit: SHOWN_ALERTS } }, signal })),
  ]);
  const total = totalWords((await entries).response.headers, 'entry', 'entries') ?? '';
  return { entries: list, total, alerts };
}

interface Props {
  readonly network: string;
  readonly params: Params;
  readonly data: Awaited<ReturnType<typeof loadNetwork>>;
}

function NetworkOf({ network, params, data: { entries, total, alerts } }: Props) {
  const addresses = addressesOf(entries);
  const isAll = entries.length < MAX_ENTRIES;
  const least = isAll ? '' : 'at least ';
  const attempts = addresses.reduce((sum, each) => sum + each.attempts, 0);
  const logins = addresses.reduce((sum, each) => sum + each.logins, 0);
  const here = { ip_address: network, ...timeOf(params) };
  return (
    <>
      {!isAll && (
        <p class="hint">
          The figures are of the newest {formatNumber(MAX_ENTRIES)} entries, since{' '}
          <Time at={entries.at(-1)!.timestamp} />. Choose less time to count all.
        </p>
      )}
      <section class="card">
        <dl class="facts-list">
          <Fact name="Failed attempts">
            {least}
            {formatNumber(attempts)}
          </Fact>
          <Fact name="Logins">
            {least}
            <a href={routeTo(['entries'], { ...here, category: 'login_succeeded' })}>{formatNumber(logins)}</a>
          </Fact>
          <Fact name="Entries">
            <a href={routeTo(['entries'], here)}>{total}</a>
          </Fact>
          <Fact name="Last seen">
            <Time at={entries[0]?.timestamp ?? null} />
          </Fact>
        </dl>
      </section>
      <div class="grid-cards wide">
        <Ranking
          title="Addresses"
          values={addresses.slice(0, 30).map(({ address, ...counts }) => ({ value: address, ...counts }))}
          total={addresses.length}
          isLeast={!isAll}
          show={(value) => <AddressLink address={value} />}
        />
        <section class="card">
          <div class="card-head">
            <h2>Alerts</h2>
            <a href={routeTo(['alerts'], { ...here, status: 'all' })}>See all</a>
          </div>
          <AlertLines alerts={alerts} />
        </section>
      </div>
      <div class="grid-cards wide">
        <BlockControl address={network} />
        <BlocklistLines address={network} />
      </div>
      <section class="card">
        <div class="card-head">
          <h2>Newest log entries</h2>
          <a href={routeTo(['entries'], here)}>See all</a>
        </div>
        <EntryList entries={entries.slice(0, SHOWN_ENTRIES)} />
      </section>
    </>
  );
}
