import type { EntityManager } from 'typeorm';
import { countRaisedAlerts } from '../../alerts/alert-counts.js';
import { recordAlertChanges } from '../../alerts/alert-outbox.js';
import {
  saveAddresses,
  saveDetectedAlerts,
  saveEntered,
  saveSilentDetections,
  storedAlerts,
} from '../../alerts/alert-store.js';
import type { StoredAlert } from '../../alerts/alert-store.js';
import { linkIncidents, userParticipant } from '../../alerts/incidents/link-incidents.js';
import type { AlertChange, AlertNews } from '../../alerts/lifecycle/alert-change.js';
import type { AlertGrowth } from '../../alerts/lifecycle/alert-growth.js';
import { LOGIN_AFTER_MS, entered } from '../../alerts/lifecycle/alert-outcome.js';
import type { FoundLogins } from '../../alerts/lifecycle/alert-outcome.js';
import type { DetectedAlert } from '../../alerts/lifecycle/detected-alert.js';
import { grownAlert } from '../../alerts/lifecycle/grown-alert.js';
import { BulkSql, inParts } from '../../database/bulk-sql.js';
import type { SourceAlertChange } from '../detection/source-health.js';
import { alertsEnteredBy } from './entered-alerts.js';
import type { NewLogin } from './entered-alerts.js';
import { hasLogins, loginsAmong, loginsFrom, suspiciousLogins } from './stored-logins.js';
import type { AddressQuestion } from './stored-logins.js';

/** What a transaction has found. */
export interface Detections {
  readonly growth: readonly AlertGrowth[];
  /** Alerts about log sources, whole. */
  readonly sources: readonly SourceAlertChange[];
  /** Logins among its entries that detection sees. */
  readonly logins: readonly NewLogin[];
}

/** Alerts that are written at once: what is counted of them is in memory. */
const ALERTS_AT_ONCE = 500;

/**
 * Stores what detection has found, in the transaction that stores the entries: alerts with what they have gained, whether
 * they got in, and which alerts are one incident. Everything is a function of what is stored, so that it does not matter
 * how the entries were cut into transactions.
 *
 * @param at UTC milliseconds
 * @returns the alerts that changed, those of this transaction's logins first, then in the order of detection
 */
export async function recordDetections(
  manager: EntityManager,
  { growth, sources, logins }: Detections,
  at: number,
): Promise<AlertChange[]> {
  const changes = new Map<string, AlertChange>();
  const told = (change: AlertChange): void => {
    const known = changes.get(change.alert.id);
    const kind = known === undefined || RANK[change.kind] > RANK[known.kind] ? change.kind : known.kind;
    changes.set(change.alert.id, { kind, alert: change.alert });
  };
  // Logins meet the alerts as they were; what the alerts gain meets all logins.
  const enteredBefore = await alertsEnteredBy(manager, logins);
  await saveEntered(
    manager,
    enteredBefore.map(({ alert }) => alert),
  );
  for (const { kind, alert } of enteredBefore) told({ kind, alert: newsOf(alert) });
  for (const part of inParts(
    growth.filter(({ rule }) => rule.raisesAlerts),
    ALERTS_AT_ONCE,
  )) {
    for (const change of await recordGrowth(manager, part)) told(change);
  }
  for (const change of await recordSources(manager, sources)) told(change);
  await saveSilentDetections(
    manager,
    growth.filter(({ rule }) => !rule.raisesAlerts),
  );
  const all = [...changes.values()];
  await recordAlertChanges(manager, all, at);
  await countRaisedAlerts(manager, all);
  return all;
}

/** Of several changes of one alert, the one that says most is told. */
const RANK: Readonly<Record<AlertChange['kind'], number>> = { updated: 0, login_found: 1, created: 2 };

/** An alert before and after what it has gained. */
interface Grown {
  readonly growth: AlertGrowth;
  readonly before: StoredAlert | null;
  alert: DetectedAlert;
  /** Addresses that take part from now on, where the alert is not about one. */
  joined: readonly string[];
}

async function recordGrowth(manager: EntityManager, growths: readonly AlertGrowth[]): Promise<AlertChange[]> {
  const stored = await storedAlerts(
    manager,
    growths.map(({ id }) => id),
  );
  const grown = growths.map((growth): Grown => {
    const before = stored.get(growth.id) ?? null;
    return { growth, before, alert: grownAlert(before, growth), joined: [] };
  });
  await addAddresses(manager, grown);
  await lookForLogins(new BulkSql(manager), grown);
  const incidents = await linkIncidents(
    manager,
    grown.map(({ alert, before, growth }) => ({
      ...alert,
      incident: before?.incident ?? 0,
      participants: participantsOf(alert, growth),
    })),
  );
  await saveDetectedAlerts(
    manager,
    grown.map(({ alert }) => ({ ...alert, incident: incidents.get(alert.id)! })),
  );
  return grown.map(({ alert, before }) => ({ kind: kindOf(before, alert), alert: newsOf(alert) }));
}

