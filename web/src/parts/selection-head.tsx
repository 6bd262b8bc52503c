import type { ListSelection } from './use-selection.js';

interface Props {
  readonly selection: ListSelection;
  /** How many rows this page has. */
  readonly rows: number;
  readonly canWrite: boolean;
  /** How many there are in all, in words; null: not known. */
  readonly total: string | null;
}

/** Above a list whose rows can be chosen: all of this page at once, and how many there are. */
export function SelectionHead({ selection, rows, canWrite, total }: Props) {
  return (
    <div class="selection">
      {canWrite && (
        <label>
          <input
            type="checkbox"
            checked={rows > 0 && selection.chosen.length === rows}
            disabled={rows === 0}
            onChange={(event) => (event.currentTarget.checked ? selection.all() : selection.none())}
          />{' '}
          All of this page
        </label>
      )}
      <span class="muted" role="status">
        {total === null ? '' : `${total}.`}
      </span>
    </div>
  );
}
