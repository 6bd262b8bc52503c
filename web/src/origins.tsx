import type { Schemas } from '@log-analyzer/client';
import { createContext } from 'preact';
import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { dataOf } from './model/answers.js';
import { useSession } from './session.js';

export type Origin = Omit<Schemas['AddressOriginDto'], 'ip_address'>;

/** As many as one request may ask for. */
const AT_ONCE = 100;

/** How many are remembered; then all are forgotten, and what is shown is asked for again. */
const MAX_KNOWN = 2_000;

/** Asks where addresses are from, many at once, and remembers it. */
class OriginBook {
  private readonly known = new Map<string, Origin>();
  private readonly waiting = new Map<string, Set<(origin: Origin) => void>>();
  private isAsked = false;

  constructor(
    private readonly ask: (addresses: readonly string[]) => Promise<readonly Schemas['AddressOriginDto'][]>,
  ) {}

  get(address: string): Origin | undefined {
    return this.known.get(address);
  }

  /** @returns what ends the wait */
  wait(address: string, tell: (origin: Origin) => void): () => void {
    const others = this.waiting.get(address) ?? new Set();
    this.waiting.set(address, others.add(tell));
    if (!this.isAsked) {
      this.isAsked = true;
      // What one view shows is asked for together.
      setTimeout(() => void this.askAll(), 0);
    }
    return () => void others.delete(tell);
  }

  private async askAll(): Promise<void> {
    this.isAsked = false;
    const asked = [...this.waiting];
    this.waiting.clear();
    for (let at = 0; at < asked.length; at += AT_ONCE) {
      const some = asked.slice(at, at + AT_ONCE);
      // Without it nothing is missing that a view needs: it is asked for again when it is shown again.
      const found = await this.ask(some.map(([address]) => address)).catch(() => []);
      if (this.known.size + found.length > MAX_KNOWN) this.known.clear();
      found.forEach((origin, index) => {
        const [address, tells] = some[index]!;
        this.known.set(address, origin);
        for (const tell of tells) tell(origin);
      });
    }
  }
}

interface Origins {
  readonly files: readonly Schemas['OriginFileDto'][];
  readonly book: OriginBook | null;
}

const OriginsContext = createContext<Origins>({ files: [], book: null });

/** Knows which files say where addresses are from; where there is none, nothing more is asked. */
export function OriginsProvider({ children }: { children: ComponentChildren }) {
  const { api } = useSession();
  const [files, setFiles] = useState<Origins['files']>([]);
  useEffect(() => {
    const ending = new AbortController();
    dataOf(api.GET('/origins', { signal: ending.signal })).then(
      (found) => setFiles(found.files),
      () => undefined,
    );
    return () => ending.abort();
  }, [api]);
  const origins = useMemo<Origins>(() => {
    const ask = async (addresses: readonly string[]) => {
      const query = { ip_address: [...addresses] };
      return (await dataOf(api.GET('/origins', { params: { query } }))).addresses;
    };
    return { files, book: files.length === 0 ? null : new OriginBook(ask) };
  }, [api, files]);
  return <OriginsContext.Provider value={origins}>{children}</OriginsContext.Provider>;
}

/** True where countries are known, so that it makes sense to count by them. */
export function useHasCountries(): boolean {
  return useContext(OriginsContext).files.some(({ setting }) => setting === 'GEOIP_COUNTRY');
}

/** Where an address is from; null as long as that is not known. */
export function useOrigin(address: string): Origin | null {
  const { book } = useContext(OriginsContext);
  const [found, setFound] = useState<{ readonly address: string; readonly origin: Origin } | null>(null);
  const known = book?.get(address);
  useEffect(() => {
    if (book === null || known !== undefined || !isAddress(address)) return undefined;
    return book.wait(address, (origin) => setFound({ address, origin }));
  }, [book, address, known]);
  return known ?? (found?.address === address ? found.origin : null);
}

/** The API refuses all where one of them is none. */
function isAddress(text: string): boolean {
  return /^[\da-f.:]{2,45}$/i.test(text) && !text.includes('/');
}
