import type { EntityManager } from 'typeorm';
import { BulkSql } from '../../database/bulk-sql.js';
import type { SqlReader, SqlValue } from '../../database/sql-reader.js';
import { Incident, IncidentName, IncidentSpan } from '../alert-records.entity.js';
import type { Alert } from '../alert.entity.js';
import type { Severity } from '../lifecycle/alert-terms.js';

/** Alerts of one participant belong together when no more than this lies between them. */
const FOLLOWS_WITHIN_MS = 3_600_000;

/** What decides which incident an alert belongs to. Times are UTC milliseconds. */
interface LinkedAlert {
  readonly id: string;
  /** The incident that it belongs to already; 0: none. */
  readonly incident: number;
  readonly firedAt: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** When it was last seen as it is stored; null for an alert that is new, or about one address. */
  readonly lastSeenBefore: number | null;
  /** Who it has to do with, as far as that is news: addresses that took part, and {@link userParticipant}. */
  readonly participants: readonly string[];
}

/** A user under attack, as one whom incidents have to do with. No address begins like this. */
export function userParticipant(username: string): string {
  return `user ${username}`;
}

interface Span {
  firstSeen: number;
  lastSeen: number;
  incident: number;
}

/**
 * Finds the incidents of alerts that are new or have grown, and makes one of those that grow together; in the caller's
 * transaction. What it costs does not grow with how many alerts a participant has, or an incident.
 *
 * @returns the incident of each alert, by its id
 */
export async function linkIncidents(
  manager: EntityManager,
  alerts: readonly LinkedAlert[],
): Promise<ReadonlyMap<string, number>> {
  if (alerts.length === 0) return new Map();
  const linking = new Linking(new BulkSql(manager));
  await linking.load(alerts);
  for (const alert of alerts) linking.link(alert);
  await linking.save();
  return linking.incidents(alerts);
}

class Linking {
  private readonly spans = new Map<string, Span[]>();
  private readonly changed = new Set<string>();
  private readonly removed: { readonly participant: string; readonly firstSeen: number }[] = [];
  private readonly known = new Map<number, Incident>();
  private readonly made = new Set<number>();
  /** By incident that has become part of another: that one. */
  private readonly parts = new Map<number, number>();
  private readonly joined: [gone: number, kept: number][] = [];
  private readonly incidentOf = new Map<string, number>();
  /** By alert that has grown longer: those of its addresses that it has come near to again. */
  private readonly reached = new Map<string, Set<string>>();
  /** Ids that incidents are known by from now on. */
  private readonly names = new Map<string, number>();
  private nextId = 1;

  constructor(private readonly sql: BulkSql) {}

  async load(alerts: readonly LinkedAlert[]): Promise<void> {
    const { sql } = this;
    const [last] = await sql.rows('SELECT COALESCE(MAX(id), 0) AS id FROM incidents');
    this.nextId = Number(last!['id']) + 1;
    const since = Math.min(...alerts.map(({ firstSeen }) => firstSeen)) - FOLLOWS_WITHIN_MS;
    const until = Math.max(...alerts.map(({ lastSeen }) => lastSeen)) + FOLLOWS_WITHIN_MS;
    const participants = [...new Set(alerts.flatMap((alert) => alert.participants))];
    await this.loadSpans(participants, since, until);
    await this.loadReached(alerts);
    await this.loadOpenAlerts(alerts);
    const ids = new Set([...this.spans.values()].flat().map(({ incident }) => incident));
    for (const { incident } of alerts) if (incident > 0) ids.add(incident);
    await this.loadIncidents([...ids]);
  }

  private async loadSpans(participants: readonly string[], since: number, until: number): Promise<void> {
    const text =
      `SELECT participant, first_seen, last_seen, incident FROM ${this.sql.given({ name: 'text' })} ` +
      `JOIN incident_spans ON participant = given.name ` +
      `WHERE last_seen >= ${since} AND first_seen <= ${until} ORDER BY participant, first_seen`;
    for (const row of await this.sql.askOf(
      text,
      participants.map((participant) => [participant]),
    )) {
      this.spansOf(String(row['participant'])).push({
        firstSeen: Number(row['first_seen']),
        lastSeen: Number(row['last_seen']),
        incident: Number(row['incident']),
      });
    }
  }

