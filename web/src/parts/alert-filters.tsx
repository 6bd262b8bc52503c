import type { Schemas } from '@log-analyzer/client';
import { SEVERITIES } from '../model/severities.js';
import { ALL } from '../model/range.js';
import { OutcomeFilter, StatusFilter } from './choice-filters.js';
import { CountryFilter } from './country-filter.js';
import { FilterFold } from './filter-fold.js';
import { TimePicker } from './time-picker.js';

interface Props {
  readonly params: Readonly<Record<string, string>>;
  readonly rules: readonly Schemas['RuleDto'][];
  readonly onChange: (changes: Readonly<Record<string, string | undefined>>) => void;
}

/** Leaves some of the alerts; what is chosen stands in the address. */
export function AlertFilters({ params, rules, onChange }: Props) {
  // Another filter is another list: its pages begin anew.
  const set = (name: string) => (event: { currentTarget: { value: string } }) =>
    onChange({ [name]: event.currentTarget.value.trim(), cursor: undefined });
  const { min_severity: least = '', rule = '' } = params;
  const active = ['status', 'min_severity', 'outcome', 'rule', 'ip_address', 'country'].filter(
    (name) => params[name],
  ).length;
  return (
    <div class="filters">
      <TimePicker params={params} usual={ALL} onChange={onChange} />
      <FilterFold active={active}>
        <StatusFilter params={params} onChange={set('status')} />
        <label>
          Severity{' '}
          <select value={least} onChange={set('min_severity')}>
            <option value="">any</option>
            {SEVERITIES.slice(1).map((each) => (
              <option key={each} value={each}>
                {each === 'critical' ? each : `${each} or higher`}
              </option>
            ))}
          </select>
        </label>
        <OutcomeFilter params={params} onChange={set('outcome')} />
        <label>
          Rule{' '}
          <select value={rule} onChange={set('rule')}>
            <option value="">any</option>
            {rules
              .filter((each) => each.raises_alerts)
              .map(({ name, title }) => (
                <option key={name} value={name}>
                  {title}
                </option>
              ))}
          </select>
        </label>
        <label>
          Address{' '}
          <input
            key={params['ip_address']}
            defaultValue={params['ip_address'] ?? ''}
            placeholder="203.0.113.0/24"
            autocomplete="off"
            onChange={set('ip_address')}
          />
        </label>
        <CountryFilter params={params} onChange={set('country')} />
      </FilterFold>
    </div>
  );
}
