import type { Schemas } from '@log-analyzer/client';
import { AttackerText } from './attacker-text.js';
import { Time } from './time.js';

/** What other tools did about an address, as their logs say. */
export function BanList({ bans }: { bans: readonly Schemas['BanDto'][] }) {
  return (
    <ul class="plain">
      {bans.map(({ by, reason, host, network, since, until }) => (
        <li key={`${by} ${reason} ${since}`}>
          {by}
          {reason !== null && (
            <>
              {' ('}
              <AttackerText text={reason} most={60} />)
            </>
          )}
          {host !== null && (
            <>
              {' on '}
              <AttackerText text={host} most={60} />
            </>
          )}
          {network !== null && `, the network ${network},`} since <Time at={since} />
          {until !== null && (
            <>
              {' until '}
              <Time at={until} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
