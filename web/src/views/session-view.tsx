import type { Schemas } from '@log-analyzer/client';
import { dataOf } from '../model/answers.js';
import { routeTo } from '../model/route.js';
import { lengthWords, logTypeWords } from '../model/words.js';
import { useLiveVersion } from '../live.js';
import { AddressLink, AttackerText, HostLink, LongAttackerText, UserLink } from '../parts/attacker-text.js';
import { Fact } from '../parts/fact.js';
import { WhenLoaded } from '../parts/loading.js';
import { MilestoneBadges } from '../parts/session-story.js';
import { Time } from '../parts/time.js';
import { ViewTitle } from '../parts/view-title.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';

type Session = Schemas['SessionDetailDto'];

/** How it is known that an entry belongs to a session. */
const LINK_WORDS: Readonly<Record<Session['timeline'][number]['how'], string>> = {
  login: 'the login',
  connection: 'names the connection',
  tty: 'names the terminal',
  only_session: 'the only session that could',
  same_second: 'run by a command of the session',
  command: 'by a command of the session shortly before',
  ambiguous: 'this session or another',
};

/** One login, and what was done from it, as a story and line by line. */
export function SessionView({ id }: { id: string }) {
  const { api } = useSession();
  const version = useLiveVersion(['sources']);
  const loaded = useData(
    (signal) => dataOf(api.GET('/sessions/{id}', { params: { path: { id } }, signal })),
    id,
    version,
  );
  return (
    <>
      <p class="trail">
        <a href={routeTo(['sessions'])}>Sessions</a>
      </p>
      {loaded.data === null && <ViewTitle title="Session" />}
      <WhenLoaded loaded={loaded}>{(session) => <SessionOf session={session} />}</WhenLoaded>
    </>
  );
}

function SessionOf({ session }: { session: Session }) {
  const { username, host, ip_address: address, method, summary, timeline, duration_seconds: length } = session;
  return (
    <>
      <ViewTitle title="Session">
        Session of <AttackerText text={username} most={120} />
      </ViewTitle>
      <p class="badges">
        <MilestoneBadges milestones={session.milestones} />
      </p>
      <section class="card">
        <h2>What they did</h2>
        <ul class="story">
          {summary.map((sentence, index) => (
            <li key={index}>
              They <AttackerText text={sentence} most={300} />
            </li>
          ))}
        </ul>
        <dl class="facts-list">
          <Fact name="User">
            <UserLink name={username} />
          </Fact>
          {address !== null && (
            <Fact name="From">
              <AddressLink address={address} />
            </Fact>
          )}
          {host !== null && (
            <Fact name="Host">
              <HostLink host={host} />
            </Fact>
          )}
          {method !== null && <Fact name="Method">{method}</Fact>}
          <Fact name="Login">
            <Time at={session.started_at} />
          </Fact>
          <Fact name="End">
            {session.ended_at === null ? 'still logged in' : <Time at={session.ended_at} />}
            {session.end_reason === 'lost' && <span class="muted"> (last event; the end is not in the log)</span>}
          </Fact>
          {length !== null && <Fact name="Length">{lengthWords(length * 1000)}</Fact>}
        </dl>
      </section>
      <section class="card">
        <h2>Line by line</h2>
        <ol class="entries">
          {timeline.map(({ id, timestamp, log_type: type, raw_log: line, how }) => (
            <li key={id} class={how === 'login' ? 'login' : undefined}>
              <span class="entry-head">
                <Time at={timestamp} /> <span class="badge">{logTypeWords(type)}</span>{' '}
                <span class="muted">{LINK_WORDS[how]}</span>
              </span>
              <code>
                <LongAttackerText text={line} most={600} />
              </code>
            </li>
          ))}
        </ol>
        {!session.timeline_is_whole && (
          <p class="muted">Not all of its {session.events} events are listed: too many, or no longer stored.</p>
        )}
      </section>
    </>
  );
}
