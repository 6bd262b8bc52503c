import type { Incident } from '../../alerts/alert-records.entity.js';
import { SEVERITIES, isMoreSevere, ALERT_OUTCOMES } from '../../alerts/lifecycle/alert-terms.js';
import type { AlertOutcome, AlertStatus, Severity } from '../../alerts/lifecycle/alert-terms.js';
import type { AfterLogin } from '../../alerts/lifecycle/alert-outcome.js';
import type { AlertLogin } from '../../alerts/lifecycle/detected-alert.js';
import { attackActivity } from '../../alerts/lifecycle/attack-activity.js';
import type { AttackActivity } from '../../alerts/lifecycle/attack-activity.js';
import { isAttackRule } from '../../alerts/lifecycle/service-rules.js';
import { isOneOfTypes } from '../../logs/entries/log-entry.entity.js';
import { LOGIN_TYPES } from '../../logs/programs/registry.js';
import type { SqlReader, SqlRow } from '../../database/sql-reader.js';

/** A value and the failed attempts that have it in common. */
interface AttemptsOf {
  readonly value: string;
  readonly attempts: number;
}

/** What an incident is, put together from its alerts and from what its attackers did meanwhile. Times are UTC milliseconds. */
export interface IncidentFacts {
  /** The id of its first alert. */
  readonly id: string;
  readonly isAttack: boolean;
  readonly firedAt: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** Null while it goes on. */
  readonly endedAt: number | null;
  readonly activity: AttackActivity;
  /** What time it was when this was put together. */
  readonly now: number;
  readonly severity: Severity;
  readonly outcome: AlertOutcome;
  readonly status: AlertStatus;
  readonly alerts: number;
  readonly openAlerts: number;
  /** True where a client may have chosen the address of one of its alerts. */
  readonly isForgeable: boolean;
  /** The rules that raised them, the most severe first. */
  readonly rules: readonly { readonly rule: string; readonly reason: string; readonly alerts: number }[];
  readonly attempts: number;
  /** True where there were more: too many entries to count, or some are no longer stored. */
  readonly attemptsAreLeast: boolean;
  readonly addressCount: number;
  readonly addresses: readonly AttemptsOf[];
  readonly usernameCount: number;
  readonly usernames: readonly AttemptsOf[];
  readonly hosts: readonly AttemptsOf[];
  /** Logins that its alerts name, the first of each, in the order of time. */
  readonly logins: readonly AlertLogin[];
  /** What they did, in words that go on after `they`. */
  readonly afterLogin: readonly string[];
  /** What the first alert is about, where nobody attacks. */
  readonly groupBy: Readonly<Record<string, string>>;
}

/** How many values an incident names, and how many entries of its attackers are counted. */
export const MAX_VALUES = 10;
export const MAX_ENTRIES = 10_000;
const MAX_OUTCOMES = 200;

/** Reads what incidents are. @param now UTC milliseconds: decides whether an attack goes on */
export async function incidentFacts(
  reader: SqlReader,
  incidents: readonly Incident[],
  now: number,
): Promise<IncidentFacts[]> {
  if (incidents.length === 0) return [];
  const ids = incidents.map(({ id }) => id);
  const groups = groupedBy(await reader.rows(`${GROUPS} (${ids.join(', ')}) ${BY_RULE}`));
  const outcomes = groupedBy(await reader.rows(`${OUTCOMES} (${ids.join(', ')}) ${BY_TIME}`));
  const oldest = await reader.rows('SELECT MIN(timestamp) AS oldest FROM log_entries');
  const storedSince = Number(oldest[0]?.['oldest'] ?? Number.MAX_SAFE_INTEGER);
  const facts: IncidentFacts[] = [];
  for (const incident of incidents) {
    const entries = await countEntries(reader, incident);
    const counted = { ...entries, isCut: entries.isCut || storedSince > incident.firstSeen };
    facts.push(factsOf(incident, groups.get(incident.id) ?? [], outcomes.get(incident.id) ?? [], counted, now));
  }
  return facts;
}

