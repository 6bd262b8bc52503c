import { listen } from '@log-analyzer/client';
import { useEffect, useState } from 'preact/hooks';
import { BASE_URL, useSession } from './session.js';

/** However fast entries come, a list asks again at most so often. */
const SHORTEST_PAUSE_MS = 1_000;

/**
 * A number that changes when log entries were stored, while it is asked for. It has a stream of its own: every page that is
 * open would otherwise be sent every entry of an attack.
 */
export function useEntrySignal(isWanted: boolean): number {
  const { key } = useSession();
  const [version, setVersion] = useState(0);
  useEffect(() => {
    if (!isWanted) return;
    const ending = new AbortController();
    let timer: ReturnType<typeof setTimeout> | null = null;
    let last = 0;
    const bump = (): void => {
      timer = null;
      last = Date.now();
      setVersion((before) => before + 1);
    };
    void listen({
      baseUrl: BASE_URL,
      key,
      types: ['entries'],
      signal: ending.signal,
      onEvent: () => {
        timer ??= setTimeout(bump, Math.max(0, last + SHORTEST_PAUSE_MS - Date.now()));
      },
      // What came before the stream was open is asked for once it is.
      onState: ({ kind }) => kind === 'open' && bump(),
      onError: reportError,
    });
    return () => {
      ending.abort();
      if (timer !== null) clearTimeout(timer);
    };
  }, [isWanted, key]);
  return version;
}
