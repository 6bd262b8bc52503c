import type { EntityManager } from 'typeorm';
import { countRaisedAlerts, recordAlertChanges } from '../../alerts/alert-outbox.js';
import { saveAddresses, saveDetectedAlerts, storedAlerts } from '../../alerts/alert-store.js';
import type { StoredAlert } from '../../alerts/alert-store.js';
import { linkIncidents, userParticipant } from '../../alerts/incidents/incidents.js';
import { LOGIN_AFTER_MS, entered, newsOf } from '../../alerts/lifecycle/alert-outcome.js';
import type { AlertChange, FoundLogins } from '../../alerts/lifecycle/alert-outcome.js';
import { grownAlert } from '../../alerts/lifecycle/detected-alert.js';
import type { AlertGrowth, DetectedAlert } from '../../alerts/lifecycle/detected-alert.js';
import { BulkSql } from '../../database/bulk-sql.js';
import { hasLogins, loginsAmong, loginsFrom, suspiciousLogins } from './stored-logins.js';
import type { AddressQuestion } from './stored-logins.js';

/** An alert before and after what it has gained. */
interface Grown {
  readonly growth: AlertGrowth;
  readonly before: StoredAlert | null;
  alert: DetectedAlert;
  /** Addresses that take part from now on, where the alert is not about one. */
  joined: readonly string[];
}

/**
 * Stores what attacks have gained, with the alerts' changes for whoever listens; in the caller's transaction.
 *
 * @param at UTC milliseconds
 */
export async function recordGrowth(
  manager: EntityManager,
  growths: readonly AlertGrowth[],
  at: number,
): Promise<AlertChange[]> {
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
      lastSeenBefore: alert.ipAddress === null ? (before?.lastSeen ?? null) : null,
      participants: participantsOf(alert, growth),
    })),
  );
  await saveDetectedAlerts(
    manager,
    grown.map(({ alert }) => ({ ...alert, incident: incidents.get(alert.id)! })),
  );
  const changes = grown.map(({ alert, before }) => ({ kind: kindOf(before, alert), alert: newsOf(alert) }));
  await recordAlertChanges(manager, changes, at);
  await countRaisedAlerts(manager, changes);
  return changes;
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
  for (const each of grown) for (const question of await questionsOf(sql, each)) questions.push(question);
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
