import { useEffect } from 'preact/hooks';

interface PageKeys {
  readonly onPalette: () => void;
  readonly onHelp: () => void;
  /** False: keys of a single sign are left to others, such as a screen reader. */
  readonly hasSingleKeys: boolean;
}

/** Keys that work on the whole page: Ctrl or Cmd with K, and where the focus is in no field, `/` and `?`. */
export function usePageKeys({ onPalette, onHelp, hasSingleKeys }: PageKeys): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isDialogOpen()) return;
      const isChord = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k';
      const isSingle = hasSingleKeys && !event.ctrlKey && !event.metaKey && !event.altKey && !isWriting(event.target);
      if (isChord || (isSingle && event.key === '/')) onPalette();
      else if (isSingle && event.key === '?') onHelp();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [onPalette, onHelp, hasSingleKeys]);
}

/** Everything else on the page waits meanwhile. */
export function isDialogOpen(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

const FIELDS = 'input:not([type="checkbox"], [type="radio"], [type="button"]), textarea, select, [contenteditable]';

/** Where somebody writes, every key is a letter. */
export function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(FIELDS) !== null;
}
