interface Props {
  readonly label: string;
  readonly isChosen: boolean;
  readonly onToggle: (isRange: boolean) => void;
}

/** Chooses a row of a list; with Shift, all rows from the last choice up to it. */
export function ChooseBox({ label, isChosen, onToggle }: Props) {
  return (
    // With Shift, a press would mark text as well.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <label class="choose" onMouseDown={(event) => event.shiftKey && event.preventDefault()}>
      <input type="checkbox" checked={isChosen} onClick={(event) => onToggle(event.shiftKey)} aria-label={label} />
    </label>
  );
}
