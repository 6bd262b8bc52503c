import { PickType } from '@nestjs/swagger';
import { AlertDto } from '../alerts/alert.dto.js';

/** An alert, in short. */
export class AlertInBriefDto extends PickType(AlertDto, [
  'id',
  'timestamp',
  'reason',
  'rule',
  'severity',
  'attempts',
  'first_seen',
  'last_seen',
  'outcome',
  'status',
  'forgeable',
]) {
  static from(view: AlertDto): AlertInBriefDto {
    const { id, timestamp, reason, rule, severity, attempts, first_seen, last_seen, outcome, status, forgeable } = view;
    return { id, timestamp, reason, rule, severity, attempts, first_seen, last_seen, outcome, status, forgeable };
  }
}
