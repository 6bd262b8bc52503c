import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ListReader } from '../common/lists/list-reader.js';
import { EntityRows } from '../database/entity-rows.js';
import { SqlReader } from '../database/sql-reader.js';
import { Alert } from './alert.entity.js';
import { ALERT_SORTS } from './alert-list-query.dto.js';

/** Reads stored alerts. */
@Injectable()
export class AlertsService {
  /** All alerts, with filters and cursors. */
  readonly list: ListReader<Alert>;

  constructor(reader: SqlReader, database: DataSource) {
    const rows = new EntityRows(database, Alert);
    const table = { ...ALERTS, columns: rows.columns };
    this.list = new ListReader(reader, table, ALERT_SORTS, (row) => rows.entity(row));
  }
}

const ALERTS = {
  name: 'alerts',
  time: 'fired_at',
  address: 'ip_address',
  countAll: 'SELECT COUNT(*) AS number FROM alerts',
  idsWithoutGaps: false,
};
