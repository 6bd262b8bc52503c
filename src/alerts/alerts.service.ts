import { Inject, Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';
import { CLOCK } from '../common/clock.js';
import type { Clock } from '../common/clock.js';
import { DomainError } from '../common/domain.error.js';
import { ListReader } from '../lists/list-reader.js';
import { EntityRows } from '../database/copy-store.js';
import { SqlReader } from '../database/sql-reader.js';
import { Alert } from './alert.entity.js';
import { alertView } from './alert-view.js';
import type { AlertView } from './alert-view.js';
import { withIncidents } from './incidents/incidents.js';
import { ALERT_SORTS } from './alert-list-query.dto.js';

/** Reads stored alerts. */
@Injectable()
export class AlertsService {
  /** All alerts, with filters and cursors. */
  readonly list: ListReader<Alert>;

  constructor(
    private readonly reader: SqlReader,
    private readonly database: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    const rows = new EntityRows(database, Alert);
    const table = { ...ALERTS, columns: rows.columns };
    this.list = new ListReader(reader, table, ALERT_SORTS, (row) => rows.entity(row));
  }

  /** A page of alerts as the API shows them. */
  async views(alerts: readonly Alert[]): Promise<AlertView[]> {
    const now = this.clock();
    return (await withIncidents(this.reader, alerts)).map((alert) => alertView(alert, now));
  }

  /** @throws DomainError ALERT_NOT_FOUND */
  async find(id: string): Promise<Alert> {
    const alert = isUUID(id) ? await this.database.manager.findOneBy(Alert, { id }) : null;
    if (alert === null) throw new DomainError('not_found', 'ALERT_NOT_FOUND', 'There is no such alert.');
    return alert;
  }
}

/** The table as lists read it. */
const ALERTS = {
  name: 'alerts',
  time: 'fired_at',
  address: 'ip_address',
  countAll: 'SELECT COUNT(*) AS number FROM alerts',
  mostTested: 4_000,
  idsWithoutGaps: false,
};
