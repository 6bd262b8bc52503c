import type { Schemas } from '@log-analyzer/client';
import { routeTo } from '../model/route.js';
import type { BreakIn, Verdict } from '../model/verdict.js';
import { count } from '../model/words.js';
import { AddressLink, UserLink } from './attacker-text.js';
import { Time } from './time.js';

interface Props {
  readonly verdict: Verdict;
  readonly figures: Schemas['OverviewDto'];
  readonly sources: readonly Schemas['SourceDto'][];
  /** False: there are more alerts than the verdict rests on. */
  readonly hasAllAlerts: boolean;
  /** The time, for links. */
  readonly params: Readonly<Record<string, string>>;
}

/** The state in one sentence. */
export function VerdictBanner(props: Props) {
  const { verdict, sources } = props;
  const blind = sources.filter(({ error }) => error !== null).length;
  return (
    <div class={`verdict ${isUnknown(props) ? 'unknown' : verdict.kind}`}>
      <p class="sentence" role="status">
        {sentence(props)}
      </p>
      <p class="rest">{rest(props)}</p>
      {blind > 0 && (
        <p class="rest">
          <a href={routeTo(['sources'])}>{count(blind, 'log file')} cannot be read</a>: what happens there is not seen.
        </p>
      )}
    </div>
  );
}

/** Nothing was stored: that is no all-clear. */
function isUnknown({ verdict, figures }: Props): boolean {
  return verdict.kind === 'quiet' && verdict.resolved === 0 && figures.entries === 0;
}

function sentence(props: Props) {
  const { verdict, figures, hasAllAlerts } = props;
  const { attempts } = figures;
  if (isUnknown(props)) return 'Unknown: no line of this time and host was stored.';
  const least = hasAllAlerts ? '' : 'at least ';
  switch (verdict.kind) {
    case 'got-in':
      return <Logins what="Someone got in" whose="of attackers" logins={verdict.logins} />;
    case 'suspected':
      return <Logins what="Look at this login" whose="of this kind" logins={verdict.logins} />;
    case 'under-attack':
      return `Under attack by ${least}${count(verdict.sources, 'source')}; nobody got in.`;
    case 'attacked':
      return capitalised(`${least}${count(verdict.sources, 'source')} attacked and stopped; nobody got in.`);
    case 'quiet':
      if (verdict.resolved > 0) return `Quiet: ${count(verdict.resolved, 'alert')}, all resolved.`;
      return attempts === 0 ? 'Quiet: no failed attempts.' : 'Quiet: failed attempts, but no attack.';
  }
}

function Logins({ what, whose, logins }: { what: string; whose: string; logins: readonly BreakIn[] }) {
  const [{ alertId, at, username, address }] = logins as [BreakIn];
  return (
    <>
      {what}: <UserLink name={username} /> from <AddressLink address={address} />, <Time at={at} />.{' '}
      <a href={routeTo(['alerts', alertId])}>See the alert</a>
      {logins.length > 1 && ` – and ${count(logins.length - 1, 'more login')} ${whose}.`}
    </>
  );
}

function rest({ verdict, figures, params, hasAllAlerts }: Props) {
  const { attempts, attacking_addresses: addresses, attacked_usernames: names, logins } = figures;
  const total = 'alerts' in verdict ? verdict.alerts.length : 0;
  return (
    <>
      {'logins' in verdict && verdict.sources > 0 && (
        <strong>Still under attack by {count(verdict.sources, 'source')}. </strong>
      )}
      {total > 0 && (
        <>
          {!hasAllAlerts && 'At least '}
          <a href={routeTo(['alerts'], params)}>{count(total, 'alert')}</a>,{' '}
        </>
      )}
      {count(attempts, 'failed attempt')} from {count(addresses, 'address', 'addresses')} on {count(names, 'user name')}
      ; {count(logins, 'login')}.
    </>
  );
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
