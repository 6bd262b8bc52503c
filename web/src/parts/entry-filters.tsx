import type { Schemas } from '@log-analyzer/client';
import { CATEGORIES, categoryWords, logTypeWords } from '../model/words.js';
import { ENTRY_FILTERS } from '../views/load-entries.js';
import { FilterFold } from './filter-fold.js';

interface Props {
  readonly params: Readonly<Record<string, string>>;
  /** What is shown: their types are offered. */
  readonly entries: readonly Schemas['LogEntryDto'][];
  readonly onChange: (changes: Readonly<Record<string, string | undefined>>) => void;
}

const FIELDS = [
  ['username', 'User', 'root'],
  ['ip_address', 'Address', '203.0.113.0/24'],
  ['host', 'Host', 'web-1'],
] as const;

/** Leaves some of the entries, for whoever does not know the words of the query bar. */
export function EntryFilters({ params, entries, onChange }: Props) {
  const set = (name: string) => (event: { currentTarget: { value: string } }) =>
    onChange({ [name]: event.currentTarget.value.trim(), cursor: undefined });
  const active = ENTRY_FILTERS.filter((name) => params[name]).length;
  const type = params['log_type'] ?? '';
  const types = [...new Set([...entries.map((entry) => entry.log_type as string), ...(type === '' ? [] : [type])])];
  return (
    <FilterFold active={active}>
      <label>
        What happened{' '}
        <select value={params['category'] ?? ''} onChange={set('category')}>
          <option value="">anything</option>
          {CATEGORIES.map((each) => (
            <option key={each} value={each}>
              {categoryWords(each)}
            </option>
          ))}
        </select>
      </label>
      <label>
        Type{' '}
        <select value={type} onChange={set('log_type')}>
          <option value="">any</option>
          {types.sort().map((each) => (
            <option key={each} value={each}>
              {logTypeWords(each)}
            </option>
          ))}
        </select>
      </label>
      {FIELDS.map(([name, title, example]) => (
        <label key={name}>
          {title}{' '}
          <input
            key={params[name]}
            defaultValue={params[name] ?? ''}
            placeholder={example}
            autocomplete="off"
            onChange={set(name)}
          />
        </label>
      ))}
      {active > 0 && (
        <button
          type="button"
          onClick={() =>
            onChange({ ...Object.fromEntries(ENTRY_FILTERS.map((name) => [name, undefined])), cursor: undefined })
          }
        >
          Clear
        </button>
      )}
    </FilterFold>
  );
}
