import type { Schemas } from '@log-analyzer/client';
import { logTypeWords } from '../model/words.js';
import { AddressLink, HostLink, LongAttackerText, UserLink } from './attacker-text.js';
import { Time } from './time.js';

/** Log entries: what each says, with ways to go on from there, and the line as it was written. */
export function EntryList({ entries }: { entries: readonly Schemas['LogEntryDto'][] }) {
  return (
    <ol class="entries">
      {entries.map((entry) => (
        <li key={entry.id} class={entry.category}>
          <span class="entry-head">
            <Time at={entry.timestamp} /> <span class={`badge ${entry.category}`}>{logTypeWords(entry.log_type)}</span>{' '}
            <Facts entry={entry} />
            {entry.time_basis !== 'exact' && <span class="muted">time: {entry.time_basis.replaceAll('_', ' ')}</span>}
          </span>
          <code>
            <LongAttackerText text={entry.raw_log} most={600} />
          </code>
        </li>
      ))}
    </ol>
  );
}

/** Of these the user is who did it, not whom it was done to. */
const DONE_BY = /^(?:account|sudo|su|cron)_/;

function Facts({ entry }: { entry: Schemas['LogEntryDto'] }) {
  const { username, ip_address: address, host, log_type: type } = entry;
  return (
    <>
      {username !== null && (
        <>
          {DONE_BY.test(type) && <span class="muted">by </span>}
          <UserLink name={username} />{' '}
        </>
      )}
      {address !== null && (
        <>
          <span class="muted">from</span> <AddressLink address={address} />{' '}
        </>
      )}
      {host !== null && (
        <>
          <span class="muted">on</span> <HostLink host={host} />{' '}
        </>
      )}
    </>
  );
}
