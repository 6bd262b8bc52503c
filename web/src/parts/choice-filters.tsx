import { DEFAULT_STATUS } from '../views/load-alerts.js';

interface Props {
  readonly params: Readonly<Record<string, string>>;
  readonly onChange: (event: { currentTarget: { value: string } }) => void;
}

/** Leaves alerts of one status, or incidents with such an alert. */
export function StatusFilter({ params: { status = DEFAULT_STATUS }, onChange }: Props) {
  return (
    <label>
      Status{' '}
      <select value={status} onChange={onChange}>
        <option value={DEFAULT_STATUS}>not resolved</option>
        <option value="open">open</option>
        <option value="acknowledged">acknowledged</option>
        <option value="resolved">resolved</option>
        <option value="all">all</option>
      </select>
    </label>
  );
}

/** Leaves what ended in one way. */
export function OutcomeFilter({ params: { outcome = '' }, onChange }: Props) {
  return (
    <label>
      Outcome{' '}
      <select value={outcome} onChange={onChange}>
        <option value="">any</option>
        <option value="login_succeeded">got in</option>
        <option value="login_suspected">suspicious login</option>
        <option value="none">did not get in</option>
      </select>
    </label>
  );
}
