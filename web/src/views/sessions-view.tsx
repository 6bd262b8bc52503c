import type { Api, Schemas } from '@log-analyzer/client';
import { dataOf } from '../model/answers.js';
import { routeTo } from '../model/route.js';
import { count, lengthWords } from '../model/words.js';
import { useLiveVersion } from '../live.js';
import { AddressLink, AttackerText, HostLink, UserLink } from '../parts/attacker-text.js';
import { WhenLoaded } from '../parts/loading.js';
import { MilestoneBadges } from '../parts/session-story.js';
import { Time } from '../parts/time.js';
import { ViewTitle } from '../parts/view-title.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';
import { TimePicker } from '../parts/time-picker.js';
import { ALL } from '../model/range.js';
import { useParams } from '../use-route.js';
import { timeQuery } from './load-range.js';

/** The newest that the list shows. */
const MAX_SESSIONS = 100;

/** What the address may ask for, as the API does. */
const FILTERS = ['username', 'ip_address', 'host', 'method'] as const;

type Filter = (typeof FILTERS)[number];

const WORDS: Readonly<Record<Filter, string>> = { username: 'of', ip_address: 'from', host: 'on', method: 'by' };

interface Row {
  readonly session: Schemas['SessionDto'];
  readonly login: Schemas['LoginDto'] | undefined;
}

/** Who logged in, from where, what is new about it, and what they did. */
export function SessionsView() {
  const { api } = useSession();
  const [params, change] = useParams();
  const state = params['state'] === 'open' ? ('open' as const) : undefined;
  const given = Object.fromEntries(FILTERS.flatMap((name) => (params[name] ? [[name, params[name]]] : [])));
  const filter = { ...given, ...(state === undefined ? {} : { state }) };
  const version = useLiveVersion(['sources']);
  const loaded = useData(
    async (signal) => loadSessions(api, { ...filter, ...(await timeQuery(api, params, ALL, signal)) }, signal),
    `sessions ${JSON.stringify(params)}`,
    version,
  );
  return (
    <>
      <ViewTitle title="Sessions" />
      <div class="filters">
        <TimePicker params={params} usual={ALL} onChange={change} />
      </div>
      <p>
        <a href={routeTo(['sessions'], given)} aria-current={state === undefined ? 'true' : undefined}>
          All logins
        </a>{' '}
        ·{' '}
        <a
          href={routeTo(['sessions'], { ...given, state: 'open' })}
          aria-current={state === 'open' ? 'true' : undefined}
        >
          Still logged in
        </a>
        {Object.keys(given).length > 0 && (
          <>
            {' '}
            · only{' '}
            {Object.entries(given).map(([name, value]) => (
              <span key={name}>
                {WORDS[name as Filter]} <AttackerText text={value} most={60} />{' '}
              </span>
            ))}
            <a href={routeTo(['sessions'], { state })}>(all)</a>
          </>
        )}
      </p>
      <WhenLoaded loaded={loaded}>
        {(rows) => (
          <>
            {rows.length === 0 && <p class="empty plain-words">Nobody has logged in, as far as the logs say.</p>}
            {rows.length > 0 && (
              <section class="card">
                <ul class="plain rows">
                  {rows.map(({ session, login }) => (
                    <SessionRow key={session.id} session={session} login={login} />
                  ))}
                </ul>
              </section>
            )}
            {rows.length === MAX_SESSIONS && <p class="muted">The newest {MAX_SESSIONS}; the API has the others.</p>}
          </>
        )}
      </WhenLoaded>
    </>
  );
}

async function loadSessions(
  api: Api,
  filter: { readonly state?: 'open'; readonly since?: string; readonly until?: string } & Readonly<
    Partial<Record<Filter, string>>
  >,
  signal: AbortSignal,
): Promise<Row[]> {
  const query = { limit: MAX_SESSIONS, ...filter };
  const [sessions, logins] = await Promise.all([
    dataOf(api.GET('/sessions', { params: { query }, signal })),
    dataOf(api.GET('/logins', { params: { query }, signal })),
  ]);
  const loginOf = new Map(logins.map((login) => [login.session_id, login]));
  return sessions.map((session) => ({ session, login: loginOf.get(session.id) }));
}

function SessionRow({ session, login }: Row) {
  const { id, started_at: startedAt, username, ip_address: address, host, method, duration_seconds: length } = session;
  return (
    <li>
      <a href={routeTo(['sessions', id])}>
        <Time at={startedAt} />
      </a>{' '}
      <UserLink name={username} />{' '}
      {address !== null && (
        <>
          from <AddressLink address={address} />{' '}
        </>
      )}
      {host !== null && (
        <>
          on <HostLink host={host} />{' '}
        </>
      )}
      {method !== null && <span class="muted">by {method}, </span>}
      <span class="muted">
        {length === null ? 'still logged in' : lengthWords(length * 1000)}
        {session.events > 1 && `, ${count(session.events - 1, 'event')}`}
      </span>{' '}
      {login?.new_address_for_user === true && login.history_since !== null && <span class="badge">new address</span>}
      {login?.new_key_for_user === true && login.history_since !== null && <span class="badge">new key</span>}
      {(login?.failures_before ?? 0) > 0 && (
        <span class="badge">{count(login!.failures_before, 'failure')} before</span>
      )}
      <MilestoneBadges milestones={session.milestones} />
    </li>
  );
}
