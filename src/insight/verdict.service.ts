import { Injectable } from '@nestjs/common';
import { AlertLoginDto } from '../alerts/alert.dto.js';
import { alertTests, isAboutAttack } from '../alerts/alert-list-query.dto.js';
import { attackActivity } from '../alerts/lifecycle/attack-activity.js';
import type { AttackActivity } from '../alerts/lifecycle/attack-activity.js';
import { LOGIN_AFTER_MS } from '../alerts/lifecycle/alert-outcome.js';
import type { AlertLogin } from '../alerts/lifecycle/detected-alert.js';
import { SqlReader } from '../database/sql-reader.js';
import type { SqlRow } from '../database/sql-reader.js';
import { allOf, isOneOf, sqlCondition } from '../lists/sql-condition.js';
import type { SqlCondition } from '../lists/sql-condition.js';
import { LOGIN_COLUMNS, loginOf } from '../analysis/outcome/stored-logins.js';
import { isOneOfTypes } from '../logs/entries/log-entry.entity.js';
import { LOGIN_TYPES } from '../logs/programs/registry.js';
import type { TimeRange } from './stats-query.dto.js';
import { VERDICTS } from './verdict.dto.js';
import type { BreakInDto, VerdictDto, VerdictKind } from './verdict.dto.js';

/** How many alerts, logins and attackers are looked at. */
const MAX_ALERTS = 10_000;
const MAX_BREAK_INS = 1_000;
const MAX_ATTACKERS = 100_000;
const MAX_SHOWN = 20;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const ENTRIES_AT_ONCE = 500;

const NO_FALSE_POSITIVE = sqlCondition(`(resolution IS NULL OR resolution <> 'false_positive')`);

/** Says how things stand: one definition for the page, the API and everybody else. */
@Injectable()
export class VerdictService {
  constructor(private readonly reader: SqlReader) {}

  /**
   * @param now when the range was chosen, UTC milliseconds: one that ends within the minute before it reaches up to now
   * @param host only what was attacked there, and who logged in there; undefined: everywhere
   */
  async of(range: TimeRange, now: number, host?: string): Promise<VerdictDto> {
    const active = [
      ...alertTests({ active_since: range.since, active_until: range.until, ...(host === undefined ? {} : { host }) }),
      NO_FALSE_POSITIVE,
      isAboutAttack(true),
    ];
    const alerts = await this.activeAlerts(active);
    const counted = alerts.slice(0, MAX_ALERTS);
    const open = counted.filter((row) => row['resolved_at'] === null);
    const reachesUpToNow = range.until > now - MINUTE_MS;
    const ongoing = counted.filter((row) => reachesUpToNow && activityOf(row, now) === 'active');
    const [breakIns, suspected] = [await this.breakIns(range, host), await this.suspected(range, host)];
    const openBreakIns = breakIns.filter(({ isOpen }) => isOpen);
    const logins = openBreakIns.length > 0 ? openBreakIns : suspected;
    const attackers = await this.attackers(active);
    return {
      kind: await this.kindOf([openBreakIns, suspected, ongoing, open], range, host),
      break_ins: breakIns.length,
      suspected_logins: suspected.length,
      logins: await this.shown(logins.slice(0, MAX_SHOWN)),
      attackers: Math.min(attackers, MAX_ATTACKERS),
      attackers_is_least: attackers > MAX_ATTACKERS,
      ongoing: ongoing.length,
      alerts: counted.length,
      incidents: new Set(counted.map((row) => row['incident'])).size,
      open_incidents: new Set(open.filter((row) => row['acknowledged_at'] === null).map((row) => row['incident'])).size,
      complete: alerts.length <= MAX_ALERTS,
    };
  }

