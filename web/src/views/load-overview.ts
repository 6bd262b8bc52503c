import type { Api, operations, Schemas } from '@log-analyzer/client';
import { dataOf } from '../model/answers.js';
import { bucketFor, DEFAULT_RANGE } from '../model/range.js';
import type { ChosenRange } from '../model/range.js';
import { loadRange, queryOf } from './load-range.js';

/** Everything that the overview shows. */
export interface OverviewData {
  readonly range: ChosenRange;
  readonly newest: number | null;
  readonly figures: Schemas['OverviewDto'];
  readonly alerts: readonly Schemas['AlertDto'][];
  /** False where there are more alerts than were looked at. */
  readonly hasAllAlerts: boolean;
  readonly sources: readonly Schemas['SourceDto'][];
}

/** How many alerts of each kind are looked at. */
const MAX_ALERTS = 200;

/** @param params of the address: the time and the host */
export async function loadOverview(
  api: Api,
  params: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<OverviewData> {
  const { range, newest } = await loadRange(api, params, DEFAULT_RANGE, signal);
  const query = queryOf(range);
  const host = params['host'] ?? '';
  const [figures, alerts, sources] = await Promise.all([
    dataOf(
      api.GET('/stats/overview', {
        params: { query: { ...query, bucket: bucketFor(range), ...(host === '' ? {} : { host }) } },
        signal,
      }),
    ),
    loadAlerts(api, query, signal),
    dataOf(api.GET('/sources', { signal })),
  ]);
  return { range, newest, figures, ...alerts, sources };
}

/**
 * Alerts that a range may be about: those that fired in it, those that went on last (they may have fired before it), and
 * those whose attackers got in (a login may come a day after the attack).
 */
async function loadAlerts(
  api: Api,
  range: { since: string; until: string },
  signal: AbortSignal,
): Promise<Pick<OverviewData, 'alerts' | 'hasAllAlerts'>> {
  const ask = (query: AlertQuery) => listOf(api, { ...query, limit: MAX_ALERTS }, signal);
  const lists = await Promise.all([
    ask(range),
    ask({ until: range.until, sort: '-last_seen' }),
    ask({ until: range.until, outcome: 'login_succeeded', status: ['open', 'acknowledged'] }),
    ask({ until: range.until, outcome: 'login_suspected', status: ['open', 'acknowledged'] }),
  ]);
  return {
    alerts: [...new Map(lists.flat().map((alert) => [alert.id, alert])).values()],
    hasAllAlerts: lists[0]!.length < MAX_ALERTS,
  };
}

type AlertQuery = NonNullable<operations['AlertsController_list']['parameters']['query']>;

function listOf(api: Api, query: AlertQuery, signal: AbortSignal) {
  return dataOf(api.GET('/alerts', { params: { query }, signal }));
}
