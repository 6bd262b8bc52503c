import { In } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { BulkSql, inParts } from '../database/bulk-sql.js';
import type { SqlRow } from '../database/sql-reader.js';
import { AlertAddress, SilentDetection } from './alert-records.entity.js';
import { Alert, detectedColumns } from './alert.entity.js';
import { alertSummary } from './lifecycle/detected-alert.js';
import type { AlertGrowth, AttackFacts, DetectedAlert } from './lifecycle/detected-alert.js';
import type { AlertEntered } from './lifecycle/alert-outcome.js';

/** An alert as detection writes it. */
export interface StoredAlert extends DetectedAlert {
  readonly incident: number;
}

/** Alerts with everything that detection has counted, by id; in the caller's transaction. */
export async function storedAlerts(
  manager: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredAlert>> {
  const stored = new Map<string, StoredAlert>();
  for (const part of inParts(ids)) {
    const query = manager.createQueryBuilder(Alert, 'alert').addSelect('alert.tallies');
    for (const alert of await query.where({ id: In(part) }).getMany()) {
      stored.set(alert.id, { ...alert, ...alert.tallies });
    }
  }
  return stored;
}

/** Writes what detection found, in the caller's transaction; what people did with the alerts stays as it is. */
export async function saveDetectedAlerts(manager: EntityManager, alerts: readonly StoredAlert[]): Promise<void> {
  const update = detectedColumns(manager.connection.getMetadata(Alert).columns);
  const rows = alerts.map((alert) => alertRow(alert, update));
  await new BulkSql(manager).upsert(Alert, rows, { conflict: ['id'], update });
}

/** Writes down that they got in, or may have. */
export async function saveEntered(
  manager: EntityManager,
  alerts: readonly (AlertEntered & { readonly id: string })[],
): Promise<void> {
  const sql = new BulkSql(manager);
  const given = sql.given({ id: 'text', severity: 'text', outcome: 'text', login: 'text', logins: 'integer' });
  const values = ['severity', 'outcome', 'login', 'logins'].map((name) => `${name} = given.${name}`).join(', ');
  for (const part of inParts(alerts)) {
    const rows = part.map(({ id, severity, outcome, login, logins }) => [
      id,
      severity,
      outcome,
      JSON.stringify(login),
      logins,
    ]);
    await sql.run(`UPDATE alerts SET ${values} FROM ${given} WHERE alerts.id = given.id`, [sql.givenRows(rows)]);
  }
}

/** Writes what rules found that raise no alert themselves, in the caller's transaction. */
export async function saveSilentDetections(manager: EntityManager, detections: readonly AlertGrowth[]): Promise<void> {
  const rows = detections.map((growth) => {
    const { id, rule, groupBy, ipAddress, firstSeen, firedAt, lastSeen, firing, lane } = growth;
    const detection = { id, rule: rule.name, groupBy, ipAddress, firstSeen, firedAt, lastSeen, firing, lane };
    return { id, lane, lastSeen, detection };
  });
  const upsert = { conflict: ['id'], update: ['lane', 'lastSeen', 'detection'] };
  await new BulkSql(manager).upsert(SilentDetection, rows, upsert);
}

/** What has grown of an attack that is not about one address: the addresses that came, by alert. */
interface JoinedAddresses {
  /** How many came that the alert did not know. */
  readonly added: number;
  /** Those that take part from now on: with the first attempts of theirs. */
  readonly participants: readonly string[];
}

/** Writes down who takes part in attacks of many addresses, in the caller's transaction. */
export async function saveAddresses(
  manager: EntityManager,
  growths: readonly Pick<AlertGrowth, 'id' | 'ipAddresses'>[],
): Promise<ReadonlyMap<string, JoinedAddresses>> {
  const sql = new BulkSql(manager);
  const pairs = growths.flatMap(({ id, ipAddresses }) => ipAddresses.map(([address]) => [id, address]));
  const text =
    `SELECT p.alert_id, p.ip_address, p.attempts FROM ${sql.given({ alert: 'text', address: 'text' })} ` +
    `JOIN alert_addresses AS p ON p.alert_id = given.alert AND p.ip_address = given.address`;
  const known = new Map<string, number>();
  for (const row of await sql.askOf(text, pairs)) known.set(keyOf(row), Number(row['attempts']));
  const rows: AlertAddress[] = [];
  const joined = new Map<string, JoinedAddresses>();
  for (const { id: alertId, ipAddresses } of growths) {
    let added = 0;
    const participants: string[] = [];
    for (const [ipAddress, count] of ipAddresses) {
      const before = known.get(`${alertId} ${ipAddress}`);
      if (before === undefined) added += 1;
      if (count > 0 && (before ?? 0) === 0) participants.push(ipAddress);
      rows.push({ alertId, ipAddress, attempts: (before ?? 0) + count });
    }
    joined.set(alertId, { added, participants });
  }
  await sql.upsert(AlertAddress, rows, { conflict: ['alertId', 'ipAddress'], update: ['attempts'] });
  return joined;
}

function keyOf(row: SqlRow): string {
  return `${String(row['alert_id'])} ${String(row['ip_address'])}`;
}

/** Where detections are to be found that a stream goes on with. Times are UTC milliseconds. */
interface DetectionsInReach {
  readonly lane: number;
  /** Attacks that end then or later go on. */
  readonly endsSince: number;
  /** What fired then or later still counts for rules that count firings. */
  readonly firedSince: number;
  /** Names of the rules whose firings others count. */
  readonly referredRules: readonly string[];
}

/** Detections that a stream has to go on with, silent or not, a part at a time. */
export async function* detectionsInReach(
  manager: EntityManager,
  { lane, endsSince, firedSince, referredRules }: DetectionsInReach,
): AsyncGenerator<AttackFacts[]> {
  const referred = [...referredRules];
  for (let behind = ''; ;) {
    const query = manager
      .createQueryBuilder(Alert, 'a')
      .select(
        ['id', 'rule', 'groupBy', 'ipAddress', 'firstSeen', 'firedAt', 'lastSeen', 'firing', 'lane'].map(
          (name) => `a.${name}`,
        ),
      )
      .where(
        'a.lane = :lane AND a.id > :behind AND (a.endsAt >= :endsSince OR (a.firedAt >= :firedSince AND a.rule IN (:...referred)))',
      )
      .setParameters({ lane, behind, endsSince, firedSince, referred: referred.length === 0 ? [''] : referred })
      .orderBy('a.id', 'ASC')
      .limit(DETECTIONS_AT_ONCE);
    const alerts = await query.getMany();
    if (alerts.length > 0) yield alerts;
    if (alerts.length < DETECTIONS_AT_ONCE) break;
    behind = alerts.at(-1)!.id;
  }
  for (let behind = ''; ;) {
    const silent = await manager
      .createQueryBuilder(SilentDetection, 's')
      .where('s.lane = :lane AND s.lastSeen >= :firedSince AND s.id > :behind', { lane, firedSince, behind })
      .orderBy('s.id', 'ASC')
      .limit(DETECTIONS_AT_ONCE)
      .getMany();
    if (silent.length > 0) yield silent.map(({ detection }) => detection);
    if (silent.length < DETECTIONS_AT_ONCE) return;
    behind = silent.at(-1)!.id;
  }
}

const DETECTIONS_AT_ONCE = 1_000;

function alertRow(alert: StoredAlert, columns: readonly (keyof Alert)[]): Partial<Alert> {
  const { usernames, ipAddresses, methods, hosts } = alert;
  const row: Record<string, unknown> = { id: alert.id };
  for (const property of columns) row[property] = (alert as unknown as Partial<Alert>)[property];
  row['summary'] = alertSummary(alert);
  row['tallies'] = { usernames, ipAddresses, methods, hosts };
  return row;
}