  /** @param signs what speaks for each kind, in their order */
  private async kindOf(
    signs: readonly (readonly unknown[])[],
    { since, until }: TimeRange,
    host: string | undefined,
  ): Promise<VerdictKind> {
    const first = signs.findIndex((found) => found.length > 0);
    if (first >= 0) return VERDICTS[first]!;
    const read =
      host === undefined
        ? await this.reader.rows(READ, [since, until])
        : await this.reader.rows(
            'SELECT 1 AS found FROM rollup_counts WHERE span = 1 AND start > ? AND start < ? AND host = ? LIMIT 1',
            [since - HOUR_MS, until, host],
          );
    return read.length === 0 ? 'unknown' : 'quiet';
  }

  /** The latest first, one more than are looked at. */
  private activeAlerts(tests: readonly SqlCondition[]): Promise<SqlRow[]> {
    const { text, values } = allOf(tests);
    return this.reader.rows(
      `SELECT incident, last_seen, ends_at, acknowledged_at, resolved_at FROM alerts WHERE ${text} ` +
        `ORDER BY last_seen DESC LIMIT ${MAX_ALERTS + 1}`,
      values,
    );
  }

  /** Logins in the range from addresses that took part in an attack, during it or within a day after; each once, the latest first. */
  private async breakIns({ since, until }: TimeRange, host: string | undefined): Promise<FoundLogin[]> {
    const { text, values } = allOf([
      isOneOf('outcome', ['login_succeeded']),
      NO_FALSE_POSITIVE,
      sqlCondition('last_seen >= ? AND first_seen < ?', since - LOGIN_AFTER_MS, until),
    ]);
    const [onHost, there] = host === undefined ? ['', []] : [' AND l.host = ?', [host]];
    const entered = `SELECT id, incident, ip_address, attempts, first_seen, last_seen, login, resolved_at FROM alerts WHERE ${text} LIMIT ${MAX_BREAK_INS}`;
    const rows = await this.reader.rows(
      `SELECT a.id AS alert, a.incident, a.resolved_at, ${LOGIN} FROM (${entered}) AS a ` +
        `JOIN log_entries AS l ON l.ip_address = a.ip_address WHERE a.attempts > 0 AND ${WITHIN}${onHost} ` +
        `UNION ALL SELECT a.id AS alert, a.incident, a.resolved_at, ${LOGIN} FROM (${entered}) AS a ` +
        'JOIN alert_addresses AS p ON p.alert_id = a.id AND p.attempts > 0 ' +
        `JOIN log_entries AS l ON l.ip_address = p.ip_address WHERE a.ip_address IS NULL AND ${WITHIN}${onHost} ` +
        `ORDER BY timestamp DESC LIMIT ${MAX_BREAK_INS}`,
      [...values, since, until, ...there, ...values, since, until, ...there],
    );
    const found = rows.map(foundLogin);
    for (const row of await this.reader.rows(entered, values)) found.push(...namedLogin(row, { since, until }));
    return this.onHost(eachOnce(found), host);
  }

  /** The logins that alerts name and somebody should look at, of alerts that nobody has resolved. */
  private async suspected(range: TimeRange, host: string | undefined): Promise<FoundLogin[]> {
    const { since, until } = range;
    const rows = await this.reader.rows(
      `SELECT id, incident, login, resolved_at FROM alerts WHERE outcome = 'login_suspected' AND resolved_at IS NULL ` +
        `AND last_seen >= ? AND first_seen < ? LIMIT ${MAX_BREAK_INS}`,
      [since - LOGIN_AFTER_MS, until],
    );
    return this.onHost(eachOnce(rows.flatMap((row) => namedLogin(row, range))), host);
  }

  /** Where logins happened that an alert names, and those on one host alone, where one is given. */
  private async onHost(logins: readonly FoundLogin[], host: string | undefined): Promise<FoundLogin[]> {
    const unknown = logins.filter((each) => each.host === null).map(({ login }) => login.entryId);
    const hosts = new Map<number, string | null>();
    for (let start = 0; start < unknown.length; start += ENTRIES_AT_ONCE) {
      const { text, values } = isOneOf('id', unknown.slice(start, start + ENTRIES_AT_ONCE));
      for (const row of await this.reader.rows(`SELECT id, host FROM log_entries WHERE ${text}`, values))
        hosts.set(Number(row['id']), row['host'] as string | null);
    }
    const placed = logins.map((each) => ({ ...each, host: each.host ?? hosts.get(each.login.entryId) ?? null }));
    return host === undefined ? placed : placed.filter((each) => each.host === host);
  }

