import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Alert } from '../../alerts/alert.entity.js';
import { Incident } from '../../alerts/alert-records.entity.js';
import { alertTests } from '../../alerts/alert-list-query.dto.js';
import type { AlertTests } from '../../alerts/alert-list-query.dto.js';
import { AlertsService } from '../../alerts/alerts.controller.js';
import { ALERT_OUTCOMES, SEVERITIES } from '../../alerts/lifecycle/alert-terms.js';
import type { SessionDto } from '../../analysis/sessions/session.dto.js';
import { SessionsService } from '../../analysis/sessions/sessions.service.js';
import { CLOCK, isoTime } from '../../common/clock.js';
import type { Clock } from '../../common/clock.js';
import { DomainError } from '../../common/domain.error.js';
import { EntityRows } from '../../database/entity-rows.js';
import { SqlReader } from '../../database/sql-reader.js';
import type { Page } from '../../http/answer.js';
import type { PageQueryDto } from '../../http/api-page.js';
import { ListReader } from '../../lists/list-reader.js';
import { incidentFacts } from './incident-facts.js';
import { INCIDENT_SORTS, IncidentDetailDto, IncidentDto, MAX_SHOWN, hasAlert } from './incident.dto.js';
import type { IncidentAddressDto } from './incident.dto.js';

/** Of each outcome, the latest are considered for the worst. */
const MAX_CONSIDERED = 200;

/** Reads incidents. */
@Injectable()
export class IncidentsService {
  /** All incidents, with filters and cursors. */
  readonly list: ListReader<Incident>;

  constructor(
    private readonly reader: SqlReader,
    private readonly database: DataSource,
    private readonly alerts: AlertsService,
    private readonly sessions: SessionsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    const rows = new EntityRows(database, Incident);
    this.list = new ListReader(reader, { ...INCIDENTS, columns: rows.columns }, INCIDENT_SORTS, (row) =>
      rows.entity(row),
    );
  }

  /** A page of incidents as the API shows them. */
  async views(incidents: readonly Incident[]): Promise<IncidentDto[]> {
    const facts = await incidentFacts(this.reader, incidents, this.clock());
    return facts.map((each) => IncidentDto.from(each));
  }

  /** The incidents with an alert that passes, what went on last first. */
  async withAlerts(tests: AlertTests, most: number): Promise<IncidentDto[]> {
    const found: Incident[] = [];
    const filter = { tests: [hasAlert(alertTests(tests))] };
    for await (const { items } of this.list.steps(filter, '-last_seen', most)) {
      found.push(...items);
      if (found.length >= most) break;
    }
    return this.views(found.slice(0, most));
  }

  /**
   * Attacks with an alert that passes: break-ins first, then suspicious logins, then the most severe and the largest. Those with
   * a login are found however many others there are.
   */
  async worst(tests: Omit<AlertTests, 'outcome'>, most: number): Promise<IncidentDto[]> {
    const found = new Map<string, IncidentDto>();
    for (const outcome of ALERT_OUTCOMES) {
      for (const each of await this.withAlerts({ ...tests, outcome }, MAX_CONSIDERED)) found.set(each.id, each);
    }
    return [...found.values()]
      .filter(({ kind }) => kind === 'attack')
      .sort(
        (a, b) =>
          ALERT_OUTCOMES.indexOf(b.outcome) - ALERT_OUTCOMES.indexOf(a.outcome) ||
          SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
          b.attempts - a.attempts ||
          (a.id < b.id ? -1 : 1),
      )
      .slice(0, most);
  }

  /** @param id any id that it was known by. @throws DomainError INCIDENT_NOT_FOUND */
  async find(id: string): Promise<IncidentDetailDto> {
    const incident = await this.stored(id);
    const alerts = await this.database.manager.find(Alert, {
      where: { incident: incident.id },
      order: { firedAt: 'ASC', id: 'ASC' },
      take: MAX_SHOWN,
    });
    const [views, sessions] = [await this.alerts.views(alerts), await this.sessionsOf(alerts)];
    const [facts] = await incidentFacts(this.reader, [incident], this.clock());
    return IncidentDetailDto.of(facts!, views, sessions);
  }

  /** The addresses that took part, the first to come first. @throws DomainError INCIDENT_NOT_FOUND */
  async addresses(id: string, { skip, limit }: PageQueryDto): Promise<Page<IncidentAddressDto>> {
    const incident = await this.stored(id);
    const total = await this.reader.number(ADDRESS_COUNT, [incident.id]);
    const rows = await this.reader.rows(ADDRESSES, [incident.id, limit, skip]);
    const items = rows.map((row) => ({
      ip_address: String(row['participant']),
      attempts: Number(row['attempts']),
      first_seen: isoTime(Number(row['first_seen'])),
      last_seen: isoTime(Number(row['last_seen'])),
    }));
    return { items, total };
  }

  /** @throws DomainError INCIDENT_NOT_FOUND */
  async stored(id: string): Promise<Incident> {
    const [row] = await this.reader.rows('SELECT incident FROM incident_names WHERE alert_id = ?', [id.toLowerCase()]);
    const found =
      row === undefined ? null : await this.database.manager.findOneBy(Incident, { id: Number(row['incident']) });
    if (found === null) throw new DomainError('not_found', 'INCIDENT_NOT_FOUND', 'There is no such incident.');
    return found;
  }

  /** Several alerts name one login: each session once. */
  private async sessionsOf(alerts: readonly Alert[]): Promise<SessionDto[]> {
    const found = new Map<string, SessionDto>();
    for (const alert of alerts.filter(({ outcome }) => outcome !== 'none')) {
      for (const session of await this.sessions.ofAlert(alert)) found.set(session.id, session);
    }
    return [...found.values()]
      .sort((a, b) => (a.started_at < b.started_at ? -1 : a.started_at > b.started_at ? 1 : 0))
      .slice(0, MAX_SHOWN);
  }
}

const OF_INCIDENT = `FROM incident_spans AS s WHERE s.incident = ? AND s.participant NOT LIKE 'user %'`;
const ADDRESS_COUNT = `SELECT COUNT(DISTINCT s.participant) AS number ${OF_INCIDENT}`;
/** When it was there itself, where its entries are still stored: a span is that of the alerts that it took part in. */
const ADDRESSES =
  'SELECT page.participant, COALESCE(SUM(e.attempts), 0) AS attempts, COALESCE(MIN(e.timestamp), page.first_seen) AS first_seen, ' +
  'COALESCE(MAX(e.timestamp), page.last_seen) AS last_seen FROM ' +
  `(SELECT s.participant, MIN(s.first_seen) AS first_seen, MAX(s.last_seen) AS last_seen ${OF_INCIDENT} ` +
  'GROUP BY s.participant ORDER BY MIN(s.first_seen), s.participant LIMIT ? OFFSET ?) AS page LEFT JOIN log_entries AS e ' +
  'ON e.ip_address = page.participant AND e.timestamp >= page.first_seen AND e.timestamp <= page.last_seen AND NOT e.allowlisted ' +
  'GROUP BY page.participant, page.first_seen, page.last_seen ORDER BY page.first_seen, page.participant';

/** The table as lists read it. */
const INCIDENTS = {
  name: 'incidents',
  time: 'fired_at',
  address: null,
  countAll: 'SELECT COUNT(*) AS number FROM incidents',
  mostTested: 1_000,
  idsWithoutGaps: false,
};
