import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { AlertInBriefDto } from './alert-in-brief.dto.js';
import type { IpRange } from '../net/ip-range.js';
import { IsOneAddress, MomentParameter, TextParameter } from '../lists/list-parameters.js';
import { LogEntryDto } from '../logs/entries/log-entry.dto.js';
import { ExaminedDto, ValueCountDto } from './insight.dto.js';
import { IncidentDto } from './incidents/incident.dto.js';
import { BanDto } from './bans.js';
import { PenaltyDto } from './penalties.js';

/** Part of the time. */
export class RangeQueryDto {
  @MomentParameter({ description: 'From this time, or the beginning of this day (UTC), on.', example: '2026-11-20' })
  since?: number;

  @MomentParameter({ description: 'Before this time, or before this day (UTC).', example: '2026-11-21' })
  until?: number;
}

/** A source address in a path. */
export class IpPathDto {
  @IsOneAddress()
  ip: IpRange;
}

/** A user name in a path. */
export class UserPathDto {
  @TextParameter({ description: 'User name as the client gave it: any text, URL-encoded.', example: 'root' })
  name: string;
}

/** What an address and a user have in common. */
export abstract class DossierDto {
  @ApiProperty({ description: 'Failed attempts.', example: 26 })
  attempts: number;

  @ApiProperty({ description: 'Log entries.', example: 27 })
  entries: number;

  @ApiProperty({ description: 'Logins that succeeded.', example: 0 })
  login_count: number;

  @ApiProperty({ type: [LogEntryDto], description: 'The newest logins that succeeded, 20 at most.' })
  logins: LogEntryDto[];

  @ApiProperty({ type: [ValueCountDto], description: 'By day (UTC), oldest first.' })
  days: ValueCountDto[];

  @ApiProperty({ type: [ValueCountDto], description: 'By host that wrote the lines, most attempts first; 50 at most.' })
  hosts: ValueCountDto[];

  @ApiProperty({ type: [ValueCountDto], description: 'By way to log in, most attempts first.' })
  methods: ValueCountDto[];

  @ApiProperty({
    type: [IncidentDto],
    description: 'Incidents in which it took part, what went on last first; 20 at most.',
  })
  incidents: IncidentDto[];

  @ApiProperty({
    type: [AlertInBriefDto],
    description:
      'Alerts in which it took part (a user: that are about it, tried its name, or found a login of it), most recent first; ' +
      '20 at most.',
  })
  alerts: AlertInBriefDto[];

  @ApiProperty({ type: ExaminedDto })
  examined: ExaminedDto;
}

/** What is known of a source address. */
export class IpDossierDto extends DossierDto {
  @ApiProperty({ example: '203.0.113.7' })
  ip_address: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'The network that it belongs to: /24, or /64 of IPv6.',
    example: '203.0.113.0/24',
  })
  network: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'By the file of `GEOIP_COUNTRY`; null where none is configured, or it does not say.',
    example: 'NL',
  })
  country: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'Its autonomous system, by the file of `GEOIP_ASN`; null where none is configured, or it does not say.',
    example: 64496,
  })
  asn: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'Who runs that network.', example: 'EXAMPLE-NET' })
  network_name: string | null;

  @ApiProperty({ description: 'True where the allowlist covers it now: it raises no alert.', example: false })
  allowlisted: boolean;

  @ApiProperty({
    type: PenaltyDto,
    nullable: true,
    description: 'That sshd itself refuses it (PerSourcePenalties), as sshd said last; null where it did not.',
    example: null,
  })
  penalty: PenaltyDto | null;

  @ApiProperty({
    type: [BanDto],
    description: 'What the logs of fail2ban and CrowdSec say that they did about it, the latest first; 20 at most.',
  })
  bans: BanDto[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Of all its entries.', example: null })
  first_seen: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Of all its entries.', example: null })
  last_seen: string | null;

  @ApiProperty({ description: 'User names tried.', example: 1 })
  username_count: number;

  @ApiProperty({ type: [ValueCountDto], description: 'User names, most attempts first; 50 at most.' })
  usernames: ValueCountDto[];
}

/** What is known of a user name. */
export class UserDossierDto extends DossierDto {
  @ApiProperty({ description: 'Attacker text.', example: 'root' })
  username: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Of the entries examined.',
    example: null,
  })
  first_seen: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Of the entries examined.',
    example: null,
  })
  last_seen: string | null;

  @ApiProperty({ description: 'Addresses that tried it.', example: 2 })
  ip_address_count: number;

  @ApiProperty({ type: [ValueCountDto], description: 'Source addresses, most attempts first; 50 at most.' })
  ip_addresses: ValueCountDto[];
}
