import { routeTo } from '../model/route.js';
import { ViewTitle } from '../parts/view-title.js';
import { useRoute } from '../use-route.js';
import { AddressDossier } from './address-dossier.js';
import { AlertView } from './alert-view.js';
import { AlertsView } from './alerts-view.js';
import { AllowlistView } from './allowlist-view.js';
import { BlockingView } from './blocking-view.js';
import { CountryView } from './country-view.js';
import { EntriesView } from './entries-view.js';
import { HostView } from './host-view.js';
import { IncidentView } from './incident-view.js';
import { IncidentsView } from './incidents-view.js';
import { LoginsView } from './logins-view.js';
import { NetworkView } from './network-view.js';
import { NotificationsView } from './notifications-view.js';
import { Overview } from './overview.js';
import { RuleView } from './rule-view.js';
import { RulesView } from './rules-view.js';
import { SessionView } from './session-view.js';
import { SessionsView } from './sessions-view.js';
import { SettingsView } from './settings-view.js';
import { SourcesView } from './sources-view.js';
import { UserDossier } from './user-dossier.js';

/** The view that the address names. */
export function CurrentView() {
  const { path } = useRoute();
  const [view, id] = path;
  switch (view) {
    case undefined:
      return <Overview />;
    case 'alerts':
      return id === undefined ? <AlertsView /> : <AlertView key={id} id={id} />;
    case 'incidents':
      return id === undefined ? <IncidentsView /> : <IncidentView key={id} id={id} />;
    case 'entries':
      return <EntriesView />;
    case 'hosts':
      return <HostView key={id} host={id ?? ''} />;
    case 'networks':
      return <NetworkView key={id} network={id ?? ''} />;
    case 'countries':
      return <CountryView key={id} country={id ?? ''} />;
    case 'addresses':
      return <AddressDossier key={id} address={id ?? ''} />;
    case 'users':
      return <UserDossier key={id} name={id ?? ''} />;
    case 'logins':
      return <LoginsView />;
    case 'sessions':
      return id === undefined ? <SessionsView /> : <SessionView key={id} id={id} />;
    case 'sources':
      return <SourcesView />;
    case 'rules':
      return id === undefined ? <RulesView /> : <RuleView key={id} id={id} />;
    case 'notifications':
      return <NotificationsView />;
    case 'blocking':
      return <BlockingView />;
    case 'settings':
      return <SettingsView />;
    case 'allowlist':
      return <AllowlistView />;
    default:
      return (
        <>
          <ViewTitle title="No such view" />
          <p>
            The address names no view of this page. Go to the <a href={routeTo([])}>overview</a>.
          </p>
        </>
      );
  }
}
