import { ApiProperty } from '@nestjs/swagger';
import { SEVERITIES } from '../alerts/lifecycle/alert-terms.js';
import type { Severity } from '../alerts/lifecycle/alert-terms.js';
import { isoTime } from '../common/clock.js';
import { IsOneAddress } from '../lists/list-parameters.js';
import type { IpRange } from '../net/ip-range.js';
import { SPARE_REASONS } from './policy.js';
import type { Culprit, SpareReason, Verdict } from './policy.js';

/** What the policy makes of an alert: nothing, since the same has been decided before, or a verdict. */
export interface Judgement {
  readonly culprit: Culprit;
  readonly verdict: Verdict | null;
}

const OUTCOMES = ['decides', 'decided', 'spared', 'off'] as const;

const EXPLANATIONS = {
  decides: 'The address is to be turned away.',
  decided: 'It was turned away for this already.',
  off: 'DECISIONS is off: alerts decide nothing.',
} as const;

/** What becomes of an address by an alert about it, and why. */
export class JudgementDto {
  @ApiProperty({ format: 'uuid', example: 'e772c04b-6658-5a62-93a0-d707fa02dba3' })
  alert_id: string;

  @ApiProperty({ example: 'ssh_brute_force' })
  rule: string;

  @ApiProperty({ enum: SEVERITIES, enumName: 'Severity', example: 'high' })
  severity: Severity;

  @ApiProperty({ format: 'date-time', description: 'Of the alert.', example: '2026-11-20T09:20:00.000Z' })
  last_seen: string;

  @ApiProperty({
    enum: OUTCOMES,
    description:
      '`decides`: it has the address turned away; `decided`: it did, and that is over; `spared`: it does not; `off`: no alert does.',
    example: 'spared',
  })
  outcome: (typeof OUTCOMES)[number];

  @ApiProperty({
    enum: Object.keys(SPARE_REASONS),
    enumName: 'SpareReason',
    nullable: true,
    description: 'Why it is spared.',
    example: 'private',
  })
  reason: SpareReason | null;

  @ApiProperty({ description: 'The same in a sentence.', example: SPARE_REASONS.private })
  explanation: string;

  /** @param isOff true where `DECISIONS` is off */
  static from({ culprit, verdict }: Judgement, isOff: boolean): JudgementDto {
    const { alertId, rule, severity, lastSeen } = culprit;
    const reason = !isOff && verdict?.kind === 'spared' ? verdict.reason : null;
    const outcome = isOff ? 'off' : reason !== null ? 'spared' : verdict === null ? 'decided' : 'decides';
    return {
      alert_id: alertId,
      rule,
      severity,
      last_seen: isoTime(lastSeen),
      outcome,
      reason,
      explanation: reason === null ? EXPLANATIONS[outcome as keyof typeof EXPLANATIONS] : SPARE_REASONS[reason],
    };
  }
}

/** Whom to judge. */
export class JudgementQueryDto {
  @ApiProperty({ type: String, description: 'An address.', example: '203.0.113.7' })
  @IsOneAddress()
  ip_address: IpRange;
}
