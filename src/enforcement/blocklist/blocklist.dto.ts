import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { SEVERITIES } from '../../alerts/lifecycle/alert-terms.js';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import { ChoiceParameter } from '../../lists/list-parameters.js';

/** What a blocklist can be had as. */
const BLOCKLIST_FORMATS = ['text', 'nft', 'ipset', 'json'] as const;

export type BlocklistFormat = (typeof BLOCKLIST_FORMATS)[number];

type TextFormat = Exclude<BlocklistFormat, 'json'>;

/** The blocklist as a text. @param addresses canonical */
export function blocklistText(format: TextFormat, addresses: readonly string[]): string {
  return TEXTS[format](addresses);
}

const TEXTS: Readonly<Record<TextFormat, (addresses: readonly string[]) => string>> = {
  text: (addresses) => linesOf(addresses),
  nft: nftSets,
  ipset: ipsets,
};

/** For `nft -f -`, which takes all of it or nothing. */
function nftSets(addresses: readonly string[]): string {
  return linesOf([
    'add table inet blocklist',
    ...FAMILIES.flatMap(({ name, nftType, isOf }) => {
      const elements = addresses.filter(isOf);
      return [
        `add set inet blocklist ${name} { type ${nftType}; }`,
        `flush set inet blocklist ${name}`,
        ...(elements.length === 0 ? [] : [`add element inet blocklist ${name} { ${elements.join(', ')} }`]),
      ];
    }),
  ]);
}

/** For `ipset restore`. Each set is filled aside and then takes the place of the one in use. */
function ipsets(addresses: readonly string[]): string {
  return linesOf(
    FAMILIES.flatMap(({ name, ipsetFamily, isOf }) => [
      `create blocklist-${name} hash:ip family ${ipsetFamily} -exist`,
      `create blocklist-${name}-new hash:ip family ${ipsetFamily} -exist`,
      `flush blocklist-${name}-new`,
      ...addresses.filter(isOf).map((address) => `add blocklist-${name}-new ${address}`),
      `swap blocklist-${name} blocklist-${name}-new`,
      `destroy blocklist-${name}-new`,
    ]),
  );
}

const FAMILIES = [
  { name: 'ipv4', nftType: 'ipv4_addr', ipsetFamily: 'inet', isOf: (address: string) => !address.includes(':') },
  { name: 'ipv6', nftType: 'ipv6_addr', ipsetFamily: 'inet6', isOf: (address: string) => address.includes(':') },
] as const;

function linesOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** A hundred years. */
const MAX_HOURS = 876_000;

/** Whom to block. */
export class BlocklistQueryDto {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_HOURS,
    default: 24,
    description: 'Attackers whose last event is at most so many hours ago, by the clock.',
  })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(MAX_HOURS)
  max_age_hours: number = 24;

  @ChoiceParameter(SEVERITIES, { description: 'Alerts of this severity or a higher one.', byDefault: 'high' })
  min_severity: Severity = 'high';

  @ChoiceParameter(BLOCKLIST_FORMATS, {
    description:
      '`text`: one address a line; `nft`: for `nft -f -`; `ipset`: for `ipset restore`; `json`. Takes precedence over ' +
      '`Accept`, which chooses between text and JSON.',
  })
  format?: BlocklistFormat;
}

/** An address to block, and why. */
export class BlockedAddressDto {
  @ApiProperty({ example: '203.0.113.7' })
  ip_address: string;

  @ApiProperty({ enum: SEVERITIES, enumName: 'Severity', description: 'The gravest of its alerts.', example: 'high' })
  severity: Severity;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:42:05.060Z' })
  last_seen: string;

  @ApiProperty({ type: [String], description: 'Rules of its alerts.', example: ['ssh_brute_force'] })
  rules: string[];
}
