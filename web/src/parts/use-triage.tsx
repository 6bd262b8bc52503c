import type { Api, Schemas } from '@log-analyzer/client';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { dataOf } from '../model/answers.js';
import type { RequestError } from '../model/answers.js';
import { undoSteps } from '../model/undo.js';
import type { TriageState } from '../model/undo.js';
import { count } from '../model/words.js';
import { useSession } from '../session.js';
import type { AlertFilter } from '../views/load-alerts.js';
import { TriageDialog } from './triage-dialog.js';
import type { Question } from './triage-dialog.js';
import { useNotices } from './notices.js';

type TriageBody = Schemas['HandlingDto'];

/** Every alert that a filter leaves, and how many that were when somebody chose them. */
export interface AllMatching {
  readonly query: AlertFilter;
  readonly count: number;
}

/** What a change is made to: some alerts by their ids, or all that match. */
export type Targets = readonly string[] | AllMatching;

/** What people do with alerts. */
export interface Triage {
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

/**
 * @param shown the alerts as they are: what was done to them can be taken back
 * @param onDone called when alerts were changed
 */
export function useTriage(shown: readonly TriageState[], onDone: () => void): Triage {
  const { api } = useSession();
  const { say } = useNotices();
  const [isBusy, setBusy] = useState(false);
  const [asked, setAsked] = useState<{ question: Question; targets: Targets } | null>(null);

  const change = async (targets: Targets, body: TriageBody, done: string): Promise<void> => {
    if (countOf(targets) === 0 || isBusy) return;
    setBusy(true);
    const { changed, refusals, steps } =
      'query' in targets ? await changeAll(api, targets, body) : await changeEach(api, targets, body, shown);
    setBusy(false);
    const words = changed === 0 ? [] : [`${done} ${count(changed, 'alert')}.`];
    if (refusals.length > 0) words.push(`${count(refusals.length, 'alert')} unchanged: ${refusals[0]}`);
    const undo = async (): Promise<void> => {
      const faults = await takeBack(api, steps);
      say(faults.length === 0 ? 'Undone.' : `Not all is undone: ${faults[0]}`, faults.length > 0);
      onDone();
    };
    say(words.join(' '), refusals.length > 0, steps.length === 0 ? undefined : () => void undo());
    if (changed > 0) onDone();
  };

  /** Whatever is done to all that match cannot be taken back: it is asked about first. */
  const changeOrAsk = (question: Question, body: TriageBody, done: string) => (targets: Targets) => {
    if ('query' in targets) setAsked({ question, targets });
    else void change(targets, body, done);
  };
  const dialog = asked && (
    <TriageDialog
      key={`${asked.question} ${JSON.stringify(asked.targets)}`}
      question={asked.question}
      subject={count(countOf(asked.targets), 'alert')}
      canUndo={!('query' in asked.targets)}
      // The browser says so a moment later: the next question may have been asked by then.
      onClose={() => setAsked((now) => (now === asked ? null : now))}
      onAnswer={(body, done) => {
        setAsked(null);
        void change(asked.targets, body, done);
      }}
    />
  );
  return {
    acknowledge: changeOrAsk('acknowledge', { status: 'acknowledged' }, 'Acknowledged'),
    reopen: changeOrAsk('reopen', { status: 'open' }, 'Reopened'),
    wake: changeOrAsk('wake', { snooze_until: null }, 'Woke'),
    ask: (question, targets) => countOf(targets) > 0 && setAsked({ question, targets }),
    isBusy,
    dialog,
  };
}

interface Step {
  readonly id: string;
  readonly body: TriageBody;
}

interface Changed {
  readonly changed: number;
  readonly refusals: readonly string[];
  /** What takes it back. */
  readonly steps: readonly Step[];
}

/** One after the other: each may be refused for a reason of its own. */
async function changeEach(
  api: Api,
  ids: readonly string[],
  body: TriageBody,
  shown: readonly TriageState[],
): Promise<Changed> {
  const refusals: string[] = [];
  const steps: Step[] = [];
  for (const id of ids) {
    const before = shown.find((alert) => alert.id === id);
    await patch(api, { id, body }).then(
      () => before && steps.push(...undoSteps(before, body, Date.now()).map((step) => ({ id, body: step }))),
      (error: RequestError) => refusals.push(error.message),
    );
  }
  return { changed: ids.length - refusals.length, refusals, steps };
}

async function changeAll(api: Api, { query, count: expected }: AllMatching, body: TriageBody): Promise<Changed> {
  const asked = api.PATCH('/alerts', {
    params: { query },
    body: { ...body, dry_run: false, expected_count: expected },
  });
  return dataOf(asked).then(
    ({ changed, refused }) => ({ changed, refusals: refused.map(({ detail }) => detail), steps: [] }),
    (error: RequestError) => ({ changed: 0, refusals: Array<string>(expected).fill(error.message), steps: [] }),
  );
}

async function takeBack(api: Api, steps: readonly Step[]): Promise<string[]> {
  const faults: string[] = [];
  for (const step of steps) await patch(api, step).catch((error: RequestError) => faults.push(error.message));
  return faults;
}

function patch(api: Api, { id, body }: Step): Promise<unknown> {
  return dataOf(api.PATCH('/alerts/{id}', { params: { path: { id } }, body }));
}