  /** How many addresses took part, one more than are counted at most. */
  private attackers(tests: readonly SqlCondition[]): Promise<number> {
    const { text, values } = allOf(tests);
    const own = `SELECT ip_address FROM alerts WHERE ip_address IS NOT NULL AND ${text}`;
    const shared =
      `SELECT p.ip_address FROM alert_addresses AS p WHERE p.attempts > 0 AND p.alert_id IN ` +
      `(SELECT id FROM alerts WHERE ip_address IS NULL AND ${text})`;
    return this.reader.number(
      `SELECT COUNT(*) AS number FROM (SELECT DISTINCT ip_address FROM (${own} UNION ALL ${shared}) AS took LIMIT ${MAX_ATTACKERS + 1}) AS counted`,
      [...values, ...values],
    );
  }

  private async shown(logins: readonly FoundLogin[]): Promise<BreakInDto[]> {
    const names = new Map<number, string>();
    for (const { incident } of logins) {
      if (names.has(incident)) continue;
      const [row] = await this.reader.rows('SELECT alert_id FROM incidents WHERE id = ?', [incident]);
      names.set(incident, String(row?.['alert_id'] ?? ''));
    }
    return logins.map(({ login, host, alertId, incident }) => ({
      ...AlertLoginDto.from(login),
      host,
      alert_id: alertId,
      incident_id: names.get(incident)!,
    }));
  }
}

/** Whether lines of a time were read: nobody has read what came before the first that is stored. */
const READ =
  'SELECT 1 AS found FROM log_sources WHERE last_line_at >= ? AND ? > (SELECT COALESCE(MIN(timestamp), 0) FROM log_entries) LIMIT 1';

function activityOf(row: SqlRow, now: number): AttackActivity {
  return attackActivity({ lastSeen: Number(row['last_seen']), endsAt: Number(row['ends_at']) }, now);
}

interface FoundLogin {
  readonly login: AlertLogin;
  readonly host: string | null;
  readonly alertId: string;
  readonly incident: number;
  /** False where somebody has resolved the alert. */
  readonly isOpen: boolean;
}

const LOGIN = `${LOGIN_COLUMNS}, l.host`;
const WITHIN =
  `${isOneOfTypes('l.log_type', LOGIN_TYPES)} AND NOT l.allowlisted AND l.timestamp >= a.first_seen ` +
  `AND l.timestamp <= a.last_seen + ${LOGIN_AFTER_MS} AND l.timestamp >= ? AND l.timestamp < ?`;

function foundLogin(row: SqlRow): FoundLogin {
  return {
    login: loginOf(row),
    host: row['host'] as string | null,
    alertId: String(row['alert']),
    incident: Number(row['incident']),
    isOpen: row['resolved_at'] === null,
  };
}

/** The login that an alert names, where it lies within the range. */
function namedLogin(row: SqlRow, { since, until }: TimeRange): FoundLogin[] {
  if (row['login'] === null) return [];
  const login = JSON.parse(String(row['login'])) as AlertLogin;
  if (login.at < since || login.at >= until) return [];
  const isOpen = row['resolved_at'] === null;
  return [{ login, host: null, alertId: String(row['id']), incident: Number(row['incident']), isOpen }];
}

/** Several alerts see one login: it is open where any of them is. */
function eachOnce(found: readonly FoundLogin[]): FoundLogin[] {
  const logins = new Map<number, FoundLogin>();
  for (const each of found) {
    const known = logins.get(each.login.entryId);
    if (known === undefined || (each.isOpen && !known.isOpen))
      logins.set(each.login.entryId, { ...each, host: each.host ?? known?.host ?? null });
  }
  return [...logins.values()].sort((a, b) => b.login.at - a.login.at || b.login.entryId - a.login.entryId);
}
