/** Where an alert stands with the people who handle it, in the order of its life. */
export const ALERT_STATUSES = ['open', 'acknowledged', 'resolved'] as const;

export type AlertStatus = (typeof ALERT_STATUSES)[number];

/** The moments that decide the status, UTC milliseconds; null: it has not happened. */
export interface AlertMoments {
  readonly acknowledgedAt: number | null;
  readonly resolvedAt: number | null;
}

export function alertStatus({ acknowledgedAt, resolvedAt }: AlertMoments): AlertStatus {
  if (resolvedAt !== null) return 'resolved';
  return acknowledgedAt === null ? 'open' : 'acknowledged';
}
