import { Controller, Get, Inject, Injectable, Query } from '@nestjs/common';
import { ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { DataSource, In } from 'typeorm';
import { CLOCK } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import { DomainError } from '../common/domain.error.js';
import { EntityRows } from '../database/entity-rows.js';
import { SqlReader } from '../database/sql-reader.js';
import type { Page } from '../http/answer.js';
import type { PageQueryDto } from '../http/api-page.js';
import { ApiProblem } from '../http/api-page.js';
import { ApiList, ListAnswer } from '../lists/answer-list.js';
import { inFormat } from '../lists/item-format.js';
import { ListReader } from '../lists/list-reader.js';
import { COUNTRIES_NOT_CONFIGURED, COUNTRIES_UNREADABLE } from '../origin/country-addresses.js';
import { OriginsService } from '../origin/origins.service.js';
import { ALERT_SORTS, AlertListQueryDto } from './alert-list-query.dto.js';
import { AlertCountries } from './alert-countries.js';
import { alertView } from './alert-view.js';
import { ALERT_FIELDS, AlertDto } from './alert.dto.js';
import type { AddressAttemptsDto } from './alert.dto.js';
import { Alert } from './alert.entity.js';
import { ecsAlert } from './ecs-alert.js';
import { ocsfAlert } from './ocsf-alert.js';
import { withIncidents } from './incidents/incidents.js';

/** Reads stored alerts. */
@Injectable()
export class AlertsService {
  /** All alerts, with filters and cursors. */
  readonly list: ListReader<Alert>;

  constructor(
    private readonly reader: SqlReader,
    private readonly database: DataSource,
    private readonly origins: OriginsService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    const rows = new EntityRows(database, Alert);
    const table = { ...ALERTS, columns: rows.columns };
    this.list = new ListReader(reader, table, ALERT_SORTS, (row) => rows.entity(row));
  }

  /** A page of alerts as the API shows them. */
  async views(alerts: readonly Alert[]): Promise<AlertDto[]> {
    const now = this.clock();
    const shown = await withIncidents(this.reader, alerts);
    return shown.map((alert) => alertView(alert, now, this.origins.of(alert.ipAddress)));
  }

  /** The newest alerts in which an address took part, the latest first. @param address canonical */
  async newestOf(address: string, most: number): Promise<Alert[]> {
    const rows = await this.reader.rows(NEWEST_OF, [address, most, address, most]);
    const ids = rows.map((row) => String(row['id']));
    const found = await this.database.manager.findBy(Alert, { id: In(ids) });
    return found.sort((a, b) => b.firedAt - a.firedAt || (a.id < b.id ? 1 : -1)).slice(0, most);
  }

  /** The addresses that took part, the most attempts first. @throws DomainError ALERT_NOT_FOUND */
  async addresses(id: string, { skip, limit }: PageQueryDto): Promise<Page<AddressAttemptsDto>> {
    const { ipAddress, attempts } = await this.find(id);
    if (ipAddress !== null) {
      const only = { ip_address: ipAddress, attempts };
      return { items: skip === 0 ? [only] : [], total: 1 };
    }
    const total = await this.reader.number('SELECT COUNT(*) AS number FROM alert_addresses WHERE alert_id = ?', [id]);
    const rows = await this.reader.rows(
      'SELECT ip_address, attempts FROM alert_addresses WHERE alert_id = ? ORDER BY attempts DESC, ip_address LIMIT ? OFFSET ?',
      [id, limit, skip],
    );
    const items = rows.map((row) => ({ ip_address: String(row['ip_address']), attempts: Number(row['attempts']) }));
    return { items, total };
  }

  /** @throws DomainError ALERT_NOT_FOUND */
  async find(id: string): Promise<Alert> {
    const alert = isUUID(id) ? await this.database.manager.findOneBy(Alert, { id }) : null;
    if (alert === null) throw new DomainError('not_found', 'ALERT_NOT_FOUND', 'There is no such alert.');
    return alert;
  }
}

/** About the address alone, and of many addresses, each read along an index. */
const NEWEST_OF =
  'SELECT id FROM (SELECT id FROM alerts WHERE ip_address = ? ORDER BY fired_at DESC LIMIT ?) AS own UNION ' +
  'SELECT id FROM (SELECT a.id FROM alert_addresses AS p JOIN alerts AS a ON a.id = p.alert_id ' +
  'WHERE p.ip_address = ? AND a.ip_address IS NULL ORDER BY a.fired_at DESC LIMIT ?) AS shared';

/** The table as lists read it. */
const ALERTS = {
  name: 'alerts',
  time: 'fired_at',
  address: 'ip_address',
  countAll: 'SELECT COUNT(*) AS number FROM alerts',
  mostTested: 4_000,
  idsWithoutGaps: false,
};

@ApiTags('alerts')
@Controller('alerts')
export class AlertsController {
  constructor(
    private readonly alerts: AlertsService,
    private readonly countries: AlertCountries,
  ) {}

  @Get()
  @ApiProblem(ApiServiceUnavailableResponse, 'Countries are not known now.', COUNTRIES_UNREADABLE)
  @ApiList(AlertDto, 'Alerts, most recent first', COUNTRIES_NOT_CONFIGURED)
  async list(@Query() query: AlertListQueryDto): Promise<ListAnswer<Alert>> {
    const listRequest = { query, filter: await this.countries.filterOf(query), defaultSort: '-timestamp' };
    const view = {
      name: 'alerts',
      fields: ALERT_FIELDS,
      views: (alerts: readonly Alert[]) => this.alerts.views(alerts),
    };
    return new ListAnswer(
      this.alerts.list,
      listRequest,
      inFormat(view, query, { ocsf: (alert) => ocsfAlert(alert), ecs: (alert) => ecsAlert(alert) }),
    );
  }
}
