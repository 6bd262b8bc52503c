import { useState } from 'preact/hooks';
import { dataOf } from '../model/answers.js';
import type { TimeRange } from '../model/range.js';
import { useSession } from '../session.js';

interface Props {
  readonly host: string;
  readonly range: TimeRange;
  readonly onChange: (host: string | undefined) => void;
}

/** Leaves one host. The names that the time has are offered once somebody wants to choose. */
export function HostFilter({ host, range, onChange }: Props) {
  const { api } = useSession();
  const [names, setNames] = useState<readonly string[]>([]);
  const offer = (): void => {
    const query = {
      since: new Date(range.since).toISOString(),
      until: new Date(range.until).toISOString(),
      limit: 100,
    };
    // Without the list a name can still be typed.
    dataOf(api.GET('/stats/top/{kind}', { params: { path: { kind: 'hosts' }, query } })).then(
      ({ top }) => setNames(top.map(({ value }) => value)),
      () => setNames([]),
    );
  };
  return (
    <div class="host-filter">
      <label>
        Host{' '}
        <input
          key={host}
          list="hosts"
          placeholder="all hosts"
          autocomplete="off"
          defaultValue={host}
          onFocus={offer}
          onChange={(event) => onChange(event.currentTarget.value.trim())}
        />
      </label>
      <datalist id="hosts">
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {host !== '' && (
        <button type="button" class="small" onClick={() => onChange(undefined)}>
          All hosts
        </button>
      )}
    </div>
  );
}
