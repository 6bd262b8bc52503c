import type { SqlReader } from '../../database/sql-reader.js';
import type { Alert } from '../alert.entity.js';
import type { Severity } from '../lifecycle/severity.js';

/** How many other alerts of its incident an alert names. */
export const MOST_RELATED = 50;

/** Another alert of the same incident. */
export interface RelatedAlert {
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
}

/** The incident of an alert, as it is now. */
export interface AlertIncident {
  /** The id of its first alert. */
  readonly id: string;
  /** How many alerts it has had, the alert itself among them. */
  readonly alerts: number;
  /** Its other alerts, the first {@link MOST_RELATED}. */
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
    const others = related.filter((other) => other.id !== alert.id).slice(0, MOST_RELATED);
    return { ...alert, inIncident: { id: id === '' ? alert.id : id, alerts: number, related: others } };
  });
}

async function incidentWith(reader: Pick<SqlReader, 'rows'>, incident: number): Promise<AlertIncident> {
  const [row] = await reader.rows('SELECT alert_id, alerts FROM incidents WHERE id = ?', [incident]);
  const alerts = Number(row?.['alerts'] ?? 1);
  if (row === undefined || alerts === 1) return { id: String(row?.['alert_id'] ?? ''), alerts, related: [] };
  const text = `SELECT id, rule, severity FROM alerts WHERE incident = ? ORDER BY fired_at, id LIMIT ${MOST_RELATED + 1}`;
  const related = (await reader.rows(text, [incident])).map((each) => ({
    id: String(each['id']),
    rule: String(each['rule']),
    severity: String(each['severity']) as Severity,
  }));
  return { id: String(row['alert_id']), alerts, related };
}
