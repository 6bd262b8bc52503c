import { useLayoutEffect, useRef } from 'preact/hooks';

/** A `<dialog>` that is over the page before the next key or press comes: neither may go to what is beneath. */
export function useModal() {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const opened = dialog.current!;
    opened.showModal();
    // Taken out of the page without being closed, it would not give the focus back.
    return () => opened.close();
  }, []);
  return dialog;
}
