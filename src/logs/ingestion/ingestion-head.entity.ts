import { Entity, PrimaryColumn } from 'typeorm';
import { BigIntegerColumn, JsonColumn } from '../../database/columns.js';

/**
 * The one row that every ingestion transaction moves. A process whose `version` is not the stored one has been
 * overtaken by another: what it worked out in memory is out of date, and its transaction is refused.
 */
@Entity({ name: 'ingestion_head' })
export class IngestionHead {
  /** Always 1. */
  @PrimaryColumn({ type: 'integer' })
  id: number;

  /** Number of ingestion transactions so far. */
  @BigIntegerColumn()
  version: number;

  /** Id of the newest log entry. */
  @BigIntegerColumn()
  lastEntryId: number;

  /** What detection needs to go on, as it gave it; null before the first transaction. */
  @JsonColumn({ nullable: true })
  detection: unknown;
}
