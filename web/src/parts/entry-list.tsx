import type { Schemas } from '@log-analyzer/client';
import { LongAttackerText } from './attacker-text.js';
import { logTypeWords } from '../model/words.js';
import { Time } from './time.js';

/** Log entries with the lines as they were written. */
export function EntryList({ entries }: { entries: readonly Schemas['LogEntryDto'][] }) {
  return (
    <ol class="entries">
      {entries.map(({ id, timestamp, log_type, category, raw_log, time_basis }) => (
        <li key={id} class={category === 'login_succeeded' ? 'login' : undefined}>
          <span class="entry-head">
            <Time at={timestamp} /> <span class="badge">{logTypeWords(log_type)}</span>{' '}
            {time_basis !== 'exact' && <span class="muted">time: {time_basis.replaceAll('_', ' ')}</span>}
          </span>
          <code>
            <LongAttackerText text={raw_log} most={600} />
          </code>
        </li>
      ))}
    </ol>
  );
}
