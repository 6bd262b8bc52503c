import type { Schemas } from '@log-analyzer/client';
import { routeTo } from '../model/route.js';
import { count, formatNumber } from '../model/words.js';
import { AddressLink, UserLink } from './attacker-text.js';
import { Time } from './time.js';

type Verdict = Schemas['VerdictDto'];

interface Props {
  readonly figures: Schemas['OverviewDto'];
  readonly sources: readonly Schemas['SourceDto'][];
  /** The time and the host, for links. */
  readonly params: Readonly<Record<string, string>>;
}

const CLASSES: Readonly<Record<Verdict['kind'], string>> = {
  got_in: 'got-in',
  suspected: 'suspected',
  under_attack: 'under-attack',
  attacked: 'attacked',
  quiet: 'quiet',
  unknown: 'unknown',
};

/** The state in one sentence, as the service puts it. */
export function VerdictBanner(props: Props) {
  const { figures, sources } = props;
  const blind = sources.filter(({ error }) => error !== null).length;
  return (
    <div class={`verdict ${CLASSES[figures.verdict.kind]}`}>
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

function sentence({ figures: { verdict, attempts }, params }: Props) {
  const attackers = `${verdict.attackers_is_least ? 'at least ' : ''}${count(verdict.attackers, 'attacker')}`;
  switch (verdict.kind) {
    case 'got_in':
      return <Logins what="Someone got in" whose="of attackers" verdict={verdict} more={verdict.break_ins - 1} />;
    case 'suspected':
      return (
        <Logins what="Look at this login" whose="of this kind" verdict={verdict} more={verdict.suspected_logins - 1} />
      );
    case 'under_attack':
      return `Under attack: ${count(verdict.ongoing, 'attack')} ${verdict.ongoing === 1 ? 'goes' : 'go'} on; nobody got in.`;
    case 'attacked':
      return capitalised(`${attackers} came and stopped; nobody got in.`);
    case 'quiet':
      if (verdict.alerts > 0) return `Quiet: ${count(verdict.alerts, 'alert')}, all resolved.`;
      return attempts === 0 ? 'Quiet: no failed attempts.' : 'Quiet: failed attempts, but no attack.';
    case 'unknown':
      if ((params['host'] ?? '') !== '') return 'Unknown: no line of this time and host was stored.';
      return 'Unknown: no line of this time has been read.';
  }
}

interface LoginsProps {
  readonly what: string;
  readonly whose: string;
  readonly verdict: Verdict;
  readonly more: number;
}

function Logins({ what, whose, verdict, more }: LoginsProps) {
  const [login] = verdict.logins;
  if (login === undefined) return <>{what}.</>;
  return (
    <>
      {what}: <UserLink name={login.username} /> from <AddressLink address={login.ip_address} />,{' '}
      <Time at={login.timestamp} />. <a href={routeTo(['incidents', login.incident_id])}>See what happened</a>
      {more > 0 && ` – and ${count(more, 'more login')} ${whose}.`}
    </>
  );
}

function rest({ figures, params }: Props) {
  const { attempts, attacking_addresses: addresses, attacked_usernames: names, logins, verdict } = figures;
  const isAboutLogins = verdict.kind === 'got_in' || verdict.kind === 'suspected';
  return (
    <>
      {isAboutLogins && verdict.ongoing > 0 && (
        <strong>Still under attack: {count(verdict.ongoing, 'alert is', 'alerts are')} active. </strong>
      )}
      {verdict.incidents > 0 && (
        <>
          {!verdict.complete && 'At least '}
          <a href={routeTo(['incidents'], { ...params, status: 'all' })}>{count(verdict.incidents, 'incident')}</a>
          {openWords(verdict)},{' '}
        </>
      )}
      {count(attempts, 'failed attempt')} from {count(addresses, 'address', 'addresses')} on {count(names, 'user name')}
      ; {count(logins, 'login')}.
    </>
  );
}

/** How much of it nobody has looked at yet. */
function openWords({ incidents, open_incidents: open }: Verdict): string {
  if (open === incidents) return '';
  return open === 0 ? ' (all acknowledged or resolved)' : ` (${formatNumber(open)} open)`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
