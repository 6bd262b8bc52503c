import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { dataOf } from '../model/answers.js';
import { commandsFor } from '../model/commands.js';
import type { Action, Command } from '../model/commands.js';
import { usePreferences } from '../preferences.js';
import { useSession } from '../session.js';
import { useData } from '../use-data.js';
import { AttackerText } from './attacker-text.js';
import { Icon } from './icon.js';
import { QueryFaults } from './query-bar.js';
import { useModal } from './use-modal.js';

interface Props {
  readonly onClose: () => void;
  readonly onKeys: () => void;
}

/** Goes anywhere, asks for anything: one field over the page. */
export function CommandPalette({ onClose, onKeys }: Props) {
  const { api } = useSession();
  const { times } = usePreferences();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const dialog = useModal();
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const rules = useData((signal) => dataOf(api.GET('/rules', { signal })), 'palette rules');
  const actions = useActions(onKeys);
  const { commands, query } = useMemo(() => {
    const alerting = (rules.data ?? []).filter(({ raises_alerts: raises }) => raises);
    return commandsFor(text, { rules: alerting, actions }, { now: Date.now(), zone: times.zone });
  }, [text, rules.data, actions, times]);
  const current = Math.min(at, commands.length - 1);

  useEffect(() => list.current?.children[current]?.scrollIntoView({ block: 'nearest' }), [current]);

  const choose = ({ href, run }: Command): void => {
    dialog.current!.close();
    if (href !== undefined) location.hash = href;
    run?.();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const count = commands.length;
    if (event.key === 'ArrowDown') setAt((current + 1) % Math.max(1, count));
    else if (event.key === 'ArrowUp') setAt((current - 1 + count) % Math.max(1, count));
    else if (event.key === 'Enter' && count > 0) choose(commands[current]!);
    else return;
    event.preventDefault();
  };
  return (
    <dialog ref={dialog} class="palette" aria-label="Go to or search" onClose={onClose} onClick={closeOutside}>
      <div class="palette-field">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-label="Go to or search"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={commands.length > 0 ? `${id}-${current}` : undefined}
          aria-autocomplete="list"
          placeholder="A view, an address, a user, a host, a rule, or user:root since:2h"
          autocomplete="off"
          spellcheck={false}
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="button" class="quiet" aria-label="Close" onClick={() => dialog.current!.close()}>
          <Icon name="close" />
        </button>
      </div>
      {text !== '' && (query.problems.length > 0 || query.on.length === 0) && (
        <div class="query-help">
          <QueryFaults query={query} />
        </div>
      )}
      {/* The field keeps the focus: its keys choose, and the options are for the pointer. */}
      <ul class="plain" role="listbox" id={`${id}-list`} aria-label="Offers" ref={list}>
        {commands.map((command, index) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <li
            key={`${command.title} ${command.href}`}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === current}
            onClick={() => choose(command)}
          >
            <Offered command={command} />
          </li>
        ))}
      </ul>
    </dialog>
  );
}

function Offered({ command: { icon, title, subject, words } }: { command: Command }) {
  return (
    <>
      <Icon name={icon} />
      <span>
        {title}{' '}
        {subject !== undefined && (
          <strong>
            <AttackerText text={subject} most={80} />
          </strong>
        )}
      </span>
      {words !== undefined && <span class="muted">{words}</span>}
    </>
  );
}

function useActions(onKeys: () => void): readonly Action[] {
  const { setTheme, setZone } = usePreferences();
  return useMemo(
    () => [
      { icon: 'moon', title: 'Dark colours', run: () => setTheme('dark') },
      { icon: 'sun', title: 'Light colours', run: () => setTheme('light') },
      { icon: 'screen', title: 'Colours as the system', run: () => setTheme('system') },
      { icon: 'clock', title: 'Times in UTC', run: () => setZone('utc') },
      { icon: 'clock', title: 'Times in local time', run: () => setZone('local') },
      { icon: 'terminal', title: 'Keys', words: 'The keys of the page', run: onKeys },
    ],
    [setTheme, setZone, onKeys],
  );
}

/** A press beside the dialog closes it. */
function closeOutside(event: MouseEvent): void {
  if (event.target === event.currentTarget) (event.currentTarget as HTMLDialogElement).close();
}
