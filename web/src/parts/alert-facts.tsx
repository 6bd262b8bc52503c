import type { Schemas } from '@log-analyzer/client';
import { routeTo } from '../model/route.js';
import { count, lengthWords } from '../model/words.js';
import { Subject } from './alert-row.js';
import { AddressLink, AttackerText, UserLink } from './attacker-text.js';
import { Fact } from './fact.js';
import { Time } from './time.js';

/** What happened, in short. */
export function AlertFacts({ alert }: { alert: Schemas['AlertDetailDto'] }) {
  const { first_seen: first, last_seen: last, ended_at: endedAt, attempts, login, rule, explanation } = alert;
  return (
    <section class="card">
      {login === null ? (
        <p class="outcome held">
          <strong>Nobody got in</strong>, as far as the log tells.
        </p>
      ) : (
        <p class="outcome got-in">
          <strong>Someone got in:</strong> <UserLink name={login.username} /> from{' '}
          <AddressLink address={login.ip_address} />
          {login.method !== null && <> by {login.method}</>}, <Time at={login.timestamp} />
          {alert.login_count > 1 && ` (${count(alert.login_count, 'login')} in all)`}.
        </p>
      )}
      {explanation !== null && (
        <p>
          <AttackerText text={explanation} most={1_000} />
        </p>
      )}
      <dl class="facts-list">
        <Fact name="About">
          <Subject alert={alert} />
        </Fact>
        <Fact name="Attempts">
          {count(attempts, 'failed attempt')} in {lengthWords(Date.parse(last) - Date.parse(first))}
        </Fact>
        <Fact name="First seen">
          <Time at={first} />
        </Fact>
        <Fact name="Fired">
          <Time at={alert.fired_at} />
        </Fact>
        <Fact name="Last seen">
          <Time at={last} />
        </Fact>
        <Fact name="Ended">{endedAt === null ? 'it goes on' : <Time at={endedAt} />}</Fact>
        <Fact name="Rule">
          <a href={routeTo(['rules', rule])}>{rule}</a>
        </Fact>
        {alert.snoozed_until !== null && (
          <Fact name="Snoozed until">
            <Time at={alert.snoozed_until} />
          </Fact>
        )}
        {alert.resolution !== null && <Fact name="Resolved as">{alert.resolution.replaceAll('_', ' ')}</Fact>}
      </dl>
    </section>
  );
}
