import type { Schemas } from '@log-analyzer/client';
import type { ComponentChildren } from 'preact';
import { routeTo } from '../model/route.js';
import { count } from '../model/words.js';
import { AttackerText } from './attacker-text.js';
import { OutcomeBadge, SeverityBadge, StatusBadge } from './badges.js';
import { EntryList } from './entry-list.js';
import { Ranking } from './ranking.js';
import { Time } from './time.js';

type Dossier = Schemas['IpDossierDto'] | Schemas['UserDossierDto'];

interface Props {
  readonly dossier: Dossier;
  readonly newest: readonly Schemas['LogEntryDto'][];
  /** What is of this kind of dossier alone. */
  readonly children: ComponentChildren;
}

/** What dossiers of addresses and users have in common. */
export function DossierBody({ dossier, newest, children }: Props) {
  const { alerts, days, hosts, methods, logins, examined } = dossier;
  return (
    <>
      {!examined.complete && examined.since !== null && (
        <p class="hint">
          The figures are of the newest entries, since <Time at={examined.since} />.
        </p>
      )}
      <section class="card">
        <h2>Alerts</h2>
        {alerts.length === 0 && <p class="muted">None.</p>}
        <ul class="plain rows">
          {alerts.map(({ id, reason, timestamp, attempts, outcome, severity, status }) => (
            <li key={id}>
              <a href={routeTo(['alerts', id])}>{reason}</a> <OutcomeBadge outcome={outcome} />
              <SeverityBadge severity={severity} /> <StatusBadge status={status} />
              <span class="muted">
                {' '}
                <Time at={timestamp} /> · {count(attempts, 'attempt')}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <div class="grid-cards">
        {children}
        <Ranking title="Days (UTC)" values={days.toReversed()} total={days.length} show={(value) => value} />
        <Ranking
          title="Hosts"
          values={hosts}
          total={hosts.length}
          show={(value) => <AttackerText text={value} most={60} />}
        />
        <Ranking title="Methods" values={methods} total={methods.length} show={(value) => value} empty="None known." />
      </div>
      {logins.length > 0 && (
        <section class="card">
          <h2>Logins that succeeded</h2>
          <EntryList entries={logins} />
        </section>
      )}
      <section class="card">
        <h2>Newest log entries</h2>
        {newest.length === 0 && <p class="muted">None.</p>}
        <EntryList entries={newest} />
      </section>
    </>
  );
}
