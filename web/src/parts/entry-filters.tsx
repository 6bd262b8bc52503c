import type { Schemas } from '@log-analyzer/client';
import { CATEGORIES, categoryWords, logTypeWords } from '../model/words.js';
import { ENTRY_FILTERS } from '../views/load-entries.js';
import { CountryFilter } from './country-filter.js';
import { FilterFold } from './filter-fold.js';

interface Props {
  readonly params: Readonly<Record<string, string>>;
  /** Every type that entries may have, by category; empty while they are asked for. */
  readonly types: readonly Schemas['LogTypeDto'][];
  readonly onChange: (changes: Readonly<Record<string, string | undefined>>) => void;
}

const FIELDS = [
  ['username', 'User', 'root'],
  ['ip_address', 'Address', '203.0.113.0/24'],
  ['host', 'Host', 'web-1'],
] as const;

/** Leaves some of the entries, for whoever does not know the words of the query bar. */
export function EntryFilters({ params, types, onChange }: Props) {
  const set = (name: string) => (event: { currentTarget: { value: string } }) =>
    onChange({ [name]: event.currentTarget.value.trim(), cursor: undefined });
  const active = ENTRY_FILTERS.filter((name) => params[name]).length;
  const type = params['log_type'] ?? '';
  const isKnown = type === '' || types.some((each) => each.log_type === type);
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
          {!isKnown && <option value={type}>{logTypeWords(type)}</option>}
          {CATEGORIES.map((category) => (
            <optgroup key={category} label={categoryWords(category)}>
              {types
                .filter((each) => each.category === category)
                .map(({ log_type: each, meaning }) => (
                  <option key={each} value={each} title={meaning}>
                    {logTypeWords(each)}
                  </option>
                ))}
            </optgroup>
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
      <CountryFilter params={params} onChange={set('country')} />
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
