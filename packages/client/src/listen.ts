import { authorization } from './api.js';
import type { ApiOptions } from './api.js';
import { backoffMs } from './backoff.js';
import { EventParser } from './event-parser.js';
import type { RawEvent } from './event-parser.js';
import type { Schemas } from './schemas.js';

/** The service says something at least every 15 seconds: after so long a silence the connection is dead. */
const SILENCE_MS = 40_000;

/** What the stream tells. */
export type LiveEvent =
  | { readonly type: 'alert'; readonly id: string; readonly data: { change: string; alert: Schemas['AlertDto'] } }
  | { readonly type: 'entry'; readonly id: string; readonly data: Schemas['LogEntryDto'] }
  | { readonly type: 'sources'; readonly id: string; readonly data: Schemas['SourceDto'][] }
  /** The stream went on without a client that was too slow: what it shows of these types it has to ask for anew. */
  | { readonly type: 'reset'; readonly id: string; readonly data: { readonly types: ('alerts' | 'entries')[] } };

/** How the connection stands. `refused`: the key is missing or wrong, and trying again would not help. */
export type LiveState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'waiting'; readonly untilMs: number }
  | { readonly kind: 'refused'; readonly status: number };

export interface ListenOptions extends ApiOptions {
  /** What to hear of; by default alerts and sources. */
  readonly types?: readonly ('alerts' | 'entries' | 'sources')[];
  /** Where to go on: the id of the last event that was received. */
  readonly lastEventId?: string;
  readonly onEvent: (event: LiveEvent) => void;
  /**
   * Is told what `onEvent` has thrown, and that an event could not be read; listening then goes on with the next event.
   * Without it, `listen` ends with that error. Either way the event counts as received: it does not come again.
   */
  readonly onError?: (error: unknown) => void;
  readonly onState?: (state: LiveState) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/**
 * Listens to `/events` until the signal ends it. A lost connection is made anew, sooner or later, and goes on where it
 * was, so that nothing is missed. Unlike `EventSource` it can send a key.
 *
 * @throws what a callback has thrown; of `onEvent`, only where there is no `onError`
 */
export async function listen(options: ListenOptions): Promise<void> {
  const { signal, onState = () => undefined } = options;
  let lastEventId = options.lastEventId;
  let failures = 0;
  while (!signal.aborted) {
    onState({ kind: 'connecting' });
    const ended = await readOnce(
      options,
      lastEventId,
      (id) => (lastEventId = id),
      () => {
        failures = 0;
        onState({ kind: 'open' });
      },
    );
    if (signal.aborted) return;
    if (ended !== null && [401, 403].includes(ended)) return onState({ kind: 'refused', status: ended });
    const wait = backoffMs(++failures, Math.random());
    onState({ kind: 'waiting', untilMs: Date.now() + wait });
    await pause(wait, signal);
  }
}

/** One connection, to its end. @returns the status where the service refused it, else null */
async function readOnce(
  options: ListenOptions,
  lastEventId: string | undefined,
  onId: (id: string) => void,
  onOpen: () => void,
): Promise<number | null> {
  const { baseUrl, key, types = ['alerts', 'sources'], signal, fetch = globalThis.fetch } = options;
  const silence = new Silence();
  try {
    const response = await fetch(`${baseUrl.replace(/\/$/, '')}/events?types=${types.join(',')}`, {
      headers: {
        Accept: 'text/event-stream',
        ...authorization(key),
        ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }),
      },
      cache: 'no-store',
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (!response.ok || response.body === null) return response.status;
    ofCaller(onOpen);
    const parser = new EventParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      silence.wasBroken();
      const { done, value } = await reader.read();
      if (done) return null;
      for (const event of parser.push(value)) {
        // Whatever becomes of it, it was received: it would fail in the same way again.
        onId(event.id);
        handOver(event, options);
      }
    }
  } catch (error) {
    if (error instanceof CallbackError) throw error.cause;
    // Whatever broke the connection, it is made anew; the state says so.
    return null;
  } finally {
    silence.end();
  }
}

/** Something that the caller's own code has thrown. */
class CallbackError extends Error {}

function ofCaller(call: () => void): void {
  try {
    call();
  } catch (cause) {
    throw new CallbackError('A callback has failed', { cause });
  }
}

function handOver({ type, id, data }: RawEvent, { onEvent, onError }: ListenOptions): void {
  try {
    onEvent({ type, id, data: JSON.parse(data) } as LiveEvent);
  } catch (cause) {
    if (onError === undefined) throw new CallbackError('A callback has failed', { cause });
    ofCaller(() => onError(cause));
  }
}

/** Ends a connection on which nothing comes any more. */
class Silence {
  private readonly controller = new AbortController();
  private timer = this.start();

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  wasBroken(): void {
    clearTimeout(this.timer);
    this.timer = this.start();
  }

  end(): void {
    clearTimeout(this.timer);
  }

  private start(): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.controller.abort(), SILENCE_MS);
  }
}

/** Waits, or until the signal or the way back of the network ends it. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      globalThis.removeEventListener?.('online', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
    globalThis.addEventListener?.('online', done);
  });
}
