import { useState } from 'preact/hooks';
import { dataOf } from '../model/answers.js';
import { bars, stepFor } from '../model/bars.js';
import { ALL, bucketFor, BUCKET_MS, rangeParams } from '../model/range.js';
import { routeTo } from '../model/route.js';
import { useLiveVersion } from '../live.js';
import { CsvButton } from '../parts/csv-button.js';
import { EntryFilters } from '../parts/entry-filters.js';
import { EntryList } from '../parts/entry-list.js';
import { Icon } from '../parts/icon.js';
import { WhenLoaded } from '../parts/loading.js';
import { Pages } from '../parts/pages.js';
import { QueryBar } from '../parts/query-bar.js';
import { mostBars, TimeChart } from '../parts/time-chart.js';
import { TimePicker } from '../parts/time-picker.js';
import { ViewTitle } from '../parts/view-title.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';
import { useEntrySignal } from '../use-entry-signal.js';
import { useParams } from '../use-route.js';
import { loadEntries, loadTimeline } from './load-entries.js';
import type { EntryTimeline } from './load-entries.js';

/** The log, newest first: everything that is stored of it, to be searched, narrowed and followed. */
export function EntriesView() {
  const { api } = useSession();
  const [params, change] = useParams();
  const [isLive, setLive] = useState(false);
  const isFirstPage = params['cursor'] === undefined;
  const arrived = useEntrySignal(isLive && isFirstPage);
  const version = useLiveVersion([]) + arrived;
  const subject = JSON.stringify(params);
  const loaded = useData((signal) => loadEntries(api, params, signal), subject, version);
  const types = useData((signal) => dataOf(api.GET('/logs/types', { signal })), 'types');
  const timeline = useData((signal) => loadTimeline(api, params, signal), subject, version);
  return (
    <>
      <ViewTitle title="Entries" />
      <QueryBar list="entries" params={params} />
      <div class="filters">
        <TimePicker params={params} usual={ALL} range={timeline.data?.range ?? null} onChange={change} />
        <EntryFilters params={params} types={types.data ?? []} onChange={change} />
      </div>
      {timeline.data !== null && <Timeline timeline={timeline.data} change={change} />}
      <WhenLoaded loaded={loaded}>
        {({ entries, total, nextCursor }) => (
          <section class="card">
            <div class="card-head">
              <h2>
                <span role="status">{total ?? (isFirstPage ? 'Newest entries' : 'Older entries')}</span>
              </h2>
              <span class="actions">
                <button type="button" aria-pressed={isLive} disabled={!isFirstPage} onClick={() => setLive(!isLive)}>
                  <Icon name={isLive ? 'pause' : 'play'} /> Live tail
                </button>
                <CsvButton params={params} />
              </span>
            </div>
            {entries.length === 0 && (
              <p class="muted">
                No entry matches. Take a filter away, or look at more time. Lines that say nothing about logins and what
                people do with their rights are counted, not kept: <a href={routeTo(['sources'])}>Log files</a> says how
                many.
              </p>
            )}
            <EntryList entries={entries} />
            <Pages params={params} nextCursor={nextCursor} onChange={change} />
          </section>
        )}
      </WhenLoaded>
    </>
  );
}

interface TimelineProps {
  readonly timeline: EntryTimeline;
  readonly change: (changes: Readonly<Record<string, string | undefined>>) => void;
}

function Timeline({ timeline: { range, happenings, isComplete }, change }: TimelineProps) {
  const step = stepFor(range, mostBars(), BUCKET_MS[bucketFor(range)]);
  const zoom = (part: { since: number; until: number }): void => change({ ...rangeParams(part), cursor: undefined });
  return (
    <section class="card">
      <h2>Failed attempts and logins</h2>
      {!isComplete && <p class="hint">There are too many entries to count all: the newest ones are counted.</p>}
      <TimeChart
        bars={bars(happenings, range, step)}
        marks={[]}
        label="Entries over time"
        onZoom={zoom}
        onOpen={zoom}
      />
    </section>
  );
}

/** The address of the entries that match some filters. */
export function entriesRoute(filters: Readonly<Record<string, string | undefined>>): string {
  return routeTo(['entries'], filters);
}
