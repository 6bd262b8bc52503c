import { createContext } from 'preact';
import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';

const SHOWN_MS = 8_000;

interface Notice {
  readonly text: string;
  readonly isFault: boolean;
  readonly id: number;
}

interface NoticeBoard {
  readonly notice: Notice | null;
  /** Says what came of something. */
  say(text: string, isFault?: boolean): void;
}

const NoticeContext = createContext<NoticeBoard | null>(null);

export function useNotices(): NoticeBoard {
  return useContext(NoticeContext)!;
}

export function NoticeProvider({ children }: { children: ComponentChildren }) {
  const [notice, setNotice] = useState<Notice | null>(null);
  const say = useMemo(() => {
    let id = 0;
    return (text: string, isFault = false): void => setNotice({ text, isFault, id: ++id });
  }, []);
  useEffect(() => {
    // A fault stays until the next word: nobody should have to read fast.
    if (notice === null || notice.isFault) return;
    const timer = setTimeout(() => setNotice(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  const board = useMemo(() => ({ notice, say }), [notice, say]);
  return <NoticeContext.Provider value={board}>{children}</NoticeContext.Provider>;
}

/** The newest notice, read out where somebody listens. */
export function Notices() {
  const { notice } = useNotices();
  return (
    <div class="notices" role="status">
      {notice !== null && (
        <p key={notice.id} class={notice.isFault ? 'notice fault' : 'notice'}>
          {notice.text}
        </p>
      )}
    </div>
  );
}
