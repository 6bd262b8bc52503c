import type { Schemas } from '@log-analyzer/client';
import { useState } from 'preact/hooks';
import { dataOf } from '../model/answers.js';
import type { RequestError } from '../model/answers.js';
import { count } from '../model/words.js';
import { useSession } from '../session.js';
import { TriageDialog } from './triage-dialog.js';
import type { Question } from './triage-dialog.js';
import { useNotices } from './notices.js';

type Incident = Pick<Schemas['IncidentDto'], 'id' | 'alerts'>;

/** What people do with incidents: the same with all alerts of each. */
export function useIncidentTriage(onDone: () => void) {
  const { api } = useSession();
  const { say } = useNotices();
  const [asked, setAsked] = useState<{ question: Question; incidents: readonly Incident[] } | null>(null);
  const [isBusy, setBusy] = useState(false);

  const change = async (incidents: readonly Incident[], body: Schemas['HandlingDto'], done: string): Promise<void> => {
    setBusy(true);
    let changed = 0;
    let fault: string | null = null;
    for (const { id } of incidents) {
      const query = { incident: [id] };
      const patch = (more: object) => dataOf(api.PATCH('/alerts', { params: { query }, body: { ...body, ...more } }));
      await patch({ dry_run: true })
        .then(({ matched }) => patch({ dry_run: false, expected_count: matched }))
        .then(
          (outcome) => (changed += outcome.changed),
          (error: RequestError) => (fault ??= error.message),
        );
    }
    setBusy(false);
    say(
      fault === null
        ? `${done} ${count(changed, 'alert')} of ${count(incidents.length, 'incident')}.`
        : `Not all is done: ${String(fault)}`,
      fault !== null,
    );
    onDone();
  };

  return {
    isBusy,
    ask: (question: Question, incidents: readonly Incident[]) => setAsked({ question, incidents }),
    acknowledge: (incidents: readonly Incident[]) => void change(incidents, { status: 'acknowledged' }, 'Acknowledged'),
    dialog: asked && (
      <TriageDialog
        question={asked.question}
        subject={count(asked.incidents.length, 'incident')}
        canUndo={false}
        onClose={() => setAsked((now) => (now === asked ? null : now))}
        onAnswer={(body, done) => {
          setAsked(null);
          void change(asked.incidents, body, done);
        }}
      />
    ),
  };
}
