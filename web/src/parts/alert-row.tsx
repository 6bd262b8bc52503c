import type { Schemas } from '@log-analyzer/client';
import { visibleText } from '../../../src/common/visible-text.js';
import { routeTo } from '../model/route.js';
import { count } from '../model/words.js';
import { AddressLink, AttackerText, UserLink } from './attacker-text.js';
import { ForgeableBadge, OutcomeBadge, SeverityBadge, StatusBadge } from './badges.js';
import { ChooseBox } from './choose-box.js';
import { Time } from './time.js';

type Alert = Schemas['AlertDto'];

interface Props {
  readonly alert: Alert;
  readonly isSelected: boolean;
  /** Undefined: nothing can be done with it, so nothing is to choose. */
  readonly onToggle: ((isRange: boolean) => void) | undefined;
}

/** An alert in the list. */
export function AlertRow({ alert, isSelected, onToggle }: Props) {
  const { id, reason, severity, status, outcome, attempts, fired_at: firedAt, details } = alert;
  return (
    <li class={isSelected ? 'alert chosen' : 'alert'} data-id={id} data-severity={severity} data-outcome={outcome}>
      {onToggle !== undefined && (
        <ChooseBox label={`Choose ${reason}, ${subject(alert)}`} isChosen={isSelected} onToggle={onToggle} />
      )}
      <span class="what">
        <a class="title" href={routeTo(['alerts', id])}>
          {reason}
        </a>{' '}
        <Subject alert={alert} />
      </span>
      <span class="badges">
        <OutcomeBadge outcome={outcome} />
        <ForgeableBadge forgeable={alert.forgeable} />
        <SeverityBadge severity={severity} />
        <StatusBadge status={status} />
      </span>
      <span class="facts muted">
        <Time at={firedAt} />
        {attempts > 0 && ` · ${count(attempts, 'attempt')}`}
        {details.username_count > 0 && ` · ${count(details.username_count, 'user name')}`}
        {details.hosts.length > 0 && (
          <>
            {' · '}
            {details.hosts.slice(0, 2).map(({ host }, index) => (
              <span key={host}>
                {index > 0 && ', '}
                <AttackerText text={host} most={40} />
              </span>
            ))}
          </>
        )}
        {alert.snoozed_until !== null && (
          <>
            {' · snoozed until '}
            <Time at={alert.snoozed_until} />
          </>
        )}
      </span>
    </li>
  );
}

/** What an alert is about: an address, or whatever its rule groups by. */
export function Subject({ alert }: { alert: Pick<Alert, 'ip_address' | 'group_by'> }) {
  if (alert.ip_address !== null) return <AddressLink address={alert.ip_address} />;
  return (
    <>
      {Object.entries(alert.group_by).map(([name, value]) => (
        <span key={name}>
          {name === 'username' ? <UserLink name={value} /> : <AttackerText text={value} most={60} />}{' '}
        </span>
      ))}
    </>
  );
}

/** The same in words alone. */
function subject({ ip_address: address, group_by: groupBy }: Alert): string {
  return address ?? visibleText(Object.values(groupBy).join(', '), 60);
}
