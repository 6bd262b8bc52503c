import type { Schemas } from '@log-analyzer/client';
import { useState } from 'preact/hooks';
import { ALL } from '../model/range.js';
import { useLiveVersion } from '../live.js';
import { IncidentRow } from '../parts/incident-row.js';
import { WhenLoaded } from '../parts/loading.js';
import { Pages } from '../parts/pages.js';
import { TimePicker } from '../parts/time-picker.js';
import { useIncidentTriage } from '../parts/use-incident-triage.js';
import { ViewTitle } from '../parts/view-title.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';
import { useParams } from '../use-route.js';
import { DEFAULT_STATUS } from './load-alerts.js';
import { loadIncidents } from './load-incidents.js';

type Incident = Schemas['IncidentDto'];

/** Attacks as people see them: one row for each attacker, break-ins first. */
export function IncidentsView() {
  const { api, may } = useSession();
  const [params, change] = useParams();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [round, setRound] = useState(0);
  const version = useLiveVersion(['alert']) + round;
  const loaded = useData((signal) => loadIncidents(api, params, signal), JSON.stringify(params), version);
  const triage = useIncidentTriage(() => {
    setChosen(new Set());
    setRound((before) => before + 1);
  });
  const all = [...(loaded.data?.breakIns ?? []), ...(loaded.data?.incidents ?? [])];
  const targets = all.filter(({ id }) => chosen.has(id));
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const set = (name: string) => (event: { currentTarget: { value: string } }) =>
    change({ [name]: event.currentTarget.value, cursor: undefined });
  return (
    <>
      <ViewTitle title="Incidents" />
      <div class="filters">
        <TimePicker params={params} usual={ALL} onChange={change} />
        <label>
          Status{' '}
          <select value={params['status'] ?? DEFAULT_STATUS} onChange={set('status')}>
            <option value={DEFAULT_STATUS}>not resolved</option>
            <option value="open">open</option>
            <option value="all">all</option>
          </select>
        </label>
        <label>
          Outcome{' '}
          <select value={params['outcome'] ?? ''} onChange={set('outcome')}>
            <option value="">any</option>
            <option value="login_succeeded">got in</option>
            <option value="login_suspected">suspicious login</option>
            <option value="none">did not get in</option>
          </select>
        </label>
        <label>
          About{' '}
          <select value={params['kind'] ?? 'attack'} onChange={set('kind')}>
            <option value="attack">attacks</option>
            <option value="service">this service</option>
            <option value="all">all</option>
          </select>
        </label>
      </div>
      <WhenLoaded loaded={loaded}>
        {({ breakIns, incidents, total, nextCursor }) => (
          <>
            <p class="muted" role="status">
              {total === null ? '' : `${total}.`}
            </p>
            {breakIns.length + incidents.length === 0 && <p class="empty plain-words">No incident matches.</p>}
            {breakIns.length > 0 && <h2>They got in</h2>}
            <List incidents={breakIns} chosen={chosen} toggle={may('write') ? toggle : undefined} label="Break-ins" />
            {breakIns.length > 0 && incidents.length > 0 && <h2>They did not get in</h2>}
            <List incidents={incidents} chosen={chosen} toggle={may('write') ? toggle : undefined} label="Incidents" />
            <Pages params={params} nextCursor={nextCursor} onChange={change} />
          </>
        )}
      </WhenLoaded>
      {targets.length > 0 && (
        <div class="bulk-bar" role="toolbar" aria-label="Chosen incidents">
          <strong>{targets.length} chosen</strong>{' '}
          <button type="button" disabled={triage.isBusy} onClick={() => triage.acknowledge(targets)}>
            Acknowledge
          </button>{' '}
          <button type="button" disabled={triage.isBusy} onClick={() => triage.ask('resolve', targets)}>
            Resolve…
          </button>{' '}
          <button type="button" disabled={triage.isBusy} onClick={() => triage.ask('note', targets)}>
            Note…
          </button>{' '}
          <button type="button" class="small" onClick={() => setChosen(new Set())}>
            Clear
          </button>
        </div>
      )}
      {triage.dialog}
    </>
  );
}

interface ListProps {
  readonly incidents: readonly Incident[];
  readonly chosen: ReadonlySet<string>;
  readonly toggle: ((id: string) => void) | undefined;
  readonly label: string;
}

function List({ incidents, chosen, toggle, label }: ListProps) {
  if (incidents.length === 0) return null;
  return (
    <ul class="alerts" aria-label={label}>
      {incidents.map((incident) => (
        <IncidentRow
          key={incident.id}
          incident={incident}
          isSelected={chosen.has(incident.id)}
          onToggle={toggle === undefined ? undefined : () => toggle(incident.id)}
        />
      ))}
    </ul>
  );
}