  /**
   * An attack of many addresses goes on after one of them has fallen silent, and that one belongs to it when it comes
   * back. That is looked for where no span tells of the participant.
   */
  private async loadOpenAlerts(alerts: readonly LinkedAlert[]): Promise<void> {
    const text =
      `SELECT given.name AS participant, MIN(first_seen) AS first_seen, MAX(last_seen) AS last_seen, incident ` +
      `FROM ${this.sql.given({ name: 'text', since: 'integer', till: 'integer' })} ` +
      `JOIN alert_addresses ON alert_addresses.ip_address = given.name JOIN alerts ON alerts.id = alert_id ` +
      `WHERE last_seen >= given.since AND first_seen <= given.till GROUP BY given.name, incident`;
    for (const row of await this.sql.askOf(text, this.untold(alerts))) {
      this.addSpan(String(row['participant']), {
        firstSeen: Number(row['first_seen']),
        lastSeen: Number(row['last_seen']),
        incident: Number(row['incident']),
      });
    }
  }

  /** Participants of alerts of whom no span near the alert tells, with the time of the alert. */
  private untold(alerts: readonly LinkedAlert[]): SqlValue[][] {
    return alerts.flatMap((alert) =>
      alert.participants
        .filter((participant) => !(this.spans.get(participant) ?? []).some((span) => isNear(span, alert)))
        .map((participant) => [participant, alert.firstSeen - FOLLOWS_WITHIN_MS, alert.lastSeen + FOLLOWS_WITHIN_MS]),
    );
  }

  /**
   * An attack of many addresses that goes on after a while comes near to what those of them have done meanwhile that are
   * silent in it: to what began later than it had reached, in what is stored or among the alerts at hand.
   */
  private async loadReached(alerts: readonly LinkedAlert[]): Promise<void> {
    const grown = alerts.flatMap(({ id, lastSeenBefore: before, lastSeen }) =>
      before !== null && lastSeen > before
        ? [{ id, since: before + FOLLOWS_WITHIN_MS, till: lastSeen + FOLLOWS_WITHIN_MS }]
        : [],
    );
    const beginning = alerts.flatMap(({ firstSeen, participants }) =>
      grown.some(({ since, till }) => firstSeen > since && firstSeen <= till) ? participants : [],
    );
    const pairs = grown.flatMap(({ id }) => [...new Set(beginning)].map((name) => [id, name]));
    const members =
      `SELECT p.alert_id, p.ip_address FROM ${this.sql.given({ alert: 'text', name: 'text' })} ` +
      `JOIN alert_addresses AS p ON p.alert_id = given.alert AND p.ip_address = given.name`;
    const stored =
      `SELECT p.alert_id, p.ip_address, s.first_seen, s.last_seen, s.incident ` +
      `FROM ${this.sql.given({ alert: 'text', since: 'integer', till: 'integer' })} ` +
      `JOIN incident_spans AS s ON s.first_seen > given.since AND s.first_seen <= given.till ` +
      `JOIN alert_addresses AS p ON p.alert_id = given.alert AND p.ip_address = s.participant`;
    const spans = grown.map(({ id, since, till }) => [id, since, till]);
    for (const row of [...(await this.sql.askOf(members, pairs)), ...(await this.sql.askOf(stored, spans))]) {
      const [alertId, participant] = [String(row['alert_id']), String(row['ip_address'])];
      const names = this.reached.get(alertId) ?? new Set();
      this.reached.set(alertId, names.add(participant));
      if (row['incident'] === undefined) continue;
      const span = { firstSeen: Number(row['first_seen']), lastSeen: Number(row['last_seen']) };
      this.addSpan(participant, { ...span, incident: Number(row['incident']) });
    }
  }

  private addSpan(participant: string, span: Span): void {
    const spans = this.spansOf(participant);
    const known = spans.find(({ firstSeen, incident }) => firstSeen === span.firstSeen && incident === span.incident);
    if (known === undefined) spans.push(span);
    else known.lastSeen = Math.max(known.lastSeen, span.lastSeen);
    this.changed.add(participant);
  }

