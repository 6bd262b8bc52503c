import { listen } from './listen.js';
import type { ListenOptions, LiveEvent } from './listen.js';

const event = (id: number, data = '{}'): string => `event: entry\nid: 0-${id}\ndata: ${data}\n\n`;

/** A service that answers each connection with what comes next, and notes what it was asked to go on from. */
function serviceOf(connections: readonly string[]) {
  const asked: (string | null)[] = [];
  const fetch = (_url: unknown, { headers }: RequestInit = {}): Promise<Response> => {
    asked.push(new Headers(headers).get('Last-Event-ID'));
    const text = connections[asked.length - 1];
    // A key that is refused ends it.
    return Promise.resolve(text === undefined ? new Response(null, { status: 401 }) : new Response(text));
  };
  return { asked, fetch: fetch as typeof globalThis.fetch };
}

function optionsFor(service: ReturnType<typeof serviceOf>, given: Partial<ListenOptions>): ListenOptions {
  return {
    baseUrl: 'http://127.0.0.1:1',
    signal: new AbortController().signal,
    fetch: service.fetch,
    onEvent: () => undefined,
    ...given,
  };
}

describe('listening', () => {
  it('tells onError what onEvent throws, and does not hand over the event again', async () => {
    const service = serviceOf([event(1) + event(2, 'no JSON') + event(3), event(4)]);
    const [seen, errors]: [string[], unknown[]] = [[], []];
    const onEvent = ({ id }: LiveEvent): void => {
      seen.push(id);
      if (id === '0-1') throw new Error('mine');
    };
    await listen(optionsFor(service, { onEvent, onError: (error) => errors.push(error) }));
    expect(seen).toEqual(['0-1', '0-3', '0-4']);
    expect(errors).toEqual([new Error('mine'), expect.any(SyntaxError)]);
    expect(service.asked).toEqual([null, '0-3', '0-4']);
  });

  it.each<[string, Partial<ListenOptions>]>([
    ['onEvent', { onEvent: () => fail() }],
    ['onError', { onEvent: () => fail(), onError: () => fail() }],
    ['onState', { onState: ({ kind }) => void (kind === 'open' && fail()) }],
  ])('ends with what %s throws where nobody takes it', async (_name, given) => {
    const service = serviceOf([event(1), event(2)]);
    await expect(listen(optionsFor(service, given))).rejects.toThrow('mine');
    expect(service.asked).toHaveLength(1);
  });
});

function fail(): never {
  throw new Error('mine');
}
