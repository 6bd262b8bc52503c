import type { Schemas } from '@log-analyzer/client';
import type { AlertHandling } from './use-alert-handling.js';

interface Props {
  readonly handling: AlertHandling;
  readonly ids: readonly string[];
  /** Of one alert: what it cannot become is left out. */
  readonly status?: Schemas['AlertStatus'];
  readonly isSnoozed?: boolean;
}

/** What can be done with some alerts. */
export function AlertActions({ handling, ids, status, isSnoozed = false }: Props) {
  const isIdle = ids.length === 0 || handling.isBusy;
  return (
    <span class="actions">
      {(status === undefined || status === 'open') && (
        <button type="button" disabled={isIdle} onClick={() => handling.acknowledge(ids)}>
          Acknowledge
        </button>
      )}
      {status !== 'resolved' && (
        <button type="button" disabled={isIdle} onClick={() => handling.ask('resolve', ids)}>
          Resolve…
        </button>
      )}
      {status !== 'resolved' && (
        <button type="button" disabled={isIdle} onClick={() => handling.ask('snooze', ids)}>
          Snooze…
        </button>
      )}
      {isSnoozed && (
        <button type="button" disabled={isIdle} onClick={() => handling.wake(ids)}>
          Wake
        </button>
      )}
      <button type="button" disabled={isIdle} onClick={() => handling.ask('note', ids)}>
        Note…
      </button>
      {status !== 'open' && (
        <button type="button" disabled={isIdle} onClick={() => handling.reopen(ids)}>
          Reopen
        </button>
      )}
    </span>
  );
}
