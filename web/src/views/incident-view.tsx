import { useState } from 'preact/hooks';
import { useLiveVersion } from '../live.js';
import { dataOf } from '../model/answers.js';
import { routeTo } from '../model/route.js';
import { AddressLink, AttackerText, HostLink, UserLink } from '../parts/attacker-text.js';
import { AlertActions } from '../parts/alert-actions.js';
import { AlertLines } from '../parts/alert-lines.js';
import { AttemptList } from '../parts/attempt-list.js';
import { AttemptMatrix } from '../parts/attempt-matrix.js';
import { ForgeableBadge, OutcomeBadge, SeverityBadge, StatusBadge } from '../parts/badges.js';
import { BlockControl } from '../parts/block-control.js';
import { Course } from '../parts/course.js';
import { WhenLoaded } from '../parts/loading.js';
import { SessionStory } from '../parts/session-story.js';
import { incidentTriage } from '../parts/triage-requests.js';
import { useTriage } from '../parts/use-triage.js';
import { ViewTitle } from '../parts/view-title.js';
import { BASE_URL, useSession } from '../session.js';
import { useData } from '../use-data.js';
import { loadIncident } from './load-incidents.js';
import type { IncidentData } from './load-incidents.js';

/** Addresses that can be blocked on the page of an incident; the others on theirs. */
const MAX_BLOCKED_HERE = 3;

/** Everything about one incident: its story, its course, and what to do. */
export function IncidentView({ id }: { id: string }) {
  const { api } = useSession();
  const [round, setRound] = useState(0);
  const version = useLiveVersion(['alert']) + round;
  const loaded = useData((signal) => loadIncident(api, id, signal), id, version);
  return (
    <>
      <p class="trail">
        <a href={routeTo(['incidents'])}>Incidents</a>
      </p>
      {loaded.data === null && <ViewTitle title="Incident" />}
      <WhenLoaded loaded={loaded}>
        {(data) => <IncidentOf data={data} onChange={() => setRound((before) => before + 1)} />}
      </WhenLoaded>
    </>
  );
}

function IncidentOf({ data, onChange }: { data: IncidentData; onChange: () => void }) {
  const { api, may } = useSession();
  const { incident, course, decisions } = data;
  const triage = useTriage(incidentTriage(api), onChange);
  const { id, headline, outcome, severity, status, forgeable, story, sessions, ip_addresses: addresses } = incident;
  return (
    <>
      <ViewTitle title="Incident">
        <AttackerText text={headline} most={300} />
      </ViewTitle>
      <p class="badges">
        <OutcomeBadge outcome={outcome} />
        <SeverityBadge severity={severity} />
        <StatusBadge status={status} />
        <ForgeableBadge forgeable={forgeable} />
      </p>
      <p class="actions">
        {may('write') && <AlertActions triage={triage} targets={[id]} status={status} />}
        <a href={`${BASE_URL}/incidents/${id}/report`}>Save as Markdown</a> ·{' '}
        <a href={`${BASE_URL}/incidents/${id}/report?format=html`}>as a page</a>
      </p>
      <section class="card">
        <h2>What happened</h2>
        {story.map((sentence) => (
          <p key={sentence}>
            <AttackerText text={sentence} most={1_000} />
          </p>
        ))}
      </section>
      {sessions.length > 0 && (
        <section class="card">
          <h2>What they did</h2>
          {sessions.map((session) => (
            <SessionStory key={session.id} session={session} />
          ))}
        </section>
      )}
      <Course
        course={course}
        decisions={decisions}
        outcome={outcome}
        here={routeTo(['incidents', id])}
        label="What happened during the incident"
      />
      {data.matrix !== null && (
        <AttemptMatrix
          matrix={data.matrix}
          load={(skip, most, signal) => {
            const params = { path: { id }, query: { skip, addresses: most } };
            return dataOf(api.GET('/incidents/{id}/matrix', { params, signal }));
          }}
        />
      )}
      <div class="grid-cards">
        <AttemptList
          title="Addresses"
          total={incident.ip_address_count}
          items={addresses.map(({ ip_address: value, attempts }) => ({ value, attempts }))}
          show={(value) => <AddressLink address={value} />}
        />
        <AttemptList
          title="User names tried"
          total={incident.username_count}
          items={incident.usernames.map(({ username: value, attempts }) => ({ value, attempts }))}
          show={(value) => <UserLink name={value} />}
        />
        <AttemptList
          title="Hosts attacked"
          total={incident.hosts.length}
          items={incident.hosts.map(({ host: value, attempts }) => ({ value, attempts }))}
          show={(value) => <HostLink host={value} />}
        />
      </div>
      {addresses.slice(0, MAX_BLOCKED_HERE).map(({ ip_address: address }) => (
        <BlockControl key={address} address={address} isNamed={addresses.length > 1} />
      ))}
      {addresses.length > MAX_BLOCKED_HERE && (
        <p class="muted">The other addresses can be blocked on their own pages, or as a network under Blocking.</p>
      )}
      <section class="card">
        <h2>Alerts</h2>
        <AlertLines alerts={incident.alert_list} />
        {incident.alerts > incident.alert_list.length && (
          <p class="muted">The first {incident.alert_list.length} of them.</p>
        )}
      </section>
      {triage.dialog}
    </>
  );
}
