import type { LiveState } from '@log-analyzer/client';
import { useEffect, useState } from 'preact/hooks';
import { useLive } from '../live.js';

/** Whether what is shown follows what happens. */
export function ConnectionState() {
  const { state } = useLive();
  const now = useNow(state.kind === 'waiting');
  return (
    <span class={`connection ${state.kind}`} data-state={state.kind}>
      <span class="dot" aria-hidden="true" />
      <span role="status">{words(state)}</span>
      {state.kind === 'waiting' && (
        <span class="muted">again in {Math.max(0, Math.ceil((state.untilMs - now) / 1000))} s</span>
      )}
    </span>
  );
}

function words({ kind }: LiveState): string {
  switch (kind) {
    case 'connecting':
      return 'Connecting';
    case 'open':
      return 'Live';
    case 'waiting':
      return 'Not connected';
    case 'refused':
      return 'Signed out';
  }
}

function useNow(isNeeded: boolean): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (!isNeeded) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [isNeeded]);
  return now;
}
