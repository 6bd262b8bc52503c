import { bars, stepFor } from '../model/bars.js';
import { BUCKET_MS, bucketFor, DEFAULT_RANGE, rangeParams } from '../model/range.js';
import type { Params } from '../model/range.js';
import { routeTo } from '../model/route.js';
import { alertMarks } from '../model/alert-marks.js';
import { countryName } from '../model/countries.js';
import { count } from '../model/words.js';
import { useLiveSources, useLiveVersion } from '../live.js';
import { AddressLink, HostLink, UserLink } from '../parts/attacker-text.js';
import { mostBars, nearestMarks, TimeChart } from '../parts/time-chart.js';
import { HostFilter } from '../parts/host-filter.js';
import { WhenLoaded } from '../parts/loading.js';
import { RangeWords, TimePicker } from '../parts/time-picker.js';
import { attackedOf, Ranking } from '../parts/ranking.js';
import { SourceHealth } from '../parts/source-health.js';
import { Time } from '../parts/time.js';
import { VerdictBanner } from '../parts/verdict-banner.js';
import { ViewTitle } from '../parts/view-title.js';
import { useHasCountries } from '../origins.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';
import { useParams } from '../use-route.js';
import { happeningsOf } from './load-entries.js';
import { loadOverview } from './load-overview.js';
import type { OverviewData } from './load-overview.js';

/** How many networks and hosts are shown. */
const SHORT_RANKING = 5;

/** Are we under attack, and did they get in? */
export function Overview() {
  const { api } = useSession();
  const [params, change] = useParams();
  const version = useLiveVersion(['alert', 'sources']);
  const hasCountries = useHasCountries();
  const { range: length, since, until, host = '' } = params;
  const loaded = useData(
    (signal) => loadOverview(api, params, signal, hasCountries),
    JSON.stringify([length, since, until, host, hasCountries]),
    version,
  );
  return (
    <>
      <ViewTitle title="Overview" />
      <WhenLoaded loaded={loaded}>{(data) => <OverviewOf data={data} params={params} change={change} />}</WhenLoaded>
    </>
  );
}

interface Props {
  readonly data: OverviewData;
  readonly params: Params;
  readonly change: (changes: Readonly<Record<string, string | undefined>>) => void;
}

function OverviewOf({ data, params, change }: Props) {
  const { host = '' } = params;
  const { figures, alerts, newest, range, countries } = data;
  const sources = useLiveSources(data.sources);
  if (figures.stored_entries === 0) return <NothingYet sources={sources} />;
  const bucket = BUCKET_MS[bucketFor(range)];
  const shown = bars(happeningsOf(figures.parts), range, stepFor(range, mostBars(), bucket));
  const within = { since: new Date(range.since).toISOString(), until: new Date(range.until).toISOString() };
  return (
    <>
      <VerdictBanner figures={figures} sources={sources} params={{ ...within, host }} />
      <div class="filters">
        <TimePicker params={params} usual={DEFAULT_RANGE} range={range} onChange={change} />
        <HostFilter host={host} range={range} onChange={(name) => change({ host: name })} />
        <RangeWords range={range} newest={newest} />
      </div>
      <section class="card">
        <h2>Failed attempts</h2>
        {!figures.examined.complete && figures.examined.since !== null && (
          <p class="hint">
            There are too many entries to count all: the figures are of the newest ones, since{' '}
            <Time at={figures.examined.since} />.{' '}
            <button
              type="button"
              class="small"
              onClick={() => change(rangeParams({ since: range.since, until: Date.parse(figures.examined.since!) }))}
            >
              Show what came before
            </button>
          </p>
        )}
        <TimeChart
          bars={shown}
          marks={alertMarks(alerts, range, nearestMarks())}
          label={`${count(figures.attempts, 'failed attempt')} over time; alerts are links`}
          onZoom={(part) => change(rangeParams(part))}
          onOpen={(part) => (location.hash = routeTo(['entries'], { ...rangeParams(part), host }))}
        />
      </section>
      <div class="grid-cards three">
        <Ranking
          title="Source addresses"
          {...attackedOf(figures.ips, figures.attacking_addresses)}
          entries={(value) => routeTo(['entries'], { ...within, host, ip_address: value })}
          show={(value) => <AddressLink address={value} />}
        />
        <Ranking
          title="User names"
          {...attackedOf(figures.users, figures.attacked_usernames)}
          entries={(value) => routeTo(['entries'], { ...within, host, username: value })}
          show={(value) => <UserLink name={value} />}
        />
        <div class="stack">
          <Ranking
            title="Networks"
            {...attackedOf(figures.networks, undefined, SHORT_RANKING)}
            entries={(value) => routeTo(['entries'], { ...within, host, ip_address: value })}
            show={networkLink}
          />
          <Ranking
            title="Hosts"
            {...attackedOf(figures.hosts, undefined, SHORT_RANKING)}
            entries={(value) => routeTo(['entries'], { ...within, host: value })}
            show={(value) => <HostLink host={value} />}
          />
          {countries !== null && (
            <Ranking
              title="Countries"
              {...attackedOf({ top: countries.counts, total: countries.values ?? 0 })}
              entries={(value) => routeTo(['entries'], { ...within, host, country: value })}
              show={(value) => <a href={routeTo(['countries', value], within)}>{countryName(value)}</a>}
            />
          )}
          <SourceHealth sources={sources} />
        </div>
      </div>
    </>
  );
}

function networkLink(network: string) {
  return (
    <a class="address" href={routeTo(['networks', network])}>
      {network}
    </a>
  );
}

function NothingYet({ sources }: { sources: OverviewData['sources'] }) {
  return (
    <>
      <p class="verdict unknown">No log has been read yet.</p>
      <p>
        Set <code>LOG_FILES</code> to the log that sshd writes to, such as <code>/var/log/auth.log</code> or{' '}
        <code>journald</code>, and start the service again; or send lines to <code>POST /ingest</code>.
      </p>
      <SourceHealth sources={sources} />
    </>
  );
}
