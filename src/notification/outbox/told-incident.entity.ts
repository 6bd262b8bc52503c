import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Severity } from '../../alerts/lifecycle/severity.js';

/** An incident that a channel has told of, or is to tell of in a digest, by an id that it was known by. */
@Entity({ name: 'told_incidents' })
export class ToldIncident {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  channel: string;

  @PrimaryColumn({ type: 'varchar', length: 36 })
  incidentId: string;

  /** The gravest at which it was told of. */
  @Column({ type: 'varchar', length: 13 })
  severity: Severity;
}
