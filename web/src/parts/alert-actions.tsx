import type { Schemas } from '@log-analyzer/client';
import { countOf } from './use-triage.js';
import type { Targets, Triage } from './use-triage.js';

interface Props {
  readonly triage: Triage;
  readonly targets: Targets;
  /** Of one alert: what it cannot become is left out. */
  readonly status?: Schemas['AlertStatus'];
  readonly isSnoozed?: boolean;
}

/** What can be done with some alerts. */
export function AlertActions({ triage, targets, status, isSnoozed = false }: Props) {
  const isIdle = countOf(targets) === 0 || triage.isBusy;
  return (
    <span class="actions">
      {(status === undefined || status === 'open') && (
        <button type="button" disabled={isIdle} onClick={() => triage.acknowledge(targets)}>
          Acknowledge
        </button>
      )}
      {status !== 'resolved' && (
        <button type="button" disabled={isIdle} onClick={() => triage.ask('resolve', targets)}>
          Resolve…
        </button>
      )}
      {status !== 'resolved' && (
        <button type="button" disabled={isIdle} onClick={() => triage.ask('snooze', targets)}>
          Snooze…
        </button>
      )}
      {isSnoozed && (
        <button type="button" disabled={isIdle} onClick={() => triage.wake(targets)}>
          Wake
        </button>
      )}
      <button type="button" disabled={isIdle} onClick={() => triage.ask('note', targets)}>
        Note…
      </button>
      {status !== 'open' && (
        <button type="button" disabled={isIdle} onClick={() => triage.reopen(targets)}>
          Reopen
        </button>
      )}
    </span>
  );
}
