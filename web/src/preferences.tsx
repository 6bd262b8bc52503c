import { createContext } from 'preact';
import type { ComponentChildren } from 'preact';
import { useContext, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { timeFormats } from './model/times.js';
import type { TimeFormats, Zone } from './model/times.js';

export const THEMES = ['system', 'light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

/** How somebody likes the page; this browser remembers it. */
interface Preferences {
  readonly theme: Theme;
  readonly setTheme: (theme: Theme) => void;
  readonly zone: Zone;
  readonly setZone: (zone: Zone) => void;
  readonly times: TimeFormats;
  /** Whether keys of a single sign work on the whole page. */
  readonly keys: 'on' | 'off';
  readonly setKeys: (keys: 'on' | 'off') => void;
}

const PreferencesContext = createContext<Preferences | null>(null);

export function usePreferences(): Preferences {
  return useContext(PreferencesContext)!;
}

/** How times are written. */
export function useTimes(): TimeFormats {
  return usePreferences().times;
}

export function PreferencesProvider({ children }: { children: ComponentChildren }) {
  const [theme, setTheme] = useRemembered<Theme>('theme', THEMES, 'system');
  const [zone, setZone] = useRemembered<Zone>('zone', ['local', 'utc'], 'local');
  const [keys, setKeys] = useRemembered<'on' | 'off'>('keys', ['on', 'off'], 'on');
  // Before the next picture: nobody should see the other colours flash.
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const times = useMemo(() => timeFormats(zone), [zone]);
  const preferences = useMemo(
    () => ({ theme, setTheme, zone, setZone, times, keys, setKeys }),
    [theme, setTheme, zone, setZone, times, keys, setKeys],
  );
  return <PreferencesContext.Provider value={preferences}>{children}</PreferencesContext.Provider>;
}

/** A choice that outlives the tab. What everybody begins with is not stored. */
function useRemembered<Value extends string>(name: string, allowed: readonly Value[], usual: Value) {
  const key = `log-analyzer-${name}`;
  const [value, setValue] = useState(() => allowed.find((each) => each === read(key)) ?? usual);
  const set = useMemo(
    () => (next: Value) => {
      setValue(next);
      store(key, next === usual ? null : next);
    },
    [key, usual],
  );
  return [value, set] as const;
}

/** A browser may refuse to store anything; then the choice holds for this tab. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function store(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // See read().
  }
}
