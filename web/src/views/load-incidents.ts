import type { Api, operations, Schemas } from '@log-analyzer/client';
import { dataOf } from '../model/answers.js';
import { ALL } from '../model/range.js';
import type { Params } from '../model/range.js';
import { DEFAULT_STATUS, activeIn, nextCursorOf, totalWords } from './load-alerts.js';
import { timeQuery } from './load-range.js';

/** A page of incidents. */
export interface IncidentPage {
  /** Open break-ins of the first page, which come before all others. */
  readonly breakIns: readonly Schemas['IncidentDto'][];
  readonly incidents: readonly Schemas['IncidentDto'][];
  readonly total: string | null;
  readonly nextCursor: string | null;
}

const PAGE_LENGTH = 25;

/** What of incidents a filter may ask. */
export type IncidentFilter = NonNullable<operations['IncidentTriageController_triageMany']['parameters']['query']>;

/** @param params of the address: the filters of the list, the time and the cursor of the page */
export async function loadIncidents(api: Api, params: Params, signal: AbortSignal): Promise<IncidentPage> {
  const time = await timeQuery(api, params, ALL, signal);
  const filter = { ...incidentFilter(params), ...activeIn(time) };
  const cursor = params['cursor'] ?? '*';
  let headers = new Headers();
  const asked = api.GET('/incidents', { params: { query: { ...filter, cursor, limit: PAGE_LENGTH } }, signal });
  const incidents = await dataOf(
    asked.then((answer) => {
      headers = answer.response.headers;
      return answer;
    }),
  );
  // What stands on the first page, whatever its place, is on no other.
  const breakIns =
    params['outcome'] === undefined
      ? await dataOf(
          api.GET('/incidents', {
            params: { query: { ...filter, outcome: 'login_succeeded', limit: PAGE_LENGTH } },
            signal,
          }),
        )
      : [];
  const first = new Set(breakIns.map(({ id }) => id));
  return {
    breakIns: params['cursor'] === undefined ? breakIns : [],
    incidents: incidents.filter(({ id }) => !first.has(id)),
    total: totalWords(headers, 'incident', 'incidents'),
    nextCursor: nextCursorOf(headers.get('Link')),
  };
}

/** The filters of a list of incidents, without the page and the time. */
export function incidentFilter(params: Params): IncidentFilter {
  const {
    status = DEFAULT_STATUS,
    min_severity,
    outcome,
    rule,
    country,
    attacker,
    username,
    host,
    kind = 'attack',
  } = params;
  const given = { min_severity, outcome, rule, country, attacker, username, host };
  const filters = {
    ...given,
    kind: kind === 'all' ? undefined : kind,
    status: status === 'all' ? undefined : status,
  };
  // Anybody can write an address: what makes no sense in it is for the API to refuse.
  return Object.fromEntries(Object.entries(filters).filter(([, value]) => (value ?? '') !== '')) as IncidentFilter;
}

/** An incident with its course, and what was decided about its addresses. */
export interface IncidentData {
  readonly incident: Schemas['IncidentDetailDto'];
  readonly course: Schemas['ActivityDto'];
  /** Which address tried which name, where there are several of both. */
  readonly matrix: Schemas['AttemptMatrixDto'] | null;
  readonly decisions: readonly Schemas['DecisionDto'][];
}

export async function loadIncident(api: Api, id: string, signal: AbortSignal): Promise<IncidentData> {
  const path = { path: { id } };
  const incident = await dataOf(api.GET('/incidents/{id}', { params: path, signal }));
  const isMany = incident.ip_address_count > 1 && incident.username_count > 1;
  const [course, matrix, decisions] = await Promise.all([
    dataOf(api.GET('/incidents/{id}/timeline', { params: path, signal })),
    isMany ? dataOf(api.GET('/incidents/{id}/matrix', { params: path, signal })) : null,
    decisionsAbout(
      api,
      incident.ip_addresses.map(({ ip_address: address }) => address),
      signal,
    ),
  ]);
  return { incident, course, matrix, decisions };
}

/** Addresses whose decisions are looked up: those that an incident names. */
const MAX_ADDRESSES = 10;

/** Decisions about some addresses, the latest of each. */
export async function decisionsAbout(
  api: Api,
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<Schemas['DecisionDto'][]> {
  const lists = await Promise.all(
    addresses
      .slice(0, MAX_ADDRESSES)
      .map((value) => dataOf(api.GET('/decisions', { params: { query: { value, limit: 5 } }, signal }))),
  );
  return lists.flat();
}
