import type { Schemas } from '@log-analyzer/client';
import { useState } from 'preact/hooks';
import { Dialog } from './dialog.js';

type TriageBody = Schemas['HandlingDto'];

/** What needs an answer before it is done. */
export type Question = 'resolve' | 'snooze' | 'note' | 'acknowledge' | 'reopen' | 'wake';

const TITLES = {
  resolve: 'Resolve',
  snooze: 'Snooze',
  note: 'Add a note to',
  acknowledge: 'Acknowledge',
  reopen: 'Reopen',
  wake: 'Wake',
} as const;
const DONE = {
  resolve: 'Resolved',
  snooze: 'Snoozed',
  note: 'Noted on',
  acknowledge: 'Acknowledged',
  reopen: 'Reopened',
  wake: 'Woke',
} as const;

const HOURS = [
  [1, 'an hour'],
  [8, '8 hours'],
  [24, 'a day'],
  [24 * 7, 'a week'],
] as const;

interface Props {
  readonly question: Question;
  /** What it is about: `2 alerts`. */
  readonly subject: string;
  readonly isOfAll: boolean;
  /** False: nothing takes it back, and that is said. */
  readonly canUndo: boolean;
  readonly onAnswer: (body: TriageBody, done: string) => void;
  readonly onClose: () => void;
}

/** Asks how alerts are resolved, how long they are snoozed, or what is to be noted. */
export function TriageDialog({ question, subject, isOfAll, canUndo, onAnswer, onClose }: Props) {
  const [resolution, setResolution] = useState<Schemas['Resolution']>('true_positive');
  const [hours, setHours] = useState(8);
  const [note, setNote] = useState('');
  const submit = (): void => {
    const noted = note.trim() === '' ? {} : { note: note.trim() };
    const until = new Date(Date.now() + hours * 3_600_000).toISOString();
    const change = {
      resolve: { status: 'resolved' as const, resolution },
      snooze: { snooze_until: until },
      note: {},
      acknowledge: { status: 'acknowledged' as const },
      reopen: { status: 'open' as const },
      wake: { snooze_until: null },
    }[question];
    onAnswer({ ...change, ...noted }, DONE[question]);
  };
  return (
    <Dialog
      title={`${TITLES[question]} ${subject}`}
      action={TITLES[question].split(' ')[0]!}
      onSubmit={submit}
      onClose={onClose}
    >
      {isOfAll && <p>All that match are changed at once{canUndo ? '.' : '; no undo is offered.'}</p>}
      {question === 'resolve' && (
        <fieldset>
          <legend>What was it?</legend>
          {(['true_positive', 'false_positive'] as const).map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="resolution"
                value={each}
                checked={resolution === each}
                onChange={() => setResolution(each)}
              />{' '}
              {each === 'true_positive' ? 'An attack' : 'No attack: also takes its address off the blocklist'}
            </label>
          ))}
        </fieldset>
      )}
      {question === 'snooze' && (
        <label>
          No reminders for{' '}
          <select value={hours} onChange={(event) => setHours(Number(event.currentTarget.value))}>
            {HOURS.map(([length, words]) => (
              <option key={length} value={length}>
                {words}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        Note{question !== 'note' && ' (optional)'}
        <textarea
          rows={3}
          maxLength={4000}
          required={question === 'note'}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </label>
    </Dialog>
  );
}
