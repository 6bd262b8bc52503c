import type { Schemas } from '@log-analyzer/client';
import { useState } from 'preact/hooks';
import { dataOf } from '../model/answers.js';
import type { RequestError } from '../model/answers.js';
import { count } from '../model/words.js';
import { AllowlistForm } from '../parts/allowlist-form.js';
import { AttackerText } from '../parts/attacker-text.js';
import { Dialog } from '../parts/dialog.js';
import { WhenLoaded } from '../parts/loading.js';
import { useNotices } from '../parts/notices.js';
import { Time } from '../parts/time.js';
import { ViewTitle } from '../parts/view-title.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';
import { useParams } from '../use-route.js';

type Entry = Schemas['AllowlistEntryDto'];

/** Addresses and ranges that raise no alert. */
export function AllowlistView() {
  const { api, may } = useSession();
  const { say } = useNotices();
  const [params] = useParams();
  const [round, setRound] = useState(0);
  const [leaving, setLeaving] = useState<Entry | null>(null);
  const query = { limit: 1000 };
  const loaded = useData((signal) => dataOf(api.GET('/allowlist', { params: { query }, signal })), 'allowlist', round);
  const again = (): void => setRound((before) => before + 1);
  const remove = ({ id, range }: Entry): void => {
    dataOf(api.DELETE('/allowlist/{id}', { params: { path: { id } } })).then(
      () => {
        say(`${range} is no longer on the allowlist.`);
        again();
      },
      (error: RequestError) => say(error.message, true),
    );
  };
  return (
    <>
      <ViewTitle title="Allowlist" />
      <p>These addresses raise no alert, whatever they do. What they do is stored all the same.</p>
      {may('write') && <AllowlistForm range={params['range'] ?? ''} onAdded={again} />}
      <WhenLoaded loaded={loaded}>
        {(entries) => (
          <section class="card">
            <h2>Entries</h2>
            {entries.length === 0 && <p class="muted">None: every address may raise alerts.</p>}
            <ul class="plain rows">
              {entries.map((entry) => (
                <li key={entry.id}>
                  <strong class="address">{entry.range}</strong> {entry.expired && <span class="badge">expired</span>}{' '}
                  {entry.note !== null && <AttackerText text={entry.note} most={1_000} />}
                  <span class="muted">
                    {' '}
                    · {entry.origin.replaceAll('_', ' ')}
                    {entry.author !== null && (
                      <>
                        {' '}
                        by <AttackerText text={entry.author} />
                      </>
                    )}{' '}
                    · {count(entry.hits, 'hit')}
                    {entry.expires_at !== null && (
                      <>
                        {' '}
                        · until <Time at={entry.expires_at} />
                      </>
                    )}
                  </span>
                  {entry.origin === 'api' && may('write') && (
                    <button
                      type="button"
                      class="small"
                      aria-label={`Remove ${entry.range}`}
                      onClick={() => setLeaving(entry)}
                    >
                      Remove…
                    </button>
                  )}
                </li>
              ))}
            </ul>
          </section>
        )}
      </WhenLoaded>
      {leaving !== null && (
        <Dialog
          title={`Remove ${leaving.range} from the allowlist?`}
          action="Remove"
          onSubmit={() => remove(leaving)}
          onClose={() => setLeaving(null)}
        >
          <p>From then on it raises alerts again.</p>
        </Dialog>
      )}
    </>
  );
}
