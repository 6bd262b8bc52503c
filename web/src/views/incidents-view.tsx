import type { Schemas } from '@log-analyzer/client';
import { useRef, useState } from 'preact/hooks';
import { ALL } from '../model/range.js';
import { useLiveVersion } from '../live.js';
import { BulkBar } from '../parts/bulk-bar.js';
import { OutcomeFilter, StatusFilter } from '../parts/choice-filters.js';
import { CountryFilter } from '../parts/country-filter.js';
import { FilterFold } from '../parts/filter-fold.js';
import { IncidentRow } from '../parts/incident-row.js';
import { WhenLoaded } from '../parts/loading.js';
import { Pages } from '../parts/pages.js';
import { TimePicker } from '../parts/time-picker.js';
import { incidentTriage } from '../parts/triage-requests.js';
import type { AllMatching } from '../parts/triage-requests.js';
import { useListKeys } from '../parts/use-list-keys.js';
import { SelectionHead } from '../parts/selection-head.js';
import { useSelection } from '../parts/use-selection.js';
import type { ListSelection } from '../parts/use-selection.js';
import { useTriage } from '../parts/use-triage.js';
import { ViewTitle } from '../parts/view-title.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';
import { useParams } from '../use-route.js';
import { activeIn } from './load-alerts.js';
import { incidentFilter, loadIncidents } from './load-incidents.js';
import { timeQuery } from './load-range.js';

type Incident = Schemas['IncidentDto'];

/** Attacks as people see them: one row for each attacker, break-ins first. */
export function IncidentsView() {
  const { api, may } = useSession();
  const [params, change] = useParams();
  const [round, setRound] = useState(0);
  const version = useLiveVersion(['alert']) + round;
  const loaded = useData((signal) => loadIncidents(api, params, signal), JSON.stringify(params), version);
  const list = useRef<HTMLDivElement>(null);
  const shown = [...(loaded.data?.breakIns ?? []), ...(loaded.data?.incidents ?? [])];
  const selection = useSelection(shown.map(({ id }) => id));
  const triage = useTriage(incidentTriage(api), () => {
    selection.none();
    setRound((before) => before + 1);
  });
  useListKeys({ list, selection, triage, isAllowed: may('write') });
  const hasOthers = (loaded.data?.nextCursor ?? params['cursor'] ?? null) !== null;
  const askForAll = async (): Promise<AllMatching> => {
    const time = await timeQuery(api, params, ALL, new AbortController().signal);
    return triage.subject.countAll({ ...incidentFilter(params), ...activeIn(time) });
  };
  const toggle = may('write') ? selection.toggle : undefined;
  const set = (name: string) => (event: { currentTarget: { value: string } }) =>
    change({ [name]: event.currentTarget.value, cursor: undefined });
  const active = ['status', 'outcome', 'kind', 'country'].filter((name) => params[name]).length;
  return (
    <>
      <ViewTitle title="Incidents" />
      <div class="filters">
        <TimePicker params={params} usual={ALL} onChange={change} />
        <FilterFold active={active}>
          <StatusFilter params={params} onChange={set('status')} />
          <OutcomeFilter params={params} onChange={set('outcome')} />
          <label>
            About{' '}
            <select value={params['kind'] ?? 'attack'} onChange={set('kind')}>
              <option value="attack">attacks</option>
              <option value="service">this service</option>
              <option value="all">all</option>
            </select>
          </label>
          <CountryFilter params={params} onChange={set('country')} />
        </FilterFold>
      </div>
      <WhenLoaded loaded={loaded}>
        {({ breakIns, incidents, total, nextCursor }) => (
          <div ref={list}>
            <SelectionHead selection={selection} rows={shown.length} canWrite={may('write')} total={total} />
            {breakIns.length + incidents.length === 0 && <p class="empty plain-words">No incident matches.</p>}
            {breakIns.length > 0 && <h2>They got in</h2>}
            <List incidents={breakIns} has={selection.has} toggle={toggle} label="Break-ins" />
            {breakIns.length > 0 && incidents.length > 0 && <h2>They did not get in</h2>}
            <List incidents={incidents} has={selection.has} toggle={toggle} label="Incidents" />
            <Pages params={params} nextCursor={nextCursor} onChange={change} />
          </div>
        )}
      </WhenLoaded>
      {may('write') && (
        <BulkBar
          triage={triage}
          chosen={selection.chosen}
          filters={JSON.stringify(params)}
          askForAll={hasOthers && selection.chosen.length === shown.length ? askForAll : null}
          onClear={selection.none}
        />
      )}
      {triage.dialog}
    </>
  );
}

interface ListProps {
  readonly incidents: readonly Incident[];
  readonly has: (id: string) => boolean;
  readonly toggle: ListSelection['toggle'] | undefined;
  readonly label: string;
}

function List({ incidents, has, toggle, label }: ListProps) {
  if (incidents.length === 0) return null;
  return (
    <ul class="alerts" aria-label={label}>
      {incidents.map((incident) => (
        <IncidentRow
          key={incident.id}
          incident={incident}
          isSelected={has(incident.id)}
          onToggle={toggle === undefined ? undefined : (isRange) => toggle(incident.id, isRange)}
        />
      ))}
    </ul>
  );
}