const GROUPS =
  'SELECT incident, rule, reason, severity, outcome, COUNT(*) AS alerts, MAX(attempts) AS attempts, MAX(ends_at) AS ends_at, ' +
  'SUM(CASE WHEN resolved_at IS NULL AND acknowledged_at IS NULL THEN 1 ELSE 0 END) AS open, ' +
  'SUM(CASE WHEN resolved_at IS NULL AND acknowledged_at IS NOT NULL THEN 1 ELSE 0 END) AS acknowledged, ' +
  'SUM(CASE WHEN forgeable THEN 1 ELSE 0 END) AS forgeable, ' +
  'MIN(group_by) AS group_by FROM alerts WHERE incident IN';
const BY_RULE = 'GROUP BY incident, rule, reason, severity, outcome';

const OUTCOMES =
  'SELECT incident, outcome, severity, login, after_login FROM (SELECT incident, outcome, severity, login, after_login, fired_at, ' +
  'ROW_NUMBER() OVER (PARTITION BY incident ORDER BY fired_at, id) AS place FROM alerts ' +
  `WHERE outcome <> 'none' AND incident IN`;
const BY_TIME = `) AS entered WHERE place <= ${MAX_OUTCOMES} ORDER BY fired_at`;

function groupedBy(rows: readonly SqlRow[]): ReadonlyMap<number, SqlRow[]> {
  const groups = new Map<number, SqlRow[]>();
  for (const row of rows) {
    const incident = Number(row['incident']);
    const known = groups.get(incident);
    if (known === undefined) groups.set(incident, [row]);
    else known.push(row);
  }
  return groups;
}

type CountedEntries = Pick<
  IncidentFacts,
  'attempts' | 'addressCount' | 'addresses' | 'usernameCount' | 'usernames' | 'hosts'
> & { readonly isCut: boolean };

/** What its attackers did while it lasted, by the log entries. */
async function countEntries(reader: SqlReader, { id }: Incident): Promise<CountedEntries> {
  const rows = await reader.rows(ENTRIES, [id, MAX_ENTRIES + 1]);
  const addressCount = await reader.number(ADDRESS_COUNT, [id]);
  const [addresses, usernames, hosts] = ['ip_address', 'username', 'host'].map((column) => attemptsBy(rows, column));
  // A name that stands in entries without an attempt was not tried.
  const tried = usernames!.filter((each) => each.attempts > 0);
  let [attempts, entries] = [0, 0];
  for (const row of rows) {
    attempts += Number(row['attempts']);
    entries += Number(row['entries']);
  }
  return {
    attempts,
    isCut: entries > MAX_ENTRIES,
    addressCount,
    addresses: addresses!.slice(0, MAX_VALUES),
    usernameCount: tried.length,
    usernames: tried.slice(0, MAX_VALUES),
    hosts: hosts!.slice(0, MAX_VALUES),
  };
}

/** Who of its attackers tried which name, and who got in so: of the same entries. */
export async function attemptsByPair(
  reader: SqlReader,
  { id }: Incident,
): Promise<{ address: string; username: string | null; attempts: number; login: boolean }[]> {
  const rows = await reader.rows(ENTRIES, [id, MAX_ENTRIES + 1]);
  return rows.map((row) => ({
    address: String(row['ip_address']),
    username: row['username'] as string | null,
    attempts: Number(row['attempts']),
    login: Number(row['logins']) > 0,
  }));
}

const ENTRIES =
  'SELECT ip_address, username, host, SUM(attempts) AS attempts, COUNT(*) AS entries, ' +
  `SUM(CASE WHEN ${isOneOfTypes('log_type', LOGIN_TYPES)} THEN 1 ELSE 0 END) AS logins FROM ` +
  '(SELECT e.ip_address, e.username, e.host, e.attempts, e.log_type FROM incident_spans AS s JOIN log_entries AS e ' +
  'ON e.ip_address = s.participant AND e.timestamp >= s.first_seen AND e.timestamp <= s.last_seen ' +
  'WHERE s.incident = ? AND NOT e.allowlisted LIMIT ?) AS counted GROUP BY ip_address, username, host';

/** Participants that are users have a name with a blank, which no address has. */
const IS_ADDRESS = `participant NOT LIKE 'user %'`;
const ADDRESS_COUNT = `SELECT COUNT(DISTINCT participant) AS number FROM incident_spans WHERE incident = ? AND ${IS_ADDRESS}`;

