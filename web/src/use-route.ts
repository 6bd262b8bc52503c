import { useCallback, useEffect, useState } from 'preact/hooks';
import { parseRoute, routeTo } from './model/route.js';
import type { Route } from './model/route.js';

/** The place that the address names; follows it. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = (): void => setRoute(parseRoute(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}

/** Changes parameters of the current address; undefined and empty ones are left out. */
export function useParams(): [Route['params'], (changes: Readonly<Record<string, string | undefined>>) => void] {
  const { params } = useRoute();
  const change = useCallback((changes: Readonly<Record<string, string | undefined>>) => {
    const now = parseRoute(location.hash);
    location.hash = routeTo(now.path, { ...now.params, ...changes });
  }, []);
  return [params, change];
}
