import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { RequestError } from '../model/answers.js';
import { count } from '../model/words.js';
import { useSession } from '../session.js';
import { TriageDialog } from './triage-dialog.js';
import type { Question } from './triage-dialog.js';
import { useNotices } from './notices.js';
import { MAX_UNDONE, takeBack } from './triage-requests.js';
import type { AllMatching, TriageBody, TriageSubject } from './triage-requests.js';

/** What a change is made to: some rows by their ids, or all that match. */
export type Targets = readonly string[] | AllMatching;

/** What people do with alerts, or with incidents. */
export interface Triage {
  readonly subject: TriageSubject;
  acknowledge(targets: Targets): void;
  reopen(targets: Targets): void;
  /** Ends a snooze. */
  wake(targets: Targets): void;
  /** Asks for what the change needs, and makes it. */
  ask(question: Question, targets: Targets): void;
  readonly isBusy: boolean;
  readonly dialog: ComponentChildren;
}

export function countOf(targets: Targets): number {
  return 'query' in targets ? targets.count : targets.length;
}

/** @param onDone called when something was changed */
export function useTriage(subject: TriageSubject, onDone: () => void): Triage {
  const { api } = useSession();
  const { say } = useNotices();
  const [isBusy, setBusy] = useState(false);
  const [asked, setAsked] = useState<{ question: Question; targets: Targets } | null>(null);

  const change = async (targets: Targets, body: TriageBody, done: string): Promise<void> => {
    if (countOf(targets) === 0 || isBusy) return;
    setBusy(true);
    const asking = 'query' in targets ? subject.changeAll(targets, body) : subject.changeEach(targets, body);
    const { changed, refusals, steps } = await asking.catch((error: RequestError) => ({
      changed: 0,
      refusals: [error.message],
      steps: [],
    }));
    setBusy(false);
    const of = subject.noun === 'alert' ? '' : ` of ${count(countOf(targets), subject.noun)}`;
    const words = changed === 0 && refusals.length > 0 ? [] : [`${done} ${count(changed, 'alert')}${of}.`];
    if (refusals.length > 0) {
      const isEach = subject.noun === 'alert' && !('query' in targets);
      words.push(`${isEach ? `${count(refusals.length, 'alert')} unchanged` : 'Not all is done'}: ${refusals[0]}`);
    }
    const undo = async (): Promise<void> => {
      const faults = await takeBack(api, steps);
      say(faults.length === 0 ? 'Undone.' : `Not all is undone: ${faults[0]}`, faults.length > 0);
      onDone();
    };
    say(words.join(' '), refusals.length > 0, steps.length === 0 ? undefined : () => void undo());
    if (changed > 0) onDone();
  };

  /** What is done to all that match is asked about first. */
  const changeOrAsk = (question: Question, body: TriageBody, done: string) => (targets: Targets) => {
    if ('query' in targets) setAsked({ question, targets });
    else void change(targets, body, done);
  };
  const dialog = asked && (
    <TriageDialog
      key={`${asked.question} ${JSON.stringify(asked.targets)}`}
      question={asked.question}
      subject={count(countOf(asked.targets), subject.noun)}
      isOfAll={'query' in asked.targets}
      canUndo={!('query' in asked.targets) || asked.targets.alerts <= MAX_UNDONE}
      // The browser says so a moment later: the next question may have been asked by then.
      onClose={() => setAsked((now) => (now === asked ? null : now))}
      onAnswer={(body, done) => {
        setAsked(null);
        void change(asked.targets, body, done);
      }}
    />
  );
  return {
    subject,
    acknowledge: changeOrAsk('acknowledge', { status: 'acknowledged' }, 'Acknowledged'),
    reopen: changeOrAsk('reopen', { status: 'open' }, 'Reopened'),
    wake: changeOrAsk('wake', { snooze_until: null }, 'Woke'),
    ask: (question, targets) => countOf(targets) > 0 && setAsked({ question, targets }),
    isBusy,
    dialog,
  };
}
