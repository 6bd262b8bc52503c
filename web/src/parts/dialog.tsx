import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useModal } from './use-modal.js';

interface Props {
  readonly title: string;
  /** What the button says that does it. */
  readonly action: string;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** A question that has to be answered or left first. The browser keeps the focus in it, and gives it back. */
export function Dialog({ title, action, onSubmit, onClose, children }: Props) {
  const element = useModal();
  const heading = useId();
  const submit = (event: Event): void => {
    event.preventDefault();
    element.current!.close();
    onSubmit();
  };
  return (
    <dialog ref={element} aria-labelledby={heading} onClose={onClose}>
      <form onSubmit={submit}>
        <h2 id={heading}>{title}</h2>
        {children}
        <p class="dialog-actions">
          <button type="button" onClick={() => element.current!.close()}>
            Cancel
          </button>
          <button type="submit" class="primary">
            {action}
          </button>
        </p>
      </form>
    </dialog>
  );
}
