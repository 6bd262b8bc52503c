import type { Schemas } from '@log-analyzer/client';
import { routeTo } from '../model/route.js';
import { count } from '../model/words.js';
import { AttackerText } from './attacker-text.js';
import { ForgeableBadge, OutcomeBadge, SeverityBadge, StatusBadge } from './badges.js';
import { OriginTag } from './origin-tag.js';
import { ChooseBox } from './choose-box.js';
import { Time } from './time.js';

interface Props {
  readonly incident: Schemas['IncidentDto'];
  readonly isSelected: boolean;
  /** Undefined: nothing can be done with it, so nothing is to choose. */
  readonly onToggle: ((isRange: boolean) => void) | undefined;
}

const ACTIVITY = { active: ', goes on', quiet: ', quiet since', ended: '' };

/** An incident in the list: one row for all its alerts. */
export function IncidentRow({ incident, isSelected, onToggle }: Props) {
  const {
    id,
    headline,
    severity,
    outcome,
    status,
    forgeable,
    alerts,
    hosts,
    first_seen: first,
    last_seen: last,
  } = incident;
  const { ip_addresses: addresses } = incident;
  return (
    <li class={isSelected ? 'alert chosen' : 'alert'} data-id={id} data-severity={severity} data-outcome={outcome}>
      {onToggle !== undefined && <ChooseBox label={`Choose ${headline}`} isChosen={isSelected} onToggle={onToggle} />}
      <span class="what">
        <a class="title" href={routeTo(['incidents', id])}>
          <AttackerText text={headline} most={300} />
        </a>
        {incident.ip_address_count === 1 && addresses[0] !== undefined && (
          <OriginTag address={addresses[0].ip_address} />
        )}
      </span>
      <span class="badges">
        <OutcomeBadge outcome={outcome} />
        <SeverityBadge severity={severity} />
        <StatusBadge status={status} />
        <ForgeableBadge forgeable={forgeable} />
      </span>
      <span class="facts muted">
        <Time at={first} /> – <Time at={last} />
        {ACTIVITY[incident.activity]} · {count(alerts, 'alert')}
        {hosts.length > 0 && (
          <>
            {' · '}
            {hosts.slice(0, 2).map(({ host }, index) => (
              <span key={host}>
                {index > 0 && ', '}
                <AttackerText text={host} most={40} />
              </span>
            ))}
          </>
        )}
      </span>
    </li>
  );
}
