import type { DataSource, FindOptionsOrder } from 'typeorm';
import { Alert } from '../../src/alerts/alert.entity.js';
import { alertView } from '../../src/alerts/alert-view.js';
import type { AlertDto } from '../../src/alerts/alert.dto.js';
import { withIncidents } from '../../src/alerts/incidents/incidents.js';
import { sqlReader } from '../../src/database/make-sql-reader.js';

/** All stored alerts as the API shows them. @param now UTC milliseconds */
export async function alertViews(
  dataSource: DataSource,
  order: FindOptionsOrder<Alert>,
  now: number,
): Promise<AlertDto[]> {
  const alerts = await dataSource.manager.find(Alert, { order });
  return (await withIncidents(sqlReader(dataSource), alerts)).map((alert) => alertView(alert, now));
}
