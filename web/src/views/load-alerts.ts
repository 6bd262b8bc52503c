import type { Api, operations, paths, Schemas } from '@log-analyzer/client';
import { dataOf } from '../model/answers.js';
import { ALL } from '../model/range.js';
import type { Params } from '../model/range.js';
import { count } from '../model/words.js';
import { timeQuery } from './load-range.js';

/** A page of alerts. */
export interface AlertPage {
  readonly alerts: readonly Schemas['AlertDto'][];
  /** How many there are, in words; null: this page does not say. */
  readonly total: string | null;
  readonly nextCursor: string | null;
}

/** How many are shown at once. */
const PAGE_LENGTH = 50;

/** What waits for somebody: shown unless an address says otherwise. */
export const DEFAULT_STATUS = 'open,acknowledged';

/** @param params of the address: the filters of the list, and the cursor of the page */
export async function loadAlerts(
  api: Api,
  params: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<AlertPage> {
  let headers = new Headers();
  const time = await timeQuery(api, params, ALL, signal);
  const asked = api.GET('/alerts', { params: { query: { ...alertQuery(params), ...activeIn(time) } }, signal });
  const alerts = await dataOf(
    asked.then((answer) => {
      headers = answer.response.headers;
      return answer;
    }),
  );
  return {
    alerts,
    total: totalWords(headers, 'alert', 'alerts'),
    nextCursor: nextCursorOf(headers.get('Link')),
  };
}

/** What went on in a time, not only what fired in it. */
export function activeIn({ since, until }: { readonly since?: string; readonly until?: string }): {
  active_since?: string;
  active_until?: string;
} {
  return {
    ...(since === undefined ? {} : { active_since: since }),
    ...(until === undefined ? {} : { active_until: until }),
  };
}

/** The filters of a list of alerts, without the page and the time. */
export type AlertFilter = NonNullable<paths['/alerts']['patch']['parameters']['query']>;

type AlertQuery = NonNullable<operations['AlertsController_list']['parameters']['query']>;

function alertQuery(params: Params): AlertQuery {
  return { ...alertFilter(params), cursor: params['cursor'] ?? '*', limit: PAGE_LENGTH };
}

export function alertFilter(params: Params): AlertFilter {
  const {
    status = DEFAULT_STATUS,
    min_severity,
    outcome,
    rule,
    ip_address,
    country,
    attacker,
    username,
    host,
  } = params;
  const given = { min_severity, outcome, rule, ip_address, country, attacker, username, host };
  const filters = { ...given, status: status === 'all' ? undefined : status };
  // Anybody can write an address: what makes no sense in it is for the API to refuse.
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => (value ?? '') !== '')) as AlertFilter;
}

/** How many a list holds, as far as its answer says: `At least 1,000 alerts`. */
export function totalWords(headers: Headers, one: string, many: string): string | null {
  const total = headers.get('X-Total-Count');
  const isExact = headers.get('X-Total-Relation') !== 'gte';
  // At least none says nothing.
  const known = total === null || (total === '0' && !isExact) ? null : count(Number(total), one, many);
  const words = known === null || isExact ? known : `At least ${known}`;
  const leftOut = Number(headers.get('X-Addresses-Left-Out') ?? 0);
  if (leftOut === 0) return words;
  const note = `at least ${count(leftOut, 'address', 'addresses')} of the country not looked for`;
  return words === null ? note : `${words}; ${note}`;
}

export function nextCursorOf(link: string | null): string | null {
  const next = /<([^>]+)>; rel="next"/.exec(link ?? '')?.[1];
  return next === undefined ? null : new URL(next, 'http://x').searchParams.get('cursor');
}
