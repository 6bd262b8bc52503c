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
  /** Alerts that went on in the time, the latest {@link MAX_ALERTS}. */
  readonly alerts: readonly Schemas['AlertDto'][];
  readonly sources: readonly Schemas['SourceDto'][];
  /** Null where nobody says what country an address is of. */
  readonly countries: Schemas['LogCountDto'] | null;
}

/** How many alerts are marked. */
const MAX_ALERTS = 200;

/**
 * @param params of the address: the time and the host
 * @param hasCountries whether entries can be counted by country
 */
export async function loadOverview(
  api: Api,
  params: Readonly<Record<string, string>>,
  signal: AbortSignal,
  hasCountries = false,
): Promise<OverviewData> {
  const { range, newest } = await loadRange(api, params, DEFAULT_RANGE, signal);
  const query = queryOf(range);
  const host = params['host'] ?? '';
  const [figures, alerts, sources, countries] = await Promise.all([
    dataOf(
      api.GET('/stats/overview', {
        params: { query: { ...query, bucket: bucketFor(range), ...(host === '' ? {} : { host }) } },
        signal,
      }),
    ),
    dataOf(api.GET('/alerts', { params: { query: activeAlerts(query, host) }, signal })),
    dataOf(api.GET('/sources', { signal })),
    hasCountries ? countCountries(api, { ...query, ...(host === '' ? {} : { host }) }, signal) : null,
  ]);
  return { range, newest, figures, alerts, sources, countries };
}

/** How many countries are shown. */
const MAX_COUNTRIES = 5;

function countCountries(
  api: Api,
  filters: Readonly<Record<'since' | 'until', string>> & { readonly host?: string },
  signal: AbortSignal,
): Promise<Schemas['LogCountDto']> {
  const query = { ...filters, by: 'country', sort: 'attempts', limit: MAX_COUNTRIES } as const;
  return dataOf(api.GET('/logs/count', { params: { query }, signal }));
}

type AlertQuery = NonNullable<operations['AlertsController_list']['parameters']['query']>;

/** Alerts of attacks that went on in a time, on one host or on all. */
function activeAlerts({ since, until }: { since: string; until: string }, host: string): AlertQuery {
  return { active_since: since, active_until: until, limit: MAX_ALERTS, ...(host === '' ? {} : { host }) };
}
