import type { Schemas } from '@log-analyzer/client';
import { SEVERITIES } from '../model/severities.js';
import { DEFAULT_STATUS } from '../views/load-alerts.js';
import { ALL } from '../model/range.js';
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
  const { status = DEFAULT_STATUS, min_severity: least = '', outcome = '', rule = '' } = params;
  const active = ['status', 'min_severity', 'outcome', 'rule', 'ip_address', 'country'].filter(
    (name) => params[name],
  ).length;
  return (
    <div class="filters">
      <TimePicker params={params} usual={ALL} onChange={onChange} />
      <FilterFold active={active}>
        <label>
          Status{' '}
          <select value={status} onChange={set('status')}>
            <option value={DEFAULT_STATUS}>not resolved</option>
            <option value="open">open</option>
            <option value="acknowledged">acknowledged</option>
            <option value="resolved">resolved</option>
            <option value="all">all</option>
          </select>
        </label>
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
        <label>
          Outcome{' '}
          <select value={outcome} onChange={set('outcome')}>
            <option value="">any</option>
            <option value="login_succeeded">got in</option>
            <option value="login_suspected">suspicious login</option>
            <option value="none">did not get in</option>
          </select>
        </label>
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
