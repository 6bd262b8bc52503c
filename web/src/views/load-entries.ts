import { formatText } from '../../../src/common/query/query.js';
import type { Api, operations, Schemas } from '@log-analyzer/client';
import { dataOf } from '../model/answers.js';
import type { Happening } from '../model/bars.js';
import { ALL, bucketFor } from '../model/range.js';
import type { ChosenRange, Params } from '../model/range.js';
import { nextCursorOf, totalWords } from './load-alerts.js';
import { loadRange, queryOf, timeQuery } from './load-range.js';

/** A page of log entries, newest first. */
export interface EntryPage {
  readonly entries: readonly Schemas['LogEntryDto'][];
  /** How many there are, in words; null: this page does not say. */
  readonly total: string | null;
  readonly nextCursor: string | null;
}

export const PAGE_LENGTH = 100;

/** The filters that an address may name. */
export const ENTRY_FILTERS = [
  'username',
  'ip_address',
  'country',
  'host',
  'log_type',
  'category',
  'program',
  'method',
  'target_user',
  'q',
] as const;

export type EntryQuery = NonNullable<operations['LogsController_list']['parameters']['query']>;

/** What is asked for, without the time and the page. Anybody can write an address: the API refuses what makes no sense. */
export function entryFilter(params: Params): EntryQuery {
  return Object.fromEntries(
    ENTRY_FILTERS.flatMap((name) => {
      const value = params[name];
      // The address has a text; `q` of the API is a query.
      return value ? [[name, name === 'q' ? formatText(value) : value]] : [];
    }),
  ) as EntryQuery;
}

export async function loadEntries(api: Api, params: Params, signal: AbortSignal): Promise<EntryPage> {
  const time = await timeQuery(api, params, ALL, signal);
  const page = { sort: '-timestamp' as const, cursor: params['cursor'] ?? '*', limit: PAGE_LENGTH };
  const asked = api.GET('/logs', { params: { query: { ...entryFilter(params), ...time, ...page } }, signal });
  const entries = await dataOf(asked);
  const { headers } = (await asked).response;
  return { entries, total: totalWords(headers, 'entry', 'entries'), nextCursor: nextCursorOf(headers.get('Link')) };
}

/** How much happened when; null: the API counts by time and host alone. */
export interface EntryTimeline {
  readonly range: ChosenRange;
  readonly happenings: readonly Happening[];
  readonly isComplete: boolean;
}

export async function loadTimeline(api: Api, params: Params, signal: AbortSignal): Promise<EntryTimeline | null> {
  if (ENTRY_FILTERS.some((name) => name !== 'host' && params[name])) return null;
  const { range } = await loadRange(api, params, ALL, signal);
  const host = params['host'] ? { host: params['host'] } : {};
  const query = { ...queryOf(range), ...host, bucket: bucketFor(range) };
  const { parts, examined } = await dataOf(api.GET('/stats/timeline', { params: { query }, signal }));
  return { range, happenings: happeningsOf(parts), isComplete: examined.complete };
}

export function happeningsOf(parts: readonly Schemas['TimelinePartDto'][]): Happening[] {
  return parts.map(({ start, attempts, logins }) => ({
    at: Date.parse(start),
    amounts: { failed: attempts, login: logins },
  }));
}
