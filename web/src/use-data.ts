import { useEffect, useRef, useState } from 'preact/hooks';
import { RequestError } from './model/answers.js';
import { useSession } from './session.js';

/** What was asked for: still coming, there (and perhaps being asked for again), or refused. */
export interface Loaded<Data> {
  readonly data: Data | null;
  readonly error: RequestError | null;
  readonly isLoading: boolean;
  retry(): void;
}

/**
 * Asks for data, and again whenever `version` changes; what was there stays until the new is. Data of another `subject`
 * is let go at once: nothing of one address may be shown under the name of another.
 */
export function useData<Data>(
  load: (signal: AbortSignal) => Promise<Data>,
  subject: string,
  version: number = 0,
): Loaded<Data> {
  const { refused } = useSession();
  const [state, setState] = useState<{ subject: string; data: Data | null; error: RequestError | null }>({
    subject,
    data: null,
    error: null,
  });
  const [loading, setLoading] = useState(true);
  const [round, setRound] = useState(0);
  const latest = useRef(load);
  latest.current = load;

  useEffect(() => {
    const ending = new AbortController();
    setLoading(true);
    latest.current(ending.signal).then(
      (data) => {
        if (ending.signal.aborted) return;
        setState({ subject, data, error: null });
        setLoading(false);
      },
      (cause: unknown) => {
        if (ending.signal.aborted) return;
        const error = cause instanceof RequestError ? cause : new RequestError(0, String(cause), { cause });
        if (error.status === 401) return refused();
        setState((before) => ({ subject, data: before.subject === subject ? before.data : null, error }));
        setLoading(false);
      },
    );
    return () => ending.abort();
  }, [subject, version, round, refused]);

  const isCurrent = state.subject === subject;
  return {
    data: isCurrent ? state.data : null,
    error: isCurrent ? state.error : null,
    isLoading: loading || !isCurrent,
    retry: () => setRound((before) => before + 1),
  };
}
