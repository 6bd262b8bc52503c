import { useState } from 'preact/hooks';
import { useLiveVersion } from '../live.js';
import { AlertActions } from '../parts/alert-actions.js';
import { AlertFacts } from '../parts/alert-facts.js';
import { AlertHistory } from '../parts/alert-history.js';
import { AttemptList } from '../parts/attempt-list.js';
import { AttemptMatrix } from '../parts/attempt-matrix.js';
import { AddressLink, HostLink, UserLink } from '../parts/attacker-text.js';
import { ForgeableBadge, OutcomeBadge, SeverityBadge, StatusBadge } from '../parts/badges.js';
import { BlockControl } from '../parts/block-control.js';
import { Course } from '../parts/course.js';
import { BlocklistLines } from '../parts/blocklist-lines.js';
import { EntryList } from '../parts/entry-list.js';
import { WhenLoaded } from '../parts/loading.js';
import { NotificationList } from '../parts/notification-list.js';
import { SessionStory } from '../parts/session-story.js';
import { alertTriage } from '../parts/triage-requests.js';
import { useTriage } from '../parts/use-triage.js';
import { ViewTitle } from '../parts/view-title.js';
import { dataOf } from '../model/answers.js';
import { routeTo } from '../model/route.js';
import { formatNumber } from '../model/words.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';
import { loadAlert } from './load-alert.js';
import type { AlertData } from './load-alert.js';

/** Everything about one alert. */
export function AlertView({ id }: { id: string }) {
  const { api } = useSession();
  const [round, setRound] = useState(0);
  const version = useLiveVersion(['alert']) + round;
  const loaded = useData((signal) => loadAlert(api, id, signal), id, version);
  return (
    <>
      <p class="trail">
        <a href={routeTo(['alerts'])}>Alerts</a>
      </p>
      {loaded.data === null && <ViewTitle title="Alert" />}
      <WhenLoaded loaded={loaded}>
        {(data) => <AlertOf data={data} onChange={() => setRound((before) => before + 1)} />}
      </WhenLoaded>
    </>
  );
}

function AlertOf({ data, onChange }: { data: AlertData; onChange: () => void }) {
  const { api, may } = useSession();
  const { alert, history, notifications, filter } = data;
  const triage = useTriage(alertTriage(api, [alert]), onChange);
  const { usernames, username_count: names, ip_addresses: addresses, ip_address_count: sources, hosts } = alert.details;
  return (
    <>
      <ViewTitle title={alert.reason} />
      <p class="badges">
        <OutcomeBadge outcome={alert.outcome} />
        <ForgeableBadge forgeable={alert.forgeable} />
        <SeverityBadge severity={alert.severity} />
        <StatusBadge status={alert.status} />
      </p>
      {may('write') && (
        <p>
          <AlertActions
            triage={triage}
            targets={[alert.id]}
            status={alert.status}
            isSnoozed={alert.snoozed_until !== null}
          />
        </p>
      )}
      <AlertFacts alert={alert} why={data.why} />
      {alert.sessions.length > 0 && (
        <section class="card">
          <h2>What they did</h2>
          {alert.sessions.map((session) => (
            <SessionStory key={session.id} session={session} />
          ))}
        </section>
      )}
      <Course
        course={data.course}
        decisions={data.decisions}
        outcome={alert.outcome}
        here={routeTo(['alerts', alert.id])}
        label="What happened during the attack"
      />
      {data.matrix !== null && (
        <AttemptMatrix
          matrix={data.matrix}
          load={(skip, most, signal) => {
            const params = { path: { id: alert.id }, query: { skip, addresses: most } };
            return dataOf(api.GET('/alerts/{id}/matrix', { params, signal }));
          }}
        />
      )}
      <div class="grid-cards">
        <AttemptList
          title="User names tried"
          total={names}
          isLeast={alert.details.username_count_is_least}
          items={usernames.map(({ username, attempts }) => ({ value: username, attempts }))}
          show={(value) => <UserLink name={value} />}
        />
        <AttemptList
          title="Source addresses"
          total={sources}
          items={addresses.map(({ ip_address, attempts }) => ({ value: ip_address, attempts }))}
          show={(value) => <AddressLink address={value} />}
        />
        <AttemptList
          title="Hosts attacked"
          total={hosts.length}
          items={hosts.map(({ host, attempts }) => ({ value: host, attempts }))}
          show={(value) => <HostLink host={value} />}
        />
        {alert.related.length > 0 && (
          <section class="card">
            <h2>
              Other alerts of the <a href={routeTo(['incidents', alert.incident_id])}>incident</a>{' '}
              <span class="muted">{formatNumber(alert.incident_alerts - 1)}</span>
            </h2>
            <ul class="plain">
              {alert.related.map(({ id, rule, severity }) => (
                <li key={id}>
                  <a href={routeTo(['alerts', id])}>{rule.replaceAll('_', ' ')}</a>{' '}
                  <SeverityBadge severity={severity} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      {alert.ip_address !== null && (
        <div class="grid-cards wide">
          <BlockControl address={alert.ip_address} />
          <BlocklistLines address={alert.ip_address} />
        </div>
      )}
      <section class="card">
        <div class="card-head">
          <h2>Evidence</h2>
          {filter !== null && <a href={routeTo(['entries'], filter)}>All entries of the time</a>}
        </div>
        {alert.evidence.length === 0 && <p class="muted">The log entries that it names are no longer stored.</p>}
        <EntryList entries={alert.evidence} />
      </section>
      <div class="grid-cards wide">
        <section class="card">
          <h2>Notifications</h2>
          {notifications.length === 0 && (
            <p class="muted">
              None was sent: another alert of the incident was notified, or{' '}
              <a href={routeTo(['notifications'])}>no channel</a> takes it.
            </p>
          )}
          <NotificationList notifications={notifications} onChange={onChange} />
        </section>
        <AlertHistory history={history} />
      </div>
      {triage.dialog}
    </>
  );
}
