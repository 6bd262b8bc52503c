import { ApiProperty } from '@nestjs/swagger';
import { isoTime } from '../common/clock.js';
import { TextsParameter } from '../lists/list-parameters.js';
import type { AddressOrigin } from './origin-database.js';
import type { OriginFileState } from './origin-file.js';

/** Most addresses that one request asks for. */
const MAX_ADDRESSES = 100;

/** Where an address is from, by the files that `GEOIP_COUNTRY` and `GEOIP_ASN` name. */
export class OriginDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'ISO 3166-1, two letters, by the file of `GEOIP_COUNTRY`; null where that does not say.',
    example: 'NL',
  })
  country: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'Autonomous system that announces the address, by the file of `GEOIP_ASN`; null where that does not say.',
    example: 64496,
  })
  asn: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'Who runs that network.', example: 'EXAMPLE-NET' })
  network_name: string | null;

  static from({ country, asn, networkName }: AddressOrigin): OriginDto {
    return { country, asn, network_name: networkName };
  }
}

export class AddressOriginDto extends OriginDto {
  @ApiProperty({ example: '203.0.113.7' })
  ip_address: string;
}

/** A file, and how it fares. */
export class OriginFileDto {
  @ApiProperty({
    enum: ['GEOIP_COUNTRY', 'GEOIP_ASN'],
    description: 'The setting that names it.',
    example: 'GEOIP_COUNTRY',
  })
  setting: 'GEOIP_COUNTRY' | 'GEOIP_ASN';

  @ApiProperty({ example: '/usr/share/tor/geoip' })
  path: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What it says it is; null where it was never read.',
    example: 'ranges of addresses',
  })
  kind: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When its data were made; null where it does not say.',
    example: null,
  })
  built_at: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it cannot be used as it is now; what was read of it before is used on.',
    example: null,
  })
  error: string | null;

  static from({
    setting,
    path,
    kind,
    builtAt,
    error,
  }: OriginFileState & Pick<OriginFileDto, 'setting'>): OriginFileDto {
    return { setting, path, kind, built_at: isoTime(builtAt), error };
  }
}

export class OriginsDto {
  @ApiProperty({ type: [OriginFileDto], description: 'The files that are configured; none: nothing is known.' })
  files: OriginFileDto[];

  @ApiProperty({ type: [AddressOriginDto], description: 'The addresses that were asked for, in their order.' })
  addresses: AddressOriginDto[];
}

export class OriginsQueryDto {
  @TextsParameter(
    { description: `Addresses, separated by commas, ${MAX_ADDRESSES} at most.`, example: '203.0.113.7,2001:db8::1' },
    MAX_ADDRESSES,
  )
  ip_address?: string[];
}
