import type { Api } from '@log-analyzer/client';
import { dataOf } from '../model/answers.js';
import { countryName } from '../model/countries.js';
import { DEFAULT_RANGE } from '../model/range.js';
import type { Params } from '../model/range.js';
import { routeTo } from '../model/route.js';
import { formatNumber } from '../model/words.js';
import { useLiveVersion } from '../live.js';
import { AddressLink, AttackerText, UserLink } from '../parts/attacker-text.js';
import { Fact } from '../parts/fact.js';
import { WhenLoaded } from '../parts/loading.js';
import { Ranking } from '../parts/ranking.js';
import { Time } from '../parts/time.js';
import { TimePicker } from '../parts/time-picker.js';
import { ViewTitle } from '../parts/view-title.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';
import { useParams } from '../use-route.js';
import { loadRange, queryOf } from './load-range.js';

/** How many of anything are named. */
const SHOWN = 20;

/** What came from the addresses of a country. */
export function CountryView({ country }: { country: string }) {
  const { api } = useSession();
  const [params, change] = useParams();
  const version = useLiveVersion(['alert', 'sources']);
  const loaded = useData(
    (signal) => loadCountry(api, country, params, signal),
    JSON.stringify([country, params]),
    version,
  );
  return (
    <>
      <ViewTitle title="Country">
        Country <AttackerText text={countryName(country)} most={60} />
      </ViewTitle>
      <div class="filters">
        <TimePicker params={params} usual={DEFAULT_RANGE} range={loaded.data?.range ?? null} onChange={change} />
      </div>
      <WhenLoaded loaded={loaded}>{(data) => <CountryOf country={country} data={data} />}</WhenLoaded>
    </>
  );
}

async function loadCountry(api: Api, country: string, params: Params, signal: AbortSignal) {
  const { range } = await loadRange(api, params, DEFAULT_RANGE, signal);
  const within = queryOf(range);
  const counted = (by: 'ip_address' | 'asn' | 'user') => {
    const query = { ...within, country: [country], by, sort: 'attempts' as const, limit: SHOWN };
    return dataOf(api.GET('/logs/count', { params: { query }, signal }));
  };
  const [addresses, networks, users] = await Promise.all([counted('ip_address'), counted('asn'), counted('user')]);
  return { range, within, addresses, networks, users };
}

function CountryOf({
  country,
  data: { within, addresses, networks, users },
}: {
  country: string;
  data: Awaited<ReturnType<typeof loadCountry>>;
}) {
  const least = addresses.exact ? '' : 'at least ';
  const entries = (address: string): string => routeTo(['entries'], { ...within, ip_address: address });
  return (
    <>
      {addresses.examined.since !== null && !addresses.exact && (
        <p class="hint">
          There are too many entries to count all: the figures are of the newest ones, since{' '}
          <Time at={addresses.examined.since} />.
        </p>
      )}
      <section class="card">
        <dl class="facts-list">
          <Fact name="Failed attempts">
            {least}
            {formatNumber(addresses.attempts)}
          </Fact>
          <Fact name="Logins">
            {least}
            {formatNumber(addresses.logins)}
          </Fact>
          <Fact name="Entries">
            {least}
            {formatNumber(addresses.entries)}
          </Fact>
        </dl>
        <p class="actions">
          <a href={routeTo(['entries'], { ...within, country })}>Its entries</a>
          <a href={routeTo(['alerts'], { ...within, country, status: 'all' })}>Its alerts</a>
          <a href={routeTo(['incidents'], { ...within, country, status: 'all' })}>Its incidents</a>
        </p>
        <p class="muted">
          By the file of <code>GEOIP_COUNTRY</code>, which guesses. It has no say in what raises an alert.
        </p>
      </section>
      <div class="grid-cards three">
        <Ranking
          title="Addresses"
          values={addresses.counts}
          total={addresses.values ?? 0}
          isLeast={!addresses.exact}
          entries={entries}
          show={(value) => <AddressLink address={value} />}
        />
        <Ranking
          title="User names"
          values={users.counts}
          total={users.values ?? 0}
          isLeast={!users.exact}
          show={(value) => <UserLink name={value} />}
        />
        {networks.counts.length > 0 && (
          <Ranking
            title="Autonomous systems"
            values={networks.counts}
            total={networks.values ?? 0}
            isLeast={!networks.exact}
            show={(value) => value}
          />
        )}
      </div>
    </>
  );
}
