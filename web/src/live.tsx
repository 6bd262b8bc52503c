import { listen } from '@log-analyzer/client';
import type { LiveEvent, LiveState, Schemas } from '@log-analyzer/client';
import { createContext } from 'preact';
import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { BASE_URL, useSession } from './session.js';

type Listener = (event: LiveEvent) => void;

interface Live {
  readonly state: LiveState;
  /** @returns what ends it */
  subscribe(listener: Listener): () => void;
  /** Changes whenever the connection was made anew: what is shown may have missed something. */
  readonly epoch: number;
}

const LiveContext = createContext<Live | null>(null);

export function useLive(): Live {
  return useContext(LiveContext)!;
}

/** Where a proxy holds the stream back, views do not wait for it longer. */
const LONGEST_WAIT_MS = 500;

/** Keeps one connection to the stream of events for the whole page. */
export function LiveProvider({ children }: { children: ComponentChildren }) {
  const { key, refused } = useSession();
  const [state, setState] = useState<LiveState>({ kind: 'connecting' });
  const [epoch, setEpoch] = useState(0);
  const [isReady, setReady] = useState(false);
  const listeners = useRef(new Set<Listener>());

  useEffect(() => {
    // Views ask once the stream is open: what happens after their answers is then in the stream.
    const timer = setTimeout(() => setReady(true), LONGEST_WAIT_MS);
    let isFirst = true;
    const ending = new AbortController();
    void listen({
      baseUrl: BASE_URL,
      key,
      signal: ending.signal,
      onEvent: (event) => {
        if (event.type === 'reset') setEpoch((before) => before + 1);
        else listeners.current.forEach((listener) => listener(event));
      },
      // A view that fails leaves the stream to the others.
      onError: reportError,
      onState: (next) => {
        setState(next);
        if (next.kind === 'connecting') return;
        if (next.kind === 'open' && !isFirst) setEpoch((before) => before + 1);
        isFirst = false;
        setReady(true);
        if (next.kind === 'refused') refused();
      },
    });
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [key, refused]);

  const live = useMemo<Live>(() => {
    const subscribe = (listener: Listener): (() => void) => {
      listeners.current.add(listener);
      return () => void listeners.current.delete(listener);
    };
    return { state, epoch, subscribe };
  }, [state, epoch]);
  return <LiveContext.Provider value={live}>{isReady ? children : null}</LiveContext.Provider>;
}

/** However fast events come, a view asks again at most so often. */
const SHORTEST_PAUSE_MS = 2_000;

/** What changes by the clock alone, such as the end of an attack, comes with no event. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * A number that changes when the view should ask again: at once with the first event of its kind, then at most every two
 * seconds, every minute in any case, and when the connection was made anew.
 */
export function useLiveVersion(types: readonly LiveEvent['type'][]): number {
  const { subscribe, epoch } = useLive();
  const [version, setVersion] = useState(0);
  const wanted = types.join();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    let last = 0;
    const bump = (): void => {
      timer = null;
      last = Date.now();
      setVersion((before) => before + 1);
    };
    const end = subscribe(({ type }) => {
      if (!wanted.split(',').includes(type) || timer !== null) return;
      const wait = last + SHORTEST_PAUSE_MS - Date.now();
      if (wait <= 0) bump();
      else timer = setTimeout(bump, wait);
    });
    const clock = setInterval(
      () => document.visibilityState === 'visible' && timer === null && bump(),
      LONGEST_PAUSE_MS,
    );
    return () => {
      end();
      clearInterval(clock);
      if (timer !== null) clearTimeout(timer);
    };
  }, [subscribe, wanted]);
  return version + epoch * 1_000_000;
}

/** How the log sources stand: as they were asked for, then as the stream says. */
export function useLiveSources(asked: readonly Schemas['SourceDto'][]): readonly Schemas['SourceDto'][] {
  const { subscribe } = useLive();
  const [received, setReceived] = useState<{ asked: unknown; sources: readonly Schemas['SourceDto'][] } | null>(null);
  useEffect(
    () => subscribe((event) => event.type === 'sources' && setReceived({ asked, sources: event.data })),
    [subscribe, asked],
  );
  return received !== null && received.asked === asked ? received.sources : asked;
}