/** The most first; among equals by value. */
function attemptsBy(rows: readonly SqlRow[], column: string): AttemptsOf[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = row[column];
    if (value === null || value === undefined) continue;
    counts.set(String(value), (counts.get(String(value)) ?? 0) + Number(row['attempts']));
  }
  return [...counts]
    .map(([value, attempts]) => ({ value, attempts }))
    .sort((a, b) => b.attempts - a.attempts || (a.value < b.value ? -1 : 1));
}

function factsOf(
  incident: Incident,
  groups: readonly SqlRow[],
  entered: readonly SqlRow[],
  { isCut, ...counted }: CountedEntries,
  now: number,
): IncidentFacts {
  const sum = (column: string): number => groups.reduce((total, row) => total + Number(row[column]), 0);
  const most = (column: string): number => groups.reduce((highest, row) => Math.max(highest, Number(row[column])), 0);
  const [open, endsAt, largest] = [sum('open'), most('ends_at'), most('attempts')];
  const outcome = worst(groups.map((row) => row['outcome'] as AlertOutcome));
  return {
    id: incident.alertId,
    isAttack: groups.some((row) => isAttackRule(String(row['rule']))),
    firedAt: incident.firedAt,
    firstSeen: incident.firstSeen,
    lastSeen: incident.lastSeen,
    endedAt: endsAt < now ? endsAt : null,
    activity: attackActivity({ lastSeen: incident.lastSeen, endsAt }, now),
    now,
    severity: groups.map((row) => row['severity'] as Severity).reduce(moreSevere, 'informational'),
    outcome,
    status: open > 0 ? 'open' : sum('acknowledged') > 0 ? 'acknowledged' : 'resolved',
    alerts: sum('alerts'),
    openAlerts: open,
    isForgeable: sum('forgeable') > 0,
    rules: rulesOf(groups),
    ...counted,
    attempts: Math.max(counted.attempts, largest),
    attemptsAreLeast: isCut,
    logins: loginsOf(entered, outcome),
    afterLogin: afterLoginOf(entered),
    groupBy: JSON.parse(String(groups[0]?.['group_by'] ?? '{}')) as Record<string, string>,
  };
}

function moreSevere(one: Severity, other: Severity): Severity {
  return isMoreSevere(other, one) ? other : one;
}

function worst(outcomes: readonly AlertOutcome[]): AlertOutcome {
  return ALERT_OUTCOMES[Math.max(0, ...outcomes.map((each) => ALERT_OUTCOMES.indexOf(each)))]!;
}

function rulesOf(groups: readonly SqlRow[]): IncidentFacts['rules'] {
  const rules = new Map<string, { rule: string; reason: string; alerts: number; rank: number }>();
  for (const row of groups) {
    const [rule, reason] = [String(row['rule']), String(row['reason'])];
    const rank = SEVERITIES.indexOf(row['severity'] as Severity);
    const known = rules.get(rule) ?? { rule, reason, alerts: 0, rank };
    rules.set(rule, {
      ...known,
      alerts: known.alerts + Number(row['alerts']),
      rank: Math.max(rank, known.rank),
    });
  }
  return [...rules.values()]
    .sort((a, b) => b.rank - a.rank || b.alerts - a.alerts || (a.rule < b.rule ? -1 : 1))
    .map(({ rule, reason, alerts }) => ({ rule, reason, alerts }));
}

/** Several alerts see one login; where it is certain that they got in, what is only suspected says nothing more. */
function loginsOf(entered: readonly SqlRow[], outcome: AlertOutcome): AlertLogin[] {
  const logins = new Map<number, AlertLogin>();
  for (const row of entered) {
    if (row['outcome'] !== outcome || row['login'] === null) continue;
    const login = JSON.parse(String(row['login'])) as AlertLogin;
    logins.set(login.entryId, login);
  }
  return [...logins.values()].sort((a, b) => a.at - b.at || a.entryId - b.entryId);
}

function afterLoginOf(entered: readonly SqlRow[]): readonly string[] {
  const told = entered.flatMap((row) =>
    row['after_login'] === null ? [] : [(JSON.parse(String(row['after_login'])) as AfterLogin).sentences],
  );
  return told.reduce((longest, each) => (each.length > longest.length ? each : longest), []);
}
