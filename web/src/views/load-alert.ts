import type { Api, operations, Schemas } from '@log-analyzer/client';
import { dataOf } from '../model/answers.js';
import { isoTime } from '../model/range.js';
import type { Amounts, Happening } from '../model/bars.js';

type Alert = Schemas['AlertDetailDto'];

/** An alert with all that is known of it. */
export interface AlertData {
  readonly alert: Alert;
  readonly history: readonly Schemas['AlertActionDto'][];
  /** Which entries of which time it is about, for an address of the page; null: no list can tell. */
  readonly filter: Readonly<Record<string, string>> | null;
  readonly notifications: readonly Schemas['NotificationDto'][];
  /** What happened during the attack; null: no list of entries is of this alert alone. */
  readonly happenings: readonly Happening[] | null;
  /** False where there were more entries than are looked at. */
  readonly isComplete: boolean;
}

/** How many entries the time line of an attack is made of: the API answers a thousand at most. */
const MAX_ENTRIES = 1_000;

export async function loadAlert(api: Api, id: string, signal: AbortSignal): Promise<AlertData> {
  const path = { path: { id } };
  const alert = await dataOf(api.GET('/alerts/{id}', { params: path, signal }));
  const [history, notifications, entries] = await Promise.all([
    dataOf(api.GET('/alerts/{id}/history', { params: path, signal })),
    dataOf(api.GET('/notifications', { params: { query: { alert_id: id, limit: 50 } }, signal })),
    loadEntries(api, alert, signal),
  ]);
  return {
    alert,
    history,
    filter: entryQueryOf(alert),
    notifications,
    happenings: entries?.map(happeningOf) ?? null,
    isComplete: (entries?.length ?? 0) < MAX_ENTRIES,
  };
}

type EntryQuery = NonNullable<operations['LogsController_list']['parameters']['query']>;

async function loadEntries(api: Api, alert: Alert, signal: AbortSignal) {
  const filter = entryQueryOf(alert);
  if (filter === null) return null;
  const query: EntryQuery = {
    ...filter,
    sort: 'timestamp',
    limit: MAX_ENTRIES,
    fields: ['timestamp', 'attempts', 'category'],
  };
  return dataOf(api.GET('/logs', { params: { query }, signal }));
}

/** Those, within the time of the attack and up to the login that ended it. */
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

function happeningOf({ timestamp, attempts, category }: Schemas['LogEntryDto']): Happening {
  return { at: Date.parse(timestamp), amounts: amountsOf(category, attempts) };
}

function amountsOf(category: Schemas['LogCategory'], attempts: number): Amounts {
  switch (category) {
    case 'login_succeeded':
      return { login: 1 };
    case 'login_refused':
      return { refused: Math.max(1, attempts) };
    case 'probe':
      return { probe: 1 };
    default:
      return { failed: attempts };
  }
}