  private async loadIncidents(ids: readonly number[]): Promise<void> {
    const text = `SELECT incidents.id, alert_id, fired_at, first_seen, last_seen, alerts FROM ${this.sql.given({ number: 'integer' })} JOIN incidents ON incidents.id = given.number`;
    for (const row of await this.sql.askOf(
      text,
      ids.map((id) => [id]),
    )) {
      this.known.set(Number(row['id']), {
        id: Number(row['id']),
        alertId: String(row['alert_id']),
        firedAt: Number(row['fired_at']),
        firstSeen: Number(row['first_seen']),
        lastSeen: Number(row['last_seen']),
        alerts: Number(row['alerts']),
      });
    }
  }

  link(alert: LinkedAlert): void {
    let incident = this.rootOf(alert.incident);
    const participants = new Set([...alert.participants, ...(this.reached.get(alert.id) ?? [])]);
    for (const participant of participants) {
      for (const span of this.spans.get(participant) ?? []) {
        if (!isNear(span, alert)) continue;
        const other = this.rootOf(span.incident);
        incident = incident === 0 ? other : this.join(incident, other);
      }
    }
    if (incident === 0) incident = this.make(alert);
    else if (alert.incident === 0) this.add(incident, alert);
    this.stretch(incident, alert);
    this.incidentOf.set(alert.id, incident);
    for (const participant of participants) this.extend(participant, alert, incident);
  }

  incidents(alerts: readonly LinkedAlert[]): ReadonlyMap<string, number> {
    return new Map(alerts.map(({ id }) => [id, this.rootOf(this.incidentOf.get(id)!)]));
  }

  async save(): Promise<void> {
    const { sql } = this;
    for (const [gone, kept] of this.joined) {
      if (this.made.has(gone)) continue;
      for (const table of ['alerts', 'incident_names', 'incident_spans'])
        await sql.run(`UPDATE ${table} SET incident = ? WHERE incident = ?`, [kept, gone]);
      await sql.run('DELETE FROM incidents WHERE id = ?', [gone]);
    }
    const rows = [...this.known.values()].filter(({ id }) => !this.parts.has(id));
    await sql.upsert(Incident, rows, {
      conflict: ['id'],
      update: ['alertId', 'firedAt', 'firstSeen', 'lastSeen', 'alerts'],
    });
    const names = [...this.names].map(([alertId, incident]) => ({ alertId, incident: this.rootOf(incident) }));
    await sql.upsert(IncidentName, names, { conflict: ['alertId'], update: ['incident'] });
    await this.saveSpans();
  }

  private async saveSpans(): Promise<void> {
    const { sql } = this;
    for (const { participant, firstSeen } of this.removed) {
      await sql.run('DELETE FROM incident_spans WHERE participant = ? AND first_seen = ?', [participant, firstSeen]);
    }
    const spans = [...this.changed].flatMap((participant) =>
      this.spansOf(participant).map((span) => ({ participant, ...span, incident: this.rootOf(span.incident) })),
    );
    await sql.upsert(IncidentSpan, spans, { conflict: ['participant', 'firstSeen'], update: ['lastSeen', 'incident'] });
  }

  private spansOf(participant: string): Span[] {
    let spans = this.spans.get(participant);
    if (spans === undefined) this.spans.set(participant, (spans = []));
    return spans;
  }

  /** Makes one span of those that an alert brings together. */
  private extend(participant: string, alert: LinkedAlert, incident: number): void {
    const spans = this.spansOf(participant);
    const near = spans.filter((span) => isNear(span, alert));
    const [only] = near;
    const isCovered = only !== undefined && only.firstSeen <= alert.firstSeen && only.lastSeen >= alert.lastSeen;
    if (near.length === 1 && isCovered && only.incident === incident) return;
    const span = {
      firstSeen: Math.min(alert.firstSeen, ...near.map(({ firstSeen }) => firstSeen)),
      lastSeen: Math.max(alert.lastSeen, ...near.map(({ lastSeen }) => lastSeen)),
      incident,
    };
    for (const { firstSeen } of near) if (firstSeen !== span.firstSeen) this.removed.push({ participant, firstSeen });
    this.spans.set(participant, [...spans.filter((each) => !near.includes(each)), span]);
    this.changed.add(participant);
  }

  private make(alert: LinkedAlert): number {
    const id = this.nextId++;
    const { id: alertId, firedAt, firstSeen, lastSeen } = alert;
    this.known.set(id, { id, alertId, firedAt, firstSeen, lastSeen, alerts: 1 });
    this.names.set(alert.id, id);
    this.made.add(id);
    return id;
  }

