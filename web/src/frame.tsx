import type { ComponentChildren } from 'preact';
import { routeTo } from './model/route.js';
import { ConnectionState } from './parts/connection-state.js';
import { ThemeMenu, ZoneSwitch } from './parts/display-menu.js';
import { Icon } from './parts/icon.js';
import { PageTools } from './parts/page-tools.js';
import { Notices } from './parts/notices.js';
import { BottomBar, SideNavigation } from './parts/view-links.js';
import { BASE_URL, useSession } from './session.js';
import { useOpenAlerts } from './use-open-alerts.js';
import { useRoute } from './use-route.js';

/** What is around every view: where one can go, how the connection stands, which zone, who is signed in. */
export function Frame({ children }: { children: ComponentChildren }) {
  const route = useRoute();
  const openAlerts = useOpenAlerts();
  const { key, name, signOut } = useSession();
  return (
    <>
      <a class="skip" href="#content" onClick={skipToContent}>
        Skip to content
      </a>
      <header class="top">
        <a class="brand" href={routeTo([])}>
          <img src={`${BASE_URL}/dashboard/icon.svg`} alt="" width="28" height="28" />
          <span>SSH attacks</span>
        </a>
        <PageTools />
        <div class="top-end">
          <ConnectionState />
          <ZoneSwitch />
          <ThemeMenu />
          {key !== undefined && (
            <span class="who">
              <Icon name="user" /> <span class="unseen">Signed in as</span> {name}
              <button type="button" class="small" onClick={signOut}>
                Sign out
              </button>
            </span>
          )}
        </div>
      </header>
      <SideNavigation route={route} openAlerts={openAlerts} />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <BottomBar route={route} openAlerts={openAlerts} />
      <Notices />
    </>
  );
}

/** The address holds the view: following the link would leave it. */
function skipToContent(event: Event): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}
