import { useEffect, useState } from 'preact/hooks';
import { dataOf } from '../model/answers.js';
import type { RequestError } from '../model/answers.js';
import { ALL } from '../model/range.js';
import type { Params } from '../model/range.js';
import { count, formatNumber } from '../model/words.js';
import { useSession } from '../session.js';
import { activeIn, alertFilter } from '../views/load-alerts.js';
import { timeQuery } from '../views/load-range.js';
import { AlertActions } from './alert-actions.js';
import { Icon } from './icon.js';
import { useNotices } from './notices.js';
import type { AllMatching, Triage } from './use-triage.js';

interface Props {
  readonly triage: Triage;
  readonly chosen: readonly string[];
  readonly params: Params;
  /** True where there are more alerts than the page shows, and all of the page are chosen. */
  readonly canChooseAll: boolean;
  readonly onClear: () => void;
}

/** Floats over the list while alerts are chosen: what can be done with them, or with all that match. */
export function BulkBar({ triage, chosen, params, canChooseAll, onClear }: Props) {
  const { api } = useSession();
  const { say } = useNotices();
  const [all, setAll] = useState<AllMatching | null>(null);
  const filters = JSON.stringify(params);
  // Chosen were those of other filters, or others than are chosen now.
  useEffect(() => setAll(null), [filters, canChooseAll]);
  const chooseAll = async (): Promise<void> => {
    const time = await timeQuery(api, params, ALL, new AbortController().signal);
    const query = { ...alertFilter(params), ...activeIn(time) };
    const asked = api.PATCH('/alerts', { params: { query }, body: { note: '-', dry_run: true } });
    await dataOf(asked).then(
      ({ matched }) => setAll({ query, count: matched }),
      (error: RequestError) => say(error.message, true),
    );
  };
  if (chosen.length === 0) return null;
  return (
    <div class="bulk-bar" role="toolbar" aria-label="Triage of the chosen alerts">
      <span class="bulk-count" role="status">
        {all === null ? `${formatNumber(chosen.length)} chosen` : `All ${count(all.count, 'alert')} that match`}
      </span>
      {canChooseAll && all === null && (
        <button type="button" class="quiet" onClick={() => void chooseAll()}>
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