  private add(id: number, alert: LinkedAlert): void {
    const incident = this.known.get(id)!;
    incident.alerts += 1;
    if (!isElder(alert.firedAt, alert.id, incident)) return;
    Object.assign(incident, { alertId: alert.id, firedAt: alert.firedAt });
    this.names.set(alert.id, id);
  }

  private stretch(id: number, { firstSeen, lastSeen }: Pick<Incident, 'firstSeen' | 'lastSeen'>): void {
    const incident = this.known.get(id)!;
    incident.firstSeen = Math.min(incident.firstSeen, firstSeen);
    incident.lastSeen = Math.max(incident.lastSeen, lastSeen);
  }

  /** @returns the incident that is left: the larger one, so that few alerts have to change */
  private join(one: number, other: number): number {
    if (one === other) return one;
    const [a, b] = [this.known.get(one)!, this.known.get(other)!];
    const isLarger = a.alerts === b.alerts ? a.id < b.id : a.alerts > b.alerts;
    const [kept, gone] = isLarger ? [a, b] : [b, a];
    if (isElder(gone.firedAt, gone.alertId, kept))
      Object.assign(kept, { alertId: gone.alertId, firedAt: gone.firedAt });
    kept.alerts += gone.alerts;
    this.stretch(kept.id, gone);
    this.parts.set(gone.id, kept.id);
    this.joined.push([gone.id, kept.id]);
    return kept.id;
  }

  private rootOf(id: number): number {
    let root = id;
    for (let next = this.parts.get(root); next !== undefined; next = this.parts.get(root)) root = next;
    if (root !== id) this.parts.set(id, root);
    return root;
  }
}

function isNear(span: Span, { firstSeen, lastSeen }: LinkedAlert): boolean {
  return span.lastSeen >= firstSeen - FOLLOWS_WITHIN_MS && span.firstSeen <= lastSeen + FOLLOWS_WITHIN_MS;
}

function isElder(firedAt: number, alertId: string, than: Incident): boolean {
  return firedAt < than.firedAt || (firedAt === than.firedAt && alertId < than.alertId);
}

/** How many other alerts of its incident an alert names. */
export const MAX_RELATED = 50;

/** Another alert of the same incident. */
interface RelatedAlert {
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
}

/** The incident of an alert, as it is now. */
interface AlertIncident {
  /** The id of its first alert. */
  readonly id: string;
  /** How many alerts it has had, the alert itself among them. */
  readonly alerts: number;
  /** Its other alerts, the first {@link MAX_RELATED}. */
  readonly related: readonly RelatedAlert[];
}

/** An alert with its incident. */
export type AlertInIncident = Alert & { readonly inIncident: AlertIncident };

/** Reads the incidents of a page of alerts. */
export async function withIncidents(
  reader: Pick<SqlReader, 'rows'>,
  alerts: readonly Alert[],
): Promise<AlertInIncident[]> {
  const incidents = new Map<number, AlertIncident>();
  for (const { incident } of alerts) {
    if (!incidents.has(incident)) incidents.set(incident, await incidentWith(reader, incident));
  }
  return alerts.map((alert) => {
    const { id, alerts: number, related } = incidents.get(alert.incident)!;
    const others = related.filter((other) => other.id !== alert.id).slice(0, MAX_RELATED);
    return { ...alert, inIncident: { id: id === '' ? alert.id : id, alerts: number, related: others } };
  });
}

async function incidentWith(reader: Pick<SqlReader, 'rows'>, incident: number): Promise<AlertIncident> {
  const [row] = await reader.rows('SELECT alert_id, alerts FROM incidents WHERE id = ?', [incident]);
  const alerts = Number(row?.['alerts'] ?? 1);
  if (row === undefined || alerts === 1) return { id: String(row?.['alert_id'] ?? ''), alerts, related: [] };
  const text = `SELECT id, rule, severity FROM alerts WHERE incident = ? ORDER BY fired_at, id LIMIT ${MAX_RELATED + 1}`;
  const related = (await reader.rows(text, [incident])).map((each) => ({
    id: String(each['id']),
    rule: String(each['rule']),
    severity: String(each['severity']) as Severity,
  }));
  return { id: String(row['alert_id']), alerts, related };
}
