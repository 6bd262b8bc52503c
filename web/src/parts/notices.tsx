import { createContext } from 'preact';
import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { usePreferences } from '../preferences.js';
import { isDialogOpen, isWriting } from '../use-page-keys.js';
import { Icon } from './icon.js';

const SHOWN_MS = 8_000;

/** Longer where something can be done about it. */
const SHOWN_WITH_UNDO_MS = 20_000;

interface Notice {
  readonly text: string;
  readonly isFault: boolean;
  /** Takes back what the notice is of. */
  readonly undo: (() => void) | undefined;
  readonly id: number;
}

interface NoticeBoard {
  readonly notice: Notice | null;
  /** Says what came of something. */
  say(text: string, isFault?: boolean, undo?: () => void): void;
  close(): void;
}

const NoticeContext = createContext<NoticeBoard | null>(null);

export function useNotices(): NoticeBoard {
  return useContext(NoticeContext)!;
}

export function NoticeProvider({ children }: { children: ComponentChildren }) {
  const [notice, setNotice] = useState<Notice | null>(null);
  const { say, close } = useMemo(() => {
    let id = 0;
    return {
      say: (text: string, isFault = false, undo?: () => void): void => setNotice({ text, isFault, undo, id: ++id }),
      close: () => setNotice(null),
    };
  }, []);
  useEffect(() => {
    // A fault stays until the next word: nobody should have to read fast.
    if (notice === null || notice.isFault) return;
    const timer = setTimeout(close, notice.undo === undefined ? SHOWN_MS : SHOWN_WITH_UNDO_MS);
    return () => clearTimeout(timer);
  }, [notice, close]);
  const board = useMemo(() => ({ notice, say, close }), [notice, say, close]);
  return <NoticeContext.Provider value={board}>{children}</NoticeContext.Provider>;
}

/** The newest notice, read out where somebody listens. What can be taken back is by a key, too. */
export function Notices() {
  const { notice, close } = useNotices();
  const { keys } = usePreferences();
  const undo = notice?.undo;
  const takeBack = (): void => {
    close();
    undo?.();
  };
  useEffect(() => {
    if (undo === undefined) return;
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      const isUndo = ctrlKey || metaKey ? key === 'z' : key === 'u' && keys === 'on';
      if (!isUndo || altKey || event.defaultPrevented || isDialogOpen() || isWriting(target)) return;
      event.preventDefault();
      takeBack();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [undo, keys, close]);
  return (
    <div class="notices" role="status">
      {notice !== null && (
        <div key={notice.id} class={notice.isFault ? 'notice fault' : 'notice'}>
          <span>{notice.text}</span>
          {undo !== undefined && (
            <button
              type="button"
              onClick={() => {
                takeBack();
                // The button goes away: whoever pressed it by key goes on from the view's heading.
                document.querySelector('h1')?.focus({ preventScroll: true });
              }}
            >
              <Icon name="undo" /> Undo
            </button>
          )}
          <button type="button" class="quiet" aria-label="Close the notice" onClick={close}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
