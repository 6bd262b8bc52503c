import type { Api, Schemas } from '@log-analyzer/client';
import { dataOf } from '../model/answers.js';
import { isoTime } from '../model/range.js';
import { decisionsAbout } from './load-incidents.js';

type Alert = Schemas['AlertDetailDto'];

/** An alert with all that is known of it. */
export interface AlertData {
  readonly alert: Alert;
  readonly history: readonly Schemas['AlertActionDto'][];
  /** Which entries of which time it is about, for an address of the page; null: no list can tell. */
  readonly filter: Readonly<Record<string, string>> | null;
  readonly notifications: readonly Schemas['NotificationDto'][];
  /** What happened before, during and after the attack. */
  readonly course: Schemas['ActivityDto'];
  /** What its rule asks for, against what there was. */
  readonly why: Schemas['AlertWhyDto'];
  /** Which address tried which name, where there are several of both. */
  readonly matrix: Schemas['AttemptMatrixDto'] | null;
  /** Decisions about its address. */
  readonly decisions: readonly Schemas['DecisionDto'][];
}

export async function loadAlert(api: Api, id: string, signal: AbortSignal): Promise<AlertData> {
  const path = { path: { id } };
  const alert = await dataOf(api.GET('/alerts/{id}', { params: path, signal }));
  const { ip_address_count: addresses, username_count: names } = alert.details;
  const [history, notifications, course, why, matrix, decisions] = await Promise.all([
    dataOf(api.GET('/alerts/{id}/history', { params: path, signal })),
    dataOf(api.GET('/notifications', { params: { query: { alert_id: id, limit: 50 } }, signal })),
    dataOf(api.GET('/alerts/{id}/timeline', { params: path, signal })),
    dataOf(api.GET('/alerts/{id}/why', { params: path, signal })),
    addresses > 1 && names > 1 ? dataOf(api.GET('/alerts/{id}/matrix', { params: path, signal })) : null,
    decisionsAbout(api, alert.ip_address === null ? [] : [alert.ip_address], signal),
  ]);
  return {
    alert,
    history,
    filter: entryQueryOf(alert),
    notifications,
    course,
    why,
    matrix,
    decisions,
  };
}

/** The entries of an alert, within the time of the attack and up to the login that ended it. */
function entryQueryOf(alert: Alert): Record<string, string> | null {
  const filter = filterOf(alert);
  if (filter === null) return null;
  const until = Math.max(Date.parse(alert.last_seen), Date.parse(alert.login?.timestamp ?? '') || 0) + 1;
  return { ...filter, since: alert.first_seen, until: isoTime(until) };
}

/** Which entries an alert is about, as the list of entries can tell. */
function filterOf({ ip_address: address, group_by: groupBy }: Alert): Record<string, string> | null {
  const range =
    address ?? groupBy['ip_address'] ?? Object.values(groupBy).find((value) => /^[\da-f.:]+\/\d+$/i.test(value));
  if (range !== undefined) return { ip_address: range };
  const username = groupBy['username'];
  return username === undefined ? null : { username };
}
