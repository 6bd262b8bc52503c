import { useEffect, useState } from 'preact/hooks';
import type { RequestError } from '../model/answers.js';
import { count, formatNumber } from '../model/words.js';
import { AlertActions } from './alert-actions.js';
import { Icon } from './icon.js';
import { useNotices } from './notices.js';
import type { AllMatching } from './triage-requests.js';
import type { Triage } from './use-triage.js';

interface Props {
  readonly triage: Triage;
  readonly chosen: readonly string[];
  /** What the list is of: when it changes, all that match are others. */
  readonly filters: string;
  /** Asks for all that match; null: the page shows them all, or not all of it are chosen. */
  readonly askForAll: (() => Promise<AllMatching>) | null;
  readonly onClear: () => void;
}

/** Floats over the list while rows are chosen: what can be done with them, or with all that match. */
export function BulkBar({ triage, chosen, filters, askForAll, onClear }: Props) {
  const { say } = useNotices();
  const [all, setAll] = useState<AllMatching | null>(null);
  const { noun } = triage.subject;
  const canChooseAll = askForAll !== null;
  // Chosen were those of other filters, or others than are chosen now.
  useEffect(() => setAll(null), [filters, canChooseAll]);
  if (chosen.length === 0) return null;
  return (
    <div class="bulk-bar" role="toolbar" aria-label={`Triage of the chosen ${noun}s`}>
      <span class="bulk-count" role="status">
        {all === null ? `${formatNumber(chosen.length)} chosen` : `All ${count(all.count, noun)} that match`}
      </span>
      {askForAll !== null && all === null && (
        <button
          type="button"
          class="quiet"
          onClick={() => void askForAll().then(setAll, (error: RequestError) => say(error.message, true))}
        >
          Select all that match
        </button>
      )}
      <AlertActions triage={triage} targets={all ?? chosen} />
      <button type="button" class="quiet" aria-label="Choose none" title="Choose none" onClick={onClear}>
        <Icon name="close" />
      </button>
    </div>
  );
}
