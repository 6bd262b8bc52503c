import type { Schemas } from '@log-analyzer/client';
import { routeTo } from '../model/route.js';
import { count, lengthWords } from '../model/words.js';
import { Subject } from './alert-row.js';
import { AddressLink, AttackerText, UserLink } from './attacker-text.js';
import { Fact } from './fact.js';
import { Time } from './time.js';

/** Logins are counted up to here. */
const MAX_LOGINS = 100;

/** Did they get in? */
function Outcome({ alert }: { alert: Schemas['AlertDetailDto'] }) {
  const { login, login_count: logins, outcome } = alert;
  if (login === null || outcome === 'none') {
    // Of what no attempt came before, the log tells nothing of the kind.
    if (alert.attempts === 0) return null;
    return (
      <p class="outcome held">
        <strong>Nobody got in</strong>, as far as the log tells.
      </p>
    );
  }
  const isIn = outcome === 'login_succeeded';
  const all = logins < MAX_LOGINS ? count(logins, 'login') : `${MAX_LOGINS} logins or more`;
  return (
    <p class={`outcome ${isIn ? 'got-in' : 'suspected'}`}>
      <strong>{isIn ? 'Someone got in:' : 'Look at this login:'}</strong> <UserLink name={login.username} /> from{' '}
      <AddressLink address={login.ip_address} />
      {login.method !== null && <> by {login.method}</>}, <Time at={login.timestamp} />
      {logins > 1 && ` (${all} in all)`}.
      {!isIn && ' The address took no part in the attack, and the user had not logged in from there for 30 days.'}
    </p>
  );
}

/** What the rule asks for, against what there was. */
function Why({ why }: { why: Schemas['AlertWhyDto'] }) {
  if (why.rule_state === 'service') return null;
  const { fired, peak } = why;
  return (
    <p class="why">
      <strong>Why:</strong> <AttackerText text={why.sentence} most={1_000} />
      {fired !== null && peak !== null && peak.seen > fired.seen && (
        <>
          {' '}
          The peak was at <Time at={peak.at} />.
        </>
      )}
    </p>
  );
}

interface Props {
  readonly alert: Schemas['AlertDetailDto'];
  readonly why: Schemas['AlertWhyDto'];
}

/** What happened, in short. */
export function AlertFacts({ alert, why }: Props) {
  const { first_seen: first, last_seen: last, ended_at: endedAt, activity, attempts, rule, explanation } = alert;
  return (
    <section class="card">
      <Outcome alert={alert} />
      {alert.forgeable && (
        <p class="forgeable">
          A client can choose what stands where the filter looks for the address: do not block by it alone.
        </p>
      )}
      {explanation !== null && (
        <p>
          <AttackerText text={explanation} most={1_000} />
        </p>
      )}
      <Why why={why} />
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
        <Fact name="Ended">
          {endedAt !== null ? (
            <Time at={endedAt} />
          ) : activity === 'active' ? (
            'it goes on'
          ) : (
            'not yet, but nothing more was seen'
          )}
        </Fact>
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
