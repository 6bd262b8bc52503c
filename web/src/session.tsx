import { createApi } from '@log-analyzer/client';
import type { Api, Schemas } from '@log-analyzer/client';
import { createContext } from 'preact';
import type { ComponentChildren } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { dataOf, RequestError } from './model/answers.js';
import { SignIn } from './views/sign-in.js';
import { Trouble } from './parts/trouble.js';

type Scope = Schemas['Scope'];

/** Where the API is: the page lies beside it, whatever path a proxy shows both under. */
export const BASE_URL = new URL('.', location.href).href.replace(/\/$/, '');

/** The key lives as long as the tab. */
const STORED_KEY = 'log-analyzer-key';

/** Who uses the page, and what they may do. */
export interface Session {
  readonly api: Api;
  /** Undefined: no key is required here. */
  readonly key: string | undefined;
  /** Name of the key. */
  readonly name: string | null;
  may(scope: Scope): boolean;
  signOut(): void;
  /** Called with every answer that refuses the key. */
  refused(): void;
}

const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  return useContext(SessionContext)!;
}

const SCOPES: readonly Scope[] = ['read', 'write', 'admin'];

interface Who {
  readonly name: string | null;
  readonly scope: Scope;
}

/** Asks for a key where one is required, and shows the page to those who have one. */
export function SessionGate({ children }: { children: ComponentChildren }) {
  const [key, setKey] = useState(() => sessionStorage.getItem(STORED_KEY) ?? undefined);
  const [who, setWho] = useState<Who | null>(null);
  const [fault, setFault] = useState<RequestError | null>(null);
  const [round, setRound] = useState(0);
  const api = useMemo(() => createApi({ baseUrl: BASE_URL, key }), [key]);

  useEffect(() => {
    let isCurrent = true;
    setFault(null);
    dataOf(api.GET('/keys/current')).then(
      (found) => {
        if (!isCurrent) return;
        if (key !== undefined) sessionStorage.setItem(STORED_KEY, key);
        setWho(found);
      },
      (error: RequestError) => isCurrent && setFault(error),
    );
    return () => void (isCurrent = false);
  }, [api, key, round]);

  const leave = useCallback(() => {
    sessionStorage.removeItem(STORED_KEY);
    setWho(null);
    setKey(undefined);
    setRound((before) => before + 1);
  }, []);

  const session = useMemo<Session | null>(() => {
    if (who === null) return null;
    const may = (scope: Scope): boolean => SCOPES.indexOf(who.scope) >= SCOPES.indexOf(scope);
    return { api, key, name: who.name, may, signOut: leave, refused: leave };
  }, [who, api, key, leave]);

  if (session !== null) return <SessionContext.Provider value={session}>{children}</SessionContext.Provider>;
  if (fault?.status === 401) {
    const isWrong = key !== undefined;
    return (
      <SignIn
        fault={isWrong ? fault.message : null}
        onKey={(entered) => {
          setKey(entered);
          setRound((before) => before + 1);
        }}
      />
    );
  }
  if (fault === null) return <p class="loading">Loading…</p>;
  return (
    <main class="sign-in">
      <h1>SSH attacks</h1>
      <Trouble error={fault} onRetry={() => setRound((before) => before + 1)} />
    </main>
  );
}
