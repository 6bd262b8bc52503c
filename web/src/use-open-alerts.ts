import { useEffect } from 'preact/hooks';
import { dataOf } from './model/answers.js';
import { useLiveVersion } from './live.js';
import { showOpenAlerts } from './page-title.js';
import { useSession } from './session.js';
import { useData } from './use-data.js';

export interface OpenAlerts {
  readonly count: number;
  /** True where somebody got in by one of them. */
  readonly hasBreakIn: boolean;
}

/** How many alerts nobody has looked at yet; the tab of the browser says so, too. */
export function useOpenAlerts(): OpenAlerts | null {
  const { api } = useSession();
  const version = useLiveVersion(['alert']);
  const { data } = useData(
    async (signal) => {
      const query = { status: ['open' as const], limit: 1, fields: ['id' as const] };
      const count = async (asked: typeof query & { outcome?: 'login_succeeded' }): Promise<number> => {
        const answer = api.GET('/alerts', { params: { query: asked }, signal });
        await dataOf(answer);
        return Number((await answer).response.headers.get('X-Total-Count') ?? 0);
      };
      const [open, breakIns] = await Promise.all([count(query), count({ ...query, outcome: 'login_succeeded' })]);
      return { count: open, hasBreakIn: breakIns > 0 };
    },
    'open alerts',
    version,
  );
  useEffect(() => showOpenAlerts(data?.count ?? 0), [data]);
  return data;
}
