import type { Schemas } from '@log-analyzer/client';
import { formatNumber } from '../model/words.js';
import { AttackerText } from './attacker-text.js';
import { Time } from './time.js';

/** What failed and was set aside, so that everything else goes on. */
export function FaultList({ faults: { total, faults } }: { faults: Schemas['FaultListDto'] }) {
  return (
    <section class="card">
      <h2>
        Set aside <span class="muted">{formatNumber(total)}</span>
      </h2>
      <p>These failed; the rest goes on without them, and they are tried again by themselves.</p>
      <ul class="plain rows">
        {faults.map(({ id, kind, subject, reason, since, next_try_at: next }) => (
          <li key={id}>
            <strong class="state-bad">{kind}</strong> <AttackerText text={subject} most={120} />:{' '}
            <AttackerText text={reason} most={300} />
            <span class="muted">
              {' '}
              · since <Time at={since} />
              {next !== null && (
                <>
                  {' '}
                  · again <Time at={next} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
