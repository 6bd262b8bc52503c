import { useRef, useState } from 'preact/hooks';
import { dataOf } from '../model/answers.js';
import { ALL } from '../model/range.js';
import { useLiveVersion } from '../live.js';
import { AlertFilters } from '../parts/alert-filters.js';
import { AlertRow } from '../parts/alert-row.js';
import { WhenLoaded } from '../parts/loading.js';
import { QueryBar } from '../parts/query-bar.js';
import { BulkBar } from '../parts/bulk-bar.js';
import { Pages } from '../parts/pages.js';
import { alertTriage } from '../parts/triage-requests.js';
import type { AllMatching } from '../parts/triage-requests.js';
import { useListKeys } from '../parts/use-list-keys.js';
import { SelectionHead } from '../parts/selection-head.js';
import { useSelection } from '../parts/use-selection.js';
import { useTriage } from '../parts/use-triage.js';
import { ViewTitle } from '../parts/view-title.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';
import { useParams } from '../use-route.js';
import { activeIn, alertFilter, loadAlerts } from './load-alerts.js';
import { timeQuery } from './load-range.js';

/** Alerts, most recent first, as they come. */
export function AlertsView() {
  const { api, may } = useSession();
  const [params, change] = useParams();
  const [round, setRound] = useState(0);
  const version = useLiveVersion(['alert']) + round;
  const loaded = useData((signal) => loadAlerts(api, params, signal), JSON.stringify(params), version);
  const rules = useData((signal) => dataOf(api.GET('/rules', { signal })), 'rules');
  const list = useRef<HTMLUListElement>(null);
  const alerts = loaded.data?.alerts ?? [];
  const selection = useSelection(alerts.map(({ id }) => id));
  const triage = useTriage(alertTriage(api, alerts), () => {
    selection.none();
    setRound((before) => before + 1);
  });
  useListKeys({ list, selection, triage, isAllowed: may('write') });
  const hasOthers = (loaded.data?.nextCursor ?? params['cursor'] ?? null) !== null;
  const askForAll = async (): Promise<AllMatching> => {
    const time = await timeQuery(api, params, ALL, new AbortController().signal);
    return triage.subject.countAll({ ...alertFilter(params), ...activeIn(time) });
  };

  return (
    <>
      <ViewTitle title="Alerts" />
      <QueryBar list="alerts" params={params} />
      <AlertFilters params={params} rules={rules.data ?? []} onChange={change} />
      <WhenLoaded loaded={loaded}>
        {({ alerts: found, total, nextCursor }) => (
          <>
            <SelectionHead selection={selection} rows={found.length} canWrite={may('write')} total={total} />
            {found.length === 0 && <NoAlerts params={params} />}
            <ul class="alerts" ref={list} aria-label="Alerts">
              {found.map((alert) => (
                <AlertRow
                  key={alert.id}
                  alert={alert}
                  isSelected={selection.has(alert.id)}
                  onToggle={may('write') ? (isRange) => selection.toggle(alert.id, isRange) : undefined}
                />
              ))}
            </ul>
            <Pages params={params} nextCursor={nextCursor} onChange={change} />
          </>
        )}
      </WhenLoaded>
      {may('write') && (
        <BulkBar
          triage={triage}
          chosen={selection.chosen}
          filters={JSON.stringify(params)}
          askForAll={hasOthers && selection.chosen.length === alerts.length ? askForAll : null}
          onClear={selection.none}
        />
      )}
      {triage.dialog}
    </>
  );
}

function NoAlerts({ params }: { params: Readonly<Record<string, string>> }) {
  const isFiltered = Object.keys(params).length > 0;
  return (
    <p class={isFiltered ? 'empty plain-words' : 'empty'}>
      {isFiltered ? 'No alert matches these filters.' : 'No open alerts. Resolved ones are under “Status: all”.'}
    </p>
  );
}
