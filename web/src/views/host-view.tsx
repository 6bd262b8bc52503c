import type { Api } from '@log-analyzer/client';
import { dataOf } from '../model/answers.js';
import { alertMarks } from '../model/alert-marks.js';
import { bars, stepFor } from '../model/bars.js';
import { BUCKET_MS, bucketFor, DEFAULT_RANGE, rangeParams } from '../model/range.js';
import type { Params } from '../model/range.js';
import { routeTo } from '../model/route.js';
import { useLiveVersion } from '../live.js';
import { AlertLines } from '../parts/alert-lines.js';
import { AddressLink, AttackerText, UserLink } from '../parts/attacker-text.js';
import { EntryList } from '../parts/entry-list.js';
import { WhenLoaded } from '../parts/loading.js';
import { attackedOf, Ranking } from '../parts/ranking.js';
import { mostBars, nearestMarks, TimeChart } from '../parts/time-chart.js';
import { RangeWords, TimePicker } from '../parts/time-picker.js';
import { VerdictBanner } from '../parts/verdict-banner.js';
import { ViewTitle } from '../parts/view-title.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';
import { useParams } from '../use-route.js';
import { NEWEST_ENTRIES } from './address-dossier.js';
import { happeningsOf } from './load-entries.js';
import { loadOverview } from './load-overview.js';
import { queryOf } from './load-range.js';

/** What happened on a host. */
export function HostView({ host }: { host: string }) {
  const { api } = useSession();
  const [params, change] = useParams();
  const version = useLiveVersion(['alert', 'sources']);
  const loaded = useData((signal) => loadHost(api, host, params, signal), JSON.stringify([host, params]), version);
  return (
    <>
      <ViewTitle title="Host">
        Host <AttackerText text={host} most={120} />
      </ViewTitle>
      <WhenLoaded loaded={loaded}>
        {(data) => <HostOf host={host} params={params} data={data} change={change} />}
      </WhenLoaded>
    </>
  );
}

async function loadHost(api: Api, host: string, params: Params, signal: AbortSignal) {
  const overview = await loadOverview(api, { ...params, host }, signal);
  const query = { ...queryOf(overview.range), host };
  const newest = { ...query, sort: '-timestamp' as const, limit: NEWEST_ENTRIES };
  return { ...overview, entries: await dataOf(api.GET('/logs', { params: { query: newest }, signal })) };
}

interface Props {
  readonly host: string;
  readonly params: Params;
  readonly data: Awaited<ReturnType<typeof loadHost>>;
  readonly change: (changes: Readonly<Record<string, string | undefined>>) => void;
}

function HostOf({ host, params, data, change }: Props) {
  const { figures, range, newest, sources, entries } = data;
  const { alerts } = data;
  const within = queryOf(range);
  const step = stepFor(range, mostBars(), BUCKET_MS[bucketFor(range)]);
  return (
    <>
      <VerdictBanner figures={figures} sources={sources} params={{ ...within, host }} />
      <div class="filters">
        <TimePicker params={params} usual={DEFAULT_RANGE} range={range} onChange={change} />
        <RangeWords range={range} newest={newest} />
      </div>
      <section class="card">
        <h2>Failed attempts</h2>
        <TimeChart
          bars={bars(happeningsOf(figures.parts), range, step)}
          marks={alertMarks(alerts, range, nearestMarks())}
          label="Failed attempts on the host over time; alerts are links"
          onZoom={(part) => change(rangeParams(part))}
          onOpen={(part) => (location.hash = routeTo(['entries'], { ...rangeParams(part), host }))}
        />
      </section>
      <div class="grid-cards wide">
        <Ranking
          title="Source addresses"
          {...attackedOf(figures.ips, figures.attacking_addresses)}
          show={(value) => <AddressLink address={value} />}
          entries={(value) => routeTo(['entries'], { ...within, host, ip_address: value })}
        />
        <Ranking
          title="User names"
          {...attackedOf(figures.users, figures.attacked_usernames)}
          show={(value) => <UserLink name={value} />}
          entries={(value) => routeTo(['entries'], { ...within, host, username: value })}
        />
      </div>
      <section class="card">
        <h2>Alerts</h2>
        <AlertLines alerts={alerts} />
      </section>
      <section class="card">
        <div class="card-head">
          <h2>Newest log entries</h2>
          <span>
            <a href={routeTo(['entries'], { ...within, host })}>See all</a> ·{' '}
            <a href={routeTo(['sessions'], { ...within, host })}>Sessions</a>
          </span>
        </div>
        {entries.length === 0 && <p class="muted">None in this time.</p>}
        <EntryList entries={entries} />
      </section>
    </>
  );
}
