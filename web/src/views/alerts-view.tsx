import { useRef, useState } from 'preact/hooks';
import { dataOf } from '../model/answers.js';
import { useLiveVersion } from '../live.js';
import { AlertFilters } from '../parts/alert-filters.js';
import { AlertRow } from '../parts/alert-row.js';
import { WhenLoaded } from '../parts/loading.js';
import { QueryBar } from '../parts/query-bar.js';
import { BulkBar } from '../parts/bulk-bar.js';
import { Pages } from '../parts/pages.js';
import { useAlertKeys } from '../parts/use-alert-keys.js';
import { useTriage } from '../parts/use-triage.js';
import { ViewTitle } from '../parts/view-title.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';
import { useParams } from '../use-route.js';
import { loadAlerts } from './load-alerts.js';

/** Alerts, most recent first, as they come. */
export function AlertsView() {
  const { api, may } = useSession();
  const [params, change] = useParams();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [round, setRound] = useState(0);
  const version = useLiveVersion(['alert']) + round;
  const loaded = useData((signal) => loadAlerts(api, params, signal), JSON.stringify(params), version);
  const rules = useData((signal) => dataOf(api.GET('/rules', { signal })), 'rules');
  const list = useRef<HTMLUListElement>(null);
  const alerts = loaded.data?.alerts ?? [];
  const triage = useTriage(alerts, () => {
    setSelected(new Set());
    setRound((before) => before + 1);
  });
  const shown = new Set(alerts.map(({ id }) => id));
  const chosen = [...selected].filter((id) => shown.has(id));
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setSelected(next);
  };
  const targets = (current: string | null): string[] => (chosen.length > 0 || current === null ? chosen : [current]);
  const onKeyDown = useAlertKeys({ list, toggle, triage, targets, isAllowed: may('write') });

  return (
    <>
      <ViewTitle title="Alerts" />
      <QueryBar list="alerts" params={params} />
      <AlertFilters params={params} rules={rules.data ?? []} onChange={change} />
      <WhenLoaded loaded={loaded}>
        {({ alerts: found, total, nextCursor }) => (
          <>
            <div class="selection">
              {may('write') && (
                <label>
                  <input
                    type="checkbox"
                    checked={found.length > 0 && chosen.length === found.length}
                    disabled={found.length === 0}
                    onChange={(event) => setSelected(event.currentTarget.checked ? shown : new Set())}
                  />{' '}
                  All of this page
                </label>
              )}
              <span class="muted" role="status">
                {total === null ? '' : `${total}.`}
              </span>
            </div>
            {found.length === 0 && <NoAlerts params={params} />}
            {/* The keys work while one of the links or boxes in it has the focus. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
            <ul class="alerts" ref={list} onKeyDown={onKeyDown} aria-label="Alerts">
              {found.map((alert) => (
                <AlertRow
                  key={alert.id}
                  alert={alert}
                  isSelected={selected.has(alert.id)}
                  onToggle={may('write') ? () => toggle(alert.id) : undefined}
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
          chosen={chosen}
          params={params}
          canChooseAll={
            chosen.length === alerts.length && (loaded.data?.nextCursor ?? params['cursor'] ?? null) !== null
          }
          onClear={() => setSelected(new Set())}
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
