import { Inject, Injectable } from '@nestjs/common';
import type { Alert } from '../../alerts/alert.entity.js';
import { AlertsService } from '../../alerts/alerts.controller.js';
import type { Incident } from '../../alerts/alert-records.entity.js';
import { alertTests } from '../../alerts/alert-list-query.dto.js';
import type { AlertTests } from '../../alerts/alert-list-query.dto.js';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import { CLOCK, isoTime } from '../../common/clock.js';
import type { Clock } from '../../common/clock.js';
import { SqlReader } from '../../database/sql-reader.js';
import type { ListFilter } from '../../lists/list-plan.js';
import { allOf, sqlCondition } from '../../lists/sql-condition.js';
import type { SqlCondition } from '../../lists/sql-condition.js';
import { beginsBan, categoryOf } from '../../logs/programs/registry.js';
import { parseRange } from '../../net/ip-range.js';
import type { IpRange } from '../../net/ip-range.js';
import { EntryScan } from '../entry-scan.js';
import { ExaminedDto } from '../insight.dto.js';
import { timeRange } from '../stats-query.dto.js';
import type { TimeRange } from '../stats-query.dto.js';
import { ActivityCounts, stepFor, withMargins } from './activity.js';
import type { ActivityDto, ActivityQueryDto, MarkerDto } from './timeline.dto.js';

const MAX_MARKERS = 200;

/** Whose timeline it is: entries, and the alerts that are marked on it. */
interface Subject {
  readonly entries: Pick<ListFilter, 'address' | 'tests'>;
  readonly alerts: readonly SqlCondition[];
}

/** Tells how much of an attack, an address, a user or a host happened when, by stored entries. */
@Injectable()
export class TimelinesService {
  constructor(
    private readonly scan: EntryScan,
    private readonly reader: SqlReader,
    private readonly alerts: AlertsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The attack, with what came before and after it from those who took part. @throws DomainError ALERT_NOT_FOUND */
  async ofAlert(id: string, query: ActivityQueryDto): Promise<ActivityDto> {
    const alert = await this.alerts.find(id.toLowerCase());
    const until = Math.max(alert.lastSeen, alert.login?.at ?? 0);
    const subject = { entries: entriesOfAlert(alert), alerts: [sqlCondition('id = ?', alert.id)] };
    return this.within(subject, { since: alert.firstSeen, until }, query);
  }

  async ofIncident(incident: Incident, query: ActivityQueryDto): Promise<ActivityDto> {
    const participants = `SELECT participant FROM incident_spans WHERE incident = ?`;
    const rows = await this.reader.rows(`${participants} AND participant NOT LIKE 'user %' LIMIT 2`, [incident.id]);
    const only = rows.length === 1 ? parseRange(String(rows[0]!['participant'])) : null;
    const entries =
      only !== null && !('fault' in only)
        ? { address: only, tests: [] }
        : { tests: [sqlCondition(`ip_address IN (${participants})`, incident.id)] };
    const alerts = [sqlCondition('incident = ?', incident.id)];
    return this.within({ entries, alerts }, { since: incident.firstSeen, until: incident.lastSeen }, query);
  }

  ofAddress(address: IpRange, query: ActivityQueryDto): Promise<ActivityDto> {
    return this.ofRange({ entries: { address, tests: [] }, alerts: alertTests({ attacker: address }) }, query);
  }

  ofUser(username: string, query: ActivityQueryDto): Promise<ActivityDto> {
    return this.ofRange(named('username', username), query);
  }

  ofHost(host: string, query: ActivityQueryDto): Promise<ActivityDto> {
    return this.ofRange(named('host', host), query);
  }

  private async ofRange(subject: Subject, query: ActivityQueryDto): Promise<ActivityDto> {
    const now = this.clock();
    return this.measure(subject, timeRange(query, await this.scan.newest(now), now), query.parts);
  }

  /** Around an attack, unless the request says otherwise. */
  private within(subject: Subject, attack: TimeRange, query: ActivityQueryDto): Promise<ActivityDto> {
    const around = withMargins(attack, this.clock());
    const asked = { since: query.since ?? around.since, until: query.until ?? around.until };
    return this.measure(subject, timeRange(asked, null, this.clock()), query.parts);
  }

  private async measure({ entries, alerts }: Subject, range: TimeRange, most: number): Promise<ActivityDto> {
    const step = stepFor(range, most);
    const counts = new ActivityCounts(step, categoryOf);
    const markers: MarkerDto[] = [];
    const examined = await this.scan.examine({ ...entries, ...range }, (entry) => {
      counts.add(entry);
      const kind = markOf(entry.log_type);
      if (kind === null || markers.length >= MAX_MARKERS) return;
      const label = kind === 'ban' ? entry.log_type.replaceAll('_', ' ') : 'A login succeeded';
      markers.push({ at: isoTime(entry.timestamp), kind, label, alert_id: null, severity: null });
    });
    markers.push(...(await this.fired(alerts, range)));
    const parts = counts.parts(range).map(({ start, ...activity }) => ({ start: isoTime(start), ...activity }));
    return {
      since: isoTime(range.since),
      until: isoTime(range.until),
      step_seconds: step / 1000,
      parts,
      markers: markers.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).slice(0, MAX_MARKERS),
      examined: ExaminedDto.from(examined),
    };
  }

  private async fired(conditions: readonly SqlCondition[], { since, until }: TimeRange): Promise<MarkerDto[]> {
    const { text, values } = allOf([...conditions, sqlCondition('fired_at >= ? AND fired_at < ?', since, until)]);
    const rows = await this.reader.rows(
      `SELECT id, reason, severity, fired_at FROM alerts WHERE ${text} ORDER BY fired_at DESC LIMIT ${MAX_MARKERS}`,
      values,
    );
    return rows.map((row) => ({
      at: isoTime(Number(row['fired_at'])),
      kind: 'fired',
      label: String(row['reason']),
      alert_id: String(row['id']),
      severity: row['severity'] as Severity,
    }));
  }
}

function markOf(type: string): 'login' | 'ban' | null {
  if (beginsBan(type)) return 'ban';
  return categoryOf(type) === 'login_succeeded' ? 'login' : null;
}

function named(column: 'username' | 'host', value: string): Subject {
  const asked: AlertTests = column === 'username' ? { username: value } : { host: value };
  return { entries: { tests: [sqlCondition(`${column} = ?`, value)] }, alerts: alertTests(asked) };
}

/** The entries of those who took part in an attack, on the host that the alert is about, if it is about one. */
function entriesOfAlert({ id, ipAddress, groupBy, username, attempts }: Alert): Subject['entries'] {
  const host = groupBy['host'];
  const onHost = host === undefined ? [] : [sqlCondition('host = ?', host)];
  const address = ipAddress === null ? null : parseRange(ipAddress);
  if (address !== null && !('fault' in address)) return { address, tests: onHost };
  const among = sqlCondition('ip_address IN (SELECT ip_address FROM alert_addresses WHERE alert_id = ?)', id);
  // What happens on a host itself, such as a password guessed at sudo, has no address.
  if (username !== null && attempts > 0)
    return { tests: [sqlCondition(`(${among.text} OR username = ?)`, id, username), ...onHost] };
  return { tests: [among, ...onHost] };
}
