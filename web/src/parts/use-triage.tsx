import type { Schemas } from '@log-analyzer/client';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { dataOf } from '../model/answers.js';
import type { RequestError } from '../model/answers.js';
import { count } from '../model/words.js';
import { useSession } from '../session.js';
import { TriageDialog } from './triage-dialog.js';
import type { Question } from './triage-dialog.js';
import { useNotices } from './notices.js';

type TriageBody = Schemas['HandlingDto'];

/** What people do with alerts. */
export interface Triage {
  acknowledge(ids: readonly string[]): void;
  reopen(ids: readonly string[]): void;
  /** Ends a snooze. */
  wake(ids: readonly string[]): void;
  /** Asks for what the change needs, and makes it. */
  ask(question: Question, ids: readonly string[]): void;
  readonly isBusy: boolean;
  readonly dialog: ComponentChildren;
}

/** @param onDone called when alerts were changed */
export function useTriage(onDone: () => void): Triage {
  const { api } = useSession();
  const { say } = useNotices();
  const [isBusy, setBusy] = useState(false);
  const [asked, setAsked] = useState<{ question: Question; ids: readonly string[] } | null>(null);

  const triage = async (ids: readonly string[], body: TriageBody, done: string): Promise<void> => {
    if (ids.length === 0 || isBusy) return;
    setBusy(true);
    const refusals: string[] = [];
    // One after the other: each may be refused for a reason of its own.
    for (const id of ids) {
      await dataOf(api.PATCH('/alerts/{id}', { params: { path: { id } }, body })).catch((error: RequestError) =>
        refusals.push(error.message),
      );
    }
    setBusy(false);
    const changed = ids.length - refusals.length;
    const words = changed === 0 ? [] : [`${done} ${count(changed, 'alert')}.`];
    if (refusals.length > 0) words.push(`${count(refusals.length, 'alert')} unchanged: ${refusals[0]}`);
    say(words.join(' '), refusals.length > 0);
    if (changed > 0) onDone();
  };

  const dialog = asked && (
    <TriageDialog
      key={`${asked.question} ${asked.ids.join()}`}
      question={asked.question}
      subject={count(asked.ids.length, 'alert')}
      // The browser says so a moment later: the next question may have been asked by then.
      onClose={() => setAsked((now) => (now === asked ? null : now))}
      onAnswer={(body, done) => {
        setAsked(null);
        void triage(asked.ids, body, done);
      }}
    />
  );
  return {
    acknowledge: (ids) => void triage(ids, { status: 'acknowledged' }, 'Acknowledged'),
    reopen: (ids) => void triage(ids, { status: 'open' }, 'Reopened'),
    wake: (ids) => void triage(ids, { snooze_until: null }, 'Woke'),
    ask: (question, ids) => ids.length > 0 && setAsked({ question, ids }),
    isBusy,
    dialog,
  };
}
