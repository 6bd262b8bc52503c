import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { usePreferences } from '../preferences.js';
import { isDialogOpen, isWriting } from '../use-page-keys.js';
import type { ListSelection } from './use-selection.js';
import type { Triage } from './use-triage.js';

interface Options {
  /** Holds the rows, each with `data-id` and a link `a.title`. */
  readonly list: RefObject<HTMLElement | null>;
  readonly selection: ListSelection;
  readonly triage: Triage;
  /** False: rows can only be walked through. */
  readonly isAllowed: boolean;
}

/**
 * Keys for a list that is triaged. They work from when the view is open, but neither in a field nor beside a dialog; where
 * somebody has turned the keys of a single sign off, only while the focus is in the list.
 */
export function useListKeys({ list, selection, triage, isAllowed }: Options): void {
  const { keys } = usePreferences();
  const cursor = useRef<Cursor>({ id: null, index: -1 });
  const onKeyDown = (event: KeyboardEvent): void => {
    const rows = rowsOf(list.current);
    const isInside = event.target instanceof Element && list.current?.contains(event.target) === true;
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || rows.length === 0) return;
    if (isDialogOpen() || (!isInside && (keys === 'off' || isWriting(event.target)))) return;
    const action = actionOf(event.key, isInside);
    if (action === null) return;
    const at = placeOf(rows, isInside ? event.target : null, cursor.current);
    const go = (index: number): HTMLElement => {
      const row = rows[Math.min(rows.length - 1, Math.max(0, index))]!;
      cursor.current = { id: idOf(row), index: rows.indexOf(row) };
      return row;
    };
    event.preventDefault();
    if (action === 'next' || action === 'previous') {
      focus(go(action === 'next' ? at.next : at.previous));
      return;
    }
    if (!isAllowed) return;
    const row = go(at.here);
    if (!isInside) focus(row);
    const targets = selection.chosen.length > 0 ? selection.chosen : [idOf(row)];
    if (action === 'choose' || action === 'choose-to') selection.toggle(idOf(row), action === 'choose-to');
    else if (action === 'acknowledge') triage.acknowledge(targets);
    else triage.ask(action, targets);
  };
  const latest = useRef(onKeyDown);
  latest.current = onKeyDown;
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => latest.current(event);
    addEventListener('keydown', listener);
    return () => removeEventListener('keydown', listener);
  }, []);
}

/** The row that keys act on; it may have left the list since. */
interface Cursor {
  readonly id: string | null;
  readonly index: number;
}

/** Where the cursor is and where it may go: of a row that is gone, the one in its place is next. */
function placeOf(rows: readonly HTMLElement[], target: EventTarget | null, { id, index }: Cursor) {
  const focused = target instanceof Element ? target.closest<HTMLElement>('[data-id]') : null;
  const at = rows.findIndex((row) => (focused === null ? idOf(row) === id : row === focused));
  if (at >= 0) return { here: at, next: at + 1, previous: at - 1 };
  const here = Math.max(0, index);
  return { here, next: here, previous: here - 1 };
}

function rowsOf(list: HTMLElement | null): HTMLElement[] {
  return list === null ? [] : [...list.querySelectorAll<HTMLElement>('[data-id]')];
}

function idOf(row: HTMLElement): string {
  return row.dataset['id']!;
}

function focus(row: HTMLElement): void {
  row.querySelector<HTMLElement>('a.title')?.focus();
}

type KeyAction = 'next' | 'previous' | 'choose' | 'choose-to' | 'acknowledge' | 'resolve' | 'snooze' | 'note';

const ACTIONS: Readonly<Record<string, KeyAction>> = {
  j: 'next',
  k: 'previous',
  x: 'choose',
  X: 'choose-to',
  a: 'acknowledge',
  r: 'resolve',
  s: 'snooze',
  n: 'note',
};

/** Outside of the list the arrows scroll the page. */
function actionOf(key: string, isInside: boolean): KeyAction | null {
  if (isInside && key === 'ArrowDown') return 'next';
  if (isInside && key === 'ArrowUp') return 'previous';
  return Object.hasOwn(ACTIONS, key) ? ACTIONS[key]! : null;
}
