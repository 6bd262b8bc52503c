import type { Schemas } from '@log-analyzer/client';
import { AttackerText } from './attacker-text.js';
import { Time } from './time.js';

/** What was done with an alert, by whom. */
export function AlertHistory({ history }: { history: readonly Schemas['AlertActionDto'][] }) {
  return (
    <section class="card">
      <h2>History</h2>
      {history.length === 0 && <p class="muted">Nobody has done anything with it yet.</p>}
      <ol class="plain">
        {history.map(({ action, at, who, note, resolution, snoozed_until: snoozedUntil }, index) => (
          <li key={index}>
            <Time at={at} />: <strong>{action.replaceAll('_', ' ')}</strong>
            {resolution !== null && ` as ${resolution.replaceAll('_', ' ')}`}
            {snoozedUntil !== null && (
              <>
                {' '}
                until <Time at={snoozedUntil} />
              </>
            )}
            {who !== null && (
              <>
                {' '}
                by <AttackerText text={who} />
              </>
            )}
            {note !== null && (
              <blockquote>
                <AttackerText text={note} most={4_000} />
              </blockquote>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
