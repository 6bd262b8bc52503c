import { MAIN_VIEWS, VIEW_GROUPS, VIEWS } from '../model/views.js';
import type { View } from '../model/views.js';
import { routeTo } from '../model/route.js';
import type { Route } from '../model/route.js';
import { timeOf } from '../model/range.js';
import { formatNumber } from '../model/words.js';
import { BASE_URL } from '../session.js';
import type { OpenAlerts } from '../use-open-alerts.js';
import { Icon } from './icon.js';
import { Menu } from './menu.js';

interface Props {
  readonly route: Route;
  readonly openAlerts: OpenAlerts | null;
}

/** Every view, in groups, beside what is shown. */
export function SideNavigation({ route, openAlerts }: Props) {
  return (
    <nav class="side" aria-label="Views">
      {VIEW_GROUPS.map(({ title, views }) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul class="plain">
            {views.map((view) => (
              <li key={view.path}>
                <ViewLink view={view} route={route} openAlerts={openAlerts} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <ApiLink />
    </nav>
  );
}

/** The same for a phone: the main views at the bottom, the others behind one more touch. */
export function BottomBar({ route, openAlerts }: Props) {
  const main = VIEWS.filter(({ path }) => (MAIN_VIEWS as readonly string[]).includes(path));
  const here = route.path[0] ?? '';
  const isMore = !main.some(({ path }) => path === here);
  return (
    <nav class="bottom-bar" aria-label="Views">
      {main.map((view) => (
        <ViewLink key={view.path} view={view} route={route} openAlerts={openAlerts} />
      ))}
      <Menu
        kind={isMore ? 'more chosen' : 'more'}
        label={
          <>
            <Icon name="more" />
            <span>More</span>
          </>
        }
      >
        <ul class="plain">
          {VIEWS.filter((view) => !main.includes(view)).map((view) => (
            <li key={view.path}>
              <ViewLink view={view} route={route} openAlerts={null} />
            </li>
          ))}
          <li>
            <ApiLink />
          </li>
        </ul>
      </Menu>
    </nav>
  );
}

/** The API's own page. */
function ApiLink() {
  return (
    <a class="view-link" href={`${BASE_URL}/docs`}>
      <Icon name="api" />
      <span>API</span>
    </a>
  );
}

function ViewLink({ view: { path, title, icon, hasTime }, route, openAlerts }: { view: View } & Props) {
  const isHere = (route.path[0] ?? '') === path;
  const time = hasTime === true ? timeOf(route.params) : {};
  const count = path === 'alerts' ? (openAlerts?.count ?? 0) : 0;
  return (
    <a class="view-link" href={routeTo(path === '' ? [] : [path], time)} aria-current={isHere ? 'page' : undefined}>
      <Icon name={icon} />
      <span>{title}</span>
      {count > 0 && (
        <span class={openAlerts!.hasBreakIn ? 'count break-in' : 'count'}>
          {formatNumber(count)}
          <span class="unseen"> open</span>
        </span>
      )}
    </a>
  );
}
