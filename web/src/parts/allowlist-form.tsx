import { useState } from 'preact/hooks';
import { dataOf } from '../model/answers.js';
import type { RequestError } from '../model/answers.js';
import { useSession } from '../session.js';
import { useNotices } from './notices.js';

const DAYS = [
  [0, 'for good'],
  [1, 'for a day'],
  [7, 'for a week'],
  [90, 'for 90 days'],
] as const;

/** Puts an address or a range on the allowlist. @param range what is filled in already */
export function AllowlistForm({ range: given, onAdded }: { range: string; onAdded: () => void }) {
  const { api } = useSession();
  const { say } = useNotices();
  const [range, setRange] = useState(given);
  const [note, setNote] = useState('');
  const [days, setDays] = useState(0);
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: Event): void => {
    event.preventDefault();
    const body = {
      range: range.trim(),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
      ...(days === 0 ? {} : { expires_at: new Date(Date.now() + days * 86_400_000).toISOString() }),
      force: false,
    };
    dataOf(api.POST('/allowlist', { body })).then(
      (added) => {
        say(`${added.range} is on the allowlist.`);
        setRange('');
        setNote('');
        setFault(null);
        onAdded();
      },
      (error: RequestError) => setFault(error.message),
    );
  };
  return (
    <form class="card inline-form" onSubmit={submit}>
      <label>
        Address or range{' '}
        <input
          required
          value={range}
          placeholder="192.0.2.0/24"
          aria-invalid={fault !== null}
          aria-describedby={fault === null ? undefined : 'range-fault'}
          onInput={(event) => setRange(event.currentTarget.value)}
        />
      </label>
      <label>
        Note <input value={note} maxLength={1000} onInput={(event) => setNote(event.currentTarget.value)} />
      </label>
      <label>
        Stays{' '}
        <select value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
          {DAYS.map(([length, words]) => (
            <option key={length} value={length}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="primary">
        Add
      </button>
      {fault !== null && (
        <p class="fault" id="range-fault" role="alert">
          {fault}
        </p>
      )}
    </form>
  );
}
