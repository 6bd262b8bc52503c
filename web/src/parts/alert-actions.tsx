import type { Schemas } from '@log-analyzer/client';
import type { Triage } from './use-triage.js';

interface Props {
  readonly triage: Triage;
  readonly ids: readonly string[];
  /** Of one alert: what it cannot become is left out. */
  readonly status?: Schemas['AlertStatus'];
  readonly isSnoozed?: boolean;
}

/** What can be done with some alerts. */
export function AlertActions({ triage, ids, status, isSnoozed = false }: Props) {
  const isIdle = ids.length === 0 || triage.isBusy;
  return (
    <span class="actions">
      {(status === undefined || status === 'open') && (
        <button type="button" disabled={isIdle} onClick={() => triage.acknowledge(ids)}>
          Acknowledge
        </button>
      )}
      {status !== 'resolved' && (
        <button type="button" disabled={isIdle} onClick={() => triage.ask('resolve', ids)}>
          Resolve…
        </button>
      )}
      {status !== 'resolved' && (
        <button type="button" disabled={isIdle} onClick={() => triage.ask('snooze', ids)}>
          Snooze…
        </button>
      )}
      {isSnoozed && (
        <button type="button" disabled={isIdle} onClick={() => triage.wake(ids)}>
          Wake
        </button>
      )}
      <button type="button" disabled={isIdle} onClick={() => triage.ask('note', ids)}>
        Note…
      </button>
      {status !== 'open' && (
        <button type="button" disabled={isIdle} onClick={() => triage.reopen(ids)}>
          Reopen
        </button>
      )}
    </span>
  );
}
