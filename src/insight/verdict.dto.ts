import { ApiProperty } from '@nestjs/swagger';
import { AlertLoginDto } from '../alerts/alert.dto.js';

/** The state of a stretch of time in a word, the most severe thing that is true. */
export const VERDICTS = ['got_in', 'suspected', 'under_attack', 'attacked', 'quiet', 'unknown'] as const;

export type VerdictKind = (typeof VERDICTS)[number];

/** A login by an attacker, or one that somebody should look at. */
export class BreakInDto extends AlertLoginDto {
  @ApiProperty({ type: String, nullable: true, example: 'web-1' })
  host: string | null;

  @ApiProperty({
    format: 'uuid',
    description: 'An alert that it belongs to.',
    example: 'e772c04b-6658-5a62-93a0-d707fa02dba3',
  })
  alert_id: string;

  @ApiProperty({ format: 'uuid', description: 'Its incident.', example: 'e772c04b-6658-5a62-93a0-d707fa02dba3' })
  incident_id: string;
}

/** Did they get in, and what goes on: by the alerts that were active in the time, as people left them. */
export class VerdictDto {
  @ApiProperty({
    enum: VERDICTS,
    enumName: 'Verdict',
    description:
      '`got_in`: an attacker logged in; `suspected`: somebody should look at a login; `under_attack`: an attack goes on now, ' +
      'and the time reaches up to now; `attacked`: there was one; `quiet`; `unknown`: no log line of the time has been read, or stored of the host. What somebody ' +
      'has resolved counts no longer, but an attack that goes on and was not a false positive.',
    example: 'attacked',
  })
  kind: VerdictKind;

  @ApiProperty({
    description: 'Logins of attackers in the time, resolved ones too, but no false positives.',
    example: 0,
  })
  break_ins: number;

  @ApiProperty({ description: 'Logins in the time that somebody should look at, and nobody has resolved.', example: 0 })
  suspected_logins: number;

  @ApiProperty({ type: [BreakInDto], description: 'What `kind` rests on, where it is about logins: the latest 20.' })
  logins: BreakInDto[];

  @ApiProperty({ description: 'Addresses that took part in attacks that were active in the time.', example: 9 })
  attackers: number;

  @ApiProperty({ description: 'True where there are more attackers: so many are counted.', example: false })
  attackers_is_least: boolean;

  @ApiProperty({ description: 'Alerts of attacks that go on now; 0 where the time ends before.', example: 0 })
  ongoing: number;

  @ApiProperty({ description: 'Alerts about attacks that were active in the time.', example: 7 })
  alerts: number;

  @ApiProperty({ description: 'Incidents with such an alert.', example: 6 })
  incidents: number;

  @ApiProperty({ description: 'Those of them with an alert that is open.', example: 6 })
  open_incidents: number;

  @ApiProperty({
    description: 'False where there are too many alerts to look at: then the figures are of the latest.',
    example: true,
  })
  complete: boolean;
}