async function recordSources(manager: EntityManager, sources: Detections['sources']): Promise<AlertChange[]> {
  if (sources.length === 0) return [];
  const latest = [...new Map(sources.map(({ alert }) => [alert.id, alert])).values()];
  const stored = await storedAlerts(
    manager,
    latest.map(({ id }) => id),
  );
  const incidents = await linkIncidents(
    manager,
    latest.map((alert) => ({ ...alert, incident: stored.get(alert.id)?.incident ?? 0, participants: [] })),
  );
  await saveDetectedAlerts(
    manager,
    latest.map((alert) => ({ ...alert, incident: incidents.get(alert.id)! })),
  );
  return sources.map(({ kind, alert }) => ({ kind, alert: newsOf(alert) }));
}

async function addAddresses(manager: EntityManager, grown: readonly Grown[]): Promise<void> {
  const many = grown.filter(({ growth }) => growth.ipAddress === null && growth.ipAddresses.length > 0);
  const joined = await saveAddresses(
    manager,
    many.map(({ growth }) => growth),
  );
  for (const each of grown) {
    const { growth, alert } = each;
    const addresses = joined.get(growth.id);
    const ipAddressCount = growth.ipAddress === null ? alert.ipAddressCount + (addresses?.added ?? 0) : 1;
    each.alert = { ...alert, ipAddressCount };
    each.joined = addresses?.participants ?? [];
  }
}

async function lookForLogins(sql: BulkSql, grown: readonly Grown[]): Promise<void> {
  const aboutLogins = grown.filter(({ alert, before }) => before === null && alert.attempts === 0);
  const own = await loginsAmong(
    sql,
    aboutLogins.flatMap(({ alert }) => alert.firstEntries.map((entryId) => [alert.id, entryId] as const)),
  );
  for (const each of aboutLogins) {
    const login = own.get(each.alert.id);
    if (login !== undefined) each.alert = { ...each.alert, login, logins: 1 };
  }
  const questions: AddressQuestion[] = [];
  for (const each of grown) questions.push(...(await questionsOf(sql, each)));
  enter(grown, await loginsFrom(sql, questions));
  const users = grown.flatMap(({ alert, before }) => {
    const { id: alertId, username, outcome } = alert;
    if (username === null || outcome === 'login_succeeded') return [];
    const { since, until } = newSpan(alert, before);
    return since > until ? [] : [{ alertId, username, since, until, fromEntry: 0 }];
  });
  enter(grown, await suspiciousLogins(sql, users));
}

function enter(grown: readonly Grown[], found: ReadonlyMap<string, FoundLogins>): void {
  for (const each of grown) {
    const logins = found.get(each.alert.id);
    if (logins !== undefined) each.alert = entered(each.alert, logins);
  }
}

/** Which logins an alert asks for: of those who take part now at all times of it, of the others since it grew longer. */
async function questionsOf(sql: BulkSql, { alert, before, growth, joined }: Grown): Promise<AddressQuestion[]> {
  const { id: alertId, ipAddress, firstSeen } = alert;
  const { since, until } = newSpan(alert, before);
  const ask = (address: string, from: number): AddressQuestion => ({
    alertId,
    ipAddress: address,
    since: from,
    until,
    fromEntry: 0,
  });
  if (ipAddress !== null) {
    if (alert.attempts === 0) return [];
    const from = before !== null && before.attempts > 0 ? since : firstSeen;
    return from > until ? [] : [ask(ipAddress, from)];
  }
  const questions = joined.map((address) => ask(address, firstSeen));
  if (before === null || growth.ipAddresses.length === 0 || since > until) return questions;
  if (!(await hasLogins(sql, since, until))) return questions;
  const known = new Set(joined);
  const others = await sql.rows('SELECT ip_address FROM alert_addresses WHERE alert_id = ? AND attempts > 0', [
    alertId,
  ]);
  const earlier = others.map((row) => String(row['ip_address'])).filter((address) => !known.has(address));
  return [...questions, ...earlier.map((address) => ask(address, since))];
}

/** When logins count for an alert that did not before. */
function newSpan(alert: DetectedAlert, before: StoredAlert | null): { since: number; until: number } {
  const since = before === null ? alert.firstSeen : before.lastSeen + LOGIN_AFTER_MS + 1;
  return { since, until: alert.lastSeen + LOGIN_AFTER_MS };
}

/** Who attacks, as far as it is news: where nobody tried to log in, whoever was there. */
function participantsOf(alert: DetectedAlert, growth: AlertGrowth): string[] {
  const addresses = growth.ipAddresses
    .filter(([, count]) => count > 0 || alert.attempts === 0)
    .map(([address]) => address);
  return alert.username === null ? addresses : [...addresses, userParticipant(alert.username)];
}

function kindOf(before: StoredAlert | null, alert: DetectedAlert): AlertChange['kind'] {
  if (before === null) return 'created';
  return before.outcome === alert.outcome ? 'updated' : 'login_found';
}

function newsOf({ id, rule, reason, groupBy, severity, outcome, attempts, events, explanation }: AlertNews): AlertNews {
  return { id, rule, reason, groupBy, severity, outcome, attempts, events, explanation };
}
