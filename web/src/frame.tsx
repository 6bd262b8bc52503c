import type { ComponentChildren } from 'preact';
import { routeTo } from './model/route.js';
import { ConnectionState } from './parts/connection-state.js';
import { Notices } from './parts/notices.js';
import { BASE_URL, useSession } from './session.js';
import { useRoute } from './use-route.js';

const VIEWS = [
  ['', 'Overview'],
  ['alerts', 'Alerts'],
  ['sessions', 'Sessions'],
  ['sources', 'Sources'],
  ['rules', 'Rules'],
  ['notifications', 'Notifications'],
  ['blocking', 'Blocking'],
  ['allowlist', 'Allowlist'],
] as const;

/** What is around every view: where one can go, how the connection stands, who is signed in. */
export function Frame({ children }: { children: ComponentChildren }) {
  const { path } = useRoute();
  const { key, name, signOut } = useSession();
  const here = path[0] ?? '';
  return (
    <>
      <a class="skip" href="#content" onClick={skipToContent}>
        Skip to content
      </a>
      <header class="top">
        <a class="brand" href={routeTo([])}>
          <img src={`${BASE_URL}/dashboard/icon.svg`} alt="" width="24" height="24" />
          SSH attacks
        </a>
        <nav aria-label="Views">
          <ul>
            {VIEWS.map(([view, title]) => (
              <li key={view}>
                <a href={routeTo(view === '' ? [] : [view])} aria-current={here === view ? 'page' : undefined}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="top-end">
          <ConnectionState />
          {key !== undefined && (
            <span class="who">
              <span class="muted">Key</span> {name}
              <button type="button" class="small" onClick={signOut}>
                Sign out
              </button>
            </span>
          )}
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <Notices />
      <footer class="bottom">
        <span>
          Times are those of your zone, {Intl.DateTimeFormat().resolvedOptions().timeZone}; point at one for UTC.
        </span>
        <a href={`${BASE_URL}/docs`}>API</a>
      </footer>
    </>
  );
}

/** The address holds the view: following the link would leave it. */
function skipToContent(event: Event): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}
