import type { Schemas } from '@log-analyzer/client';
import { routeTo } from '../model/route.js';
import { count } from '../model/words.js';
import { ForgeableBadge, OutcomeBadge, SeverityBadge, StatusBadge } from './badges.js';
import { Time } from './time.js';

type Alert = Pick<
  Schemas['AlertInBriefDto'],
  'id' | 'reason' | 'timestamp' | 'attempts' | 'outcome' | 'severity' | 'status' | 'forgeable'
>;

/** Alerts, a line each. */
export function AlertLines({ alerts }: { alerts: readonly Alert[] }) {
  if (alerts.length === 0) return <p class="muted">None.</p>;
  return (
    <ul class="plain rows">
      {alerts.map(({ id, reason, timestamp, attempts, outcome, severity, status, forgeable }) => (
        <li key={id}>
          <a href={routeTo(['alerts', id])}>{reason}</a> <OutcomeBadge outcome={outcome} />
          <SeverityBadge severity={severity} /> <StatusBadge status={status} /> <ForgeableBadge forgeable={forgeable} />
          <span class="muted">
            {' '}
            <Time at={timestamp} />
            {attempts > 0 && ` · ${count(attempts, 'attempt')}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
