import type { Api } from '@log-analyzer/client';
import { dataOf } from '../model/answers.js';
import { ALL, chosenRange, isoTime, rangeName } from '../model/range.js';
import type { ChosenRange, LogSpan, Params } from '../model/range.js';

/** The range that a view is of, and the newest entry, which it may have to end with. */
export interface LoadedRange {
  readonly range: ChosenRange;
  readonly newest: number | null;
}

/** @param usual what the view shows where its address says nothing of time */
export async function loadRange(api: Api, params: Params, usual: string, signal: AbortSignal): Promise<LoadedRange> {
  const now = await serviceTime(api, signal);
  const needsOldest = rangeName(params, usual) === ALL || params['since'] === undefined;
  const [oldest, newest] = await Promise.all([
    needsOldest ? timeOfEntry(api, 'timestamp', now, signal) : null,
    timeOfEntry(api, '-timestamp', now, signal),
  ]);
  const span: LogSpan = { oldest, newest, now };
  return { range: chosenRange(params, span, usual), newest };
}

/** The same for a list: what is asked of the API; nothing for all time. */
export async function timeQuery(
  api: Api,
  params: Params,
  usual: string,
  signal: AbortSignal,
): Promise<{ since?: string; until?: string }> {
  if (rangeName(params, usual) === ALL) return {};
  return queryOf((await loadRange(api, params, usual, signal)).range);
}

/** A range as the API takes it. */
export function queryOf({ since, until }: ChosenRange): { since: string; until: string } {
  return { since: isoTime(since), until: isoTime(until) };
}

/** What time it is by the clock of the service, to the second; that of this machine may be wrong. */
async function serviceTime(api: Api, signal: AbortSignal): Promise<number> {
  const asked = api.GET('/keys/current', { signal });
  await dataOf(asked);
  const { response } = await asked;
  const said = Date.parse(response.headers.get('date') ?? '');
  return Number.isNaN(said) ? Date.now() : said + 1_000;
}

/** When the oldest or newest entry was written; none of the future counts. */
async function timeOfEntry(
  api: Api,
  sort: 'timestamp' | '-timestamp',
  now: number,
  signal: AbortSignal,
): Promise<number | null> {
  const query = { sort, limit: 1, fields: ['timestamp' as const], until: isoTime(now) };
  const [entry] = await dataOf(api.GET('/logs', { params: { query }, signal }));
  return entry === undefined ? null : Date.parse(entry.timestamp);
}
