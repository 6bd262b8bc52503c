import { useId } from 'preact/hooks';
import { usePreferences } from '../preferences.js';
import { useModal } from './use-modal.js';

const GROUPS = [
  [
    'Everywhere',
    [
      ['Ctrl K or ⌘ K', 'go to or search'],
      ['/', 'the same'],
      ['?', 'these keys'],
      ['Esc', 'close what is open'],
    ],
  ],
  [
    'In the lists of alerts and incidents',
    [
      ['j, k', 'next, previous; in the list ↓ and ↑, too'],
      ['Enter', 'open it'],
      ['x', 'choose it'],
      ['Shift x, Shift click', 'choose all from the last choice up to it'],
      ['a', 'acknowledge'],
      ['r', 'resolve'],
      ['s', 'snooze'],
      ['n', 'add a note'],
      ['u or Ctrl Z', 'take it back'],
    ],
  ],
  [
    'In a chart',
    [
      ['← →', 'from bar to bar'],
      ['Page Up, Page Down', 'ten bars on'],
      ['Shift ← →', 'choose several'],
      ['Enter', 'zoom, or see the entries'],
    ],
  ],
] as const;

/** The keys of the page, and a way to turn off those that are a single letter. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const { keys, setKeys } = usePreferences();
  const dialog = useModal();
  const heading = useId();
  return (
    <dialog ref={dialog} class="key-help" aria-labelledby={heading} onClose={onClose}>
      <h2 id={heading}>Keys</h2>
      <div class="key-groups">
        {GROUPS.map(([title, group]) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {group.map(([key, does]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label>
        <input
          type="checkbox"
          checked={keys === 'on'}
          onChange={(event) => setKeys(event.currentTarget.checked ? 'on' : 'off')}
        />{' '}
        Keys of a single sign, such as / and ?, work everywhere
      </label>
      <p class="dialog-actions">
        <button type="button" class="primary" onClick={() => dialog.current!.close()}>
          Close
        </button>
      </p>
    </dialog>
  );
}
