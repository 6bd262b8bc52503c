import { Entity, PrimaryColumn } from 'typeorm';
import { BigIntegerColumn } from '../database/columns.js';
import type { Severity } from './lifecycle/severity.js';

/** How many alerts a rule has raised with a severity: counted as they are raised, so that nobody has to count them later. */
@Entity({ name: 'alert_counts' })
export class AlertCount {
  @PrimaryColumn({ type: 'varchar', length: 100 })
  rule: string;

  /** The severity that the alert was raised with; what became of it later does not matter here. */
  @PrimaryColumn({ type: 'varchar', length: 13 })
  severity: Severity;

  @BigIntegerColumn()
  raised: number;
}
