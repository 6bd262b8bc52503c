import type { Schemas } from '@log-analyzer/client';
import type { ComponentChildren } from 'preact';
import { AlertLines } from './alert-lines.js';
import { HostLink } from './attacker-text.js';
import { DayChart } from './day-chart.js';
import { EntryList } from './entry-list.js';
import { Ranking } from './ranking.js';
import { Time } from './time.js';

type Dossier = Schemas['IpDossierDto'] | Schemas['UserDossierDto'];

interface Props {
  readonly dossier: Dossier;
  readonly newest: readonly Schemas['LogEntryDto'][];
  /** Where all of its entries are. */
  readonly all: string;
  /** How near rules came to an alert. */
  readonly rules: ComponentChildren;
  /** What is of this kind of dossier alone. */
  readonly children: ComponentChildren;
}

/** What dossiers of addresses and users have in common. */
export function DossierBody({ dossier, newest, all, rules, children }: Props) {
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
        <AlertLines alerts={alerts} />
      </section>
      {rules}
      <DayChart days={days} entries={all} />
      <div class="grid-cards">
        {children}
        <Ranking title="Hosts" values={hosts} total={hosts.length} show={(value) => <HostLink host={value} />} />
        <Ranking title="Methods" values={methods} total={methods.length} show={(value) => value} empty="None known." />
      </div>
      {logins.length > 0 && (
        <section class="card">
          <h2>Logins that succeeded</h2>
          <EntryList entries={logins} />
        </section>
      )}
      <section class="card">
        <div class="card-head">
          <h2>Newest log entries</h2>
          <a href={all}>See all</a>
        </div>
        {newest.length === 0 && <p class="muted">None.</p>}
        <EntryList entries={newest} />
      </section>
    </>
  );
}
