import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { BigIntegerColumn, JsonColumn } from '../database/columns.js';
import type { AttackFacts } from './lifecycle/detected-alert.js';

/** What a rule has found that raises no alert itself but counts for others; kept so that detection can be resumed. */
@Entity({ name: 'silent_detections' })
@Index('silent_detections_lane_last_seen', ['lane', 'lastSeen'])
export class SilentDetection {
  /** As an alert's. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id: string;

  @Column({ type: 'integer' })
  lane: number;

  @BigIntegerColumn()
  lastSeen: number;

  @JsonColumn()
  detection: AttackFacts;
}
