import type { RefObject } from 'preact';
import type { Triage } from './use-triage.js';

interface Options {
  readonly list: RefObject<HTMLElement | null>;
  readonly toggle: (id: string) => void;
  readonly triage: Triage;
  /** What a key acts on. */
  readonly targets: (current: string | null) => string[];
  readonly isAllowed: boolean;
}

/** Keys for the list of alerts. They act only while the focus is in the list, so that no screen reader's key is taken. */
export function useAlertKeys({ list, toggle, triage, targets, isAllowed }: Options) {
  return (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const current = (event.target as Element).closest<HTMLElement>('[data-id]')?.dataset['id'] ?? null;
    const action = actionOf(event.key);
    if (action === null) return;
    if (action === 'next' || action === 'previous') moveFocus(list.current!, current, action === 'next' ? 1 : -1);
    else if (!isAllowed || current === null) return;
    else if (action === 'choose') toggle(current);
    else if (action === 'acknowledge') triage.acknowledge(targets(current));
    else triage.ask(action, targets(current));
    event.preventDefault();
  };
}

type KeyAction = 'next' | 'previous' | 'choose' | 'acknowledge' | 'resolve' | 'snooze' | 'note';

function actionOf(key: string): KeyAction | null {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return 'next';
    case 'ArrowUp':
    case 'k':
      return 'previous';
    case 'x':
      return 'choose';
    case 'a':
      return 'acknowledge';
    case 'r':
      return 'resolve';
    case 's':
      return 'snooze';
    case 'n':
      return 'note';
    default:
      return null;
  }
}

function moveFocus(list: HTMLElement, current: string | null, by: number): void {
  const rows = [...list.querySelectorAll<HTMLElement>('[data-id]')];
  const at = rows.findIndex((row) => row.dataset['id'] === current);
  rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.querySelector<HTMLElement>('a.title')?.focus();
}
