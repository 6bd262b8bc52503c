import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { BigIntegerColumn } from '../../database/columns.js';

/**
 * Alerts that belong together: they share an attacking address, or a user under distributed attack, and overlap or
 * follow within an hour. What people know it by is the id of its first alert.
 */
@Entity({ name: 'incidents' })
export class Incident {
  @PrimaryColumn({ type: 'integer' })
  id: number;

  /** The first of its alerts. */
  @Column({ type: 'varchar', length: 36 })
  alertId: string;

  /** When that one fired, UTC milliseconds. */
  @BigIntegerColumn()
  firedAt: number;

  /** How many alerts it has had. */
  @Column({ type: 'integer' })
  alerts: number;
}

/** Every id that an incident was known by: two that grow together keep both, and go by that of the elder. */
@Entity({ name: 'incident_names' })
@Index('incident_names_incident', ['incident'])
export class IncidentName {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  alertId: string;

  @Column({ type: 'integer' })
  incident: number;
}

/** When alerts of an incident had to do with somebody: an address, or `user ` and a name. Spans lie over an hour apart. */
@Entity({ name: 'incident_spans' })
@Index('incident_spans_incident', ['incident'])
@Index('incident_spans_last_seen', ['lastSeen'])
export class IncidentSpan {
  @PrimaryColumn({ type: 'text' })
  participant: string;

  /** UTC milliseconds, as {@link lastSeen}. */
  @PrimaryColumn({ type: 'bigint', transformer: { from: Number, to: (value: number) => value } })
  firstSeen: number;

  @BigIntegerColumn()
  lastSeen: number;

  @Column({ type: 'integer' })
  incident: number;
}
