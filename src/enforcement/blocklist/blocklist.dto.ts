import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { SEVERITIES } from '../../alerts/lifecycle/alert-terms.js';
import type { Severity } from '../../alerts/lifecycle/alert-terms.js';
import { ChoiceParameter } from '../../lists/list-parameters.js';
import { parseRange } from '../../net/ip-range.js';

/** What a blocklist can be had as. */
const BLOCKLIST_FORMATS = ['text', 'nft', 'nftables', 'ipset', 'json'] as const;

export type BlocklistFormat = (typeof BLOCKLIST_FORMATS)[number];

type TextFormat = Exclude<BlocklistFormat, 'json'>;

/** The blocklist as a text. @param now UTC milliseconds */
export function blocklistText(format: TextFormat, blocked: readonly BlockedAddressDto[], now: number): string {
  const values = blocked.map(({ ip_address }) => ip_address);
  if (format === 'nftables') return nftTable(blocked, now);
  // Sets of single addresses hold no ranges.
  return TEXTS[format](format === 'text' ? values : values.filter((value) => !value.includes('/')));
}

const TEXTS: Readonly<Record<Exclude<TextFormat, 'nftables'>, (addresses: readonly string[]) => string>> = {
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

/**
 * For `nft -f -`: a table of its own that turns away whom it holds, ranges too, each for as long as is left. The whole takes
 * the place of what was there at once, or nothing does.
 */
function nftTable(blocked: readonly BlockedAddressDto[], now: number): string {
  const elements = withoutHeld(blocked);
  return linesOf([
    'add table inet log-analyzer',
    ...FAMILIES.flatMap(({ name, nftType, isOf }) => {
      const timed = elements
        .filter(({ ip_address: value }) => isOf(value))
        .map(({ ip_address: value, until }) => {
          const seconds = Math.max(1, Math.floor((Date.parse(until) - now) / 1000));
          return `${value} timeout ${seconds}s`;
        });
      return [
        `add set inet log-analyzer ${name} { type ${nftType}; flags interval, timeout; }`,
        `flush set inet log-analyzer ${name}`,
        ...(timed.length === 0 ? [] : [`add element inet log-analyzer ${name} { ${timed.join(', ')} }`]),
      ];
    }),
    'add chain inet log-analyzer input { type filter hook input priority -10; policy accept; }',
    'flush chain inet log-analyzer input',
    'add rule inet log-analyzer input ip saddr @ipv4 counter drop',
    'add rule inet log-analyzer input ip6 saddr @ipv6 counter drop',
  ]);
}

/** Without addresses and ranges that lie in another range: sets take no two elements that overlap. */
function withoutHeld(blocked: readonly BlockedAddressDto[]): readonly BlockedAddressDto[] {
  const ranges = new Set(blocked.flatMap(({ ip_address: value }) => (value.includes('/') ? [value] : [])));
  if (ranges.size === 0) return blocked;
  const lengths = [...new Set([...ranges].map((range) => Number(range.split('/')[1])))];
  const isHeld = (value: string): boolean =>
    lengths.some((length) => {
      const [address = '', own] = value.split('/');
      if (own !== undefined && Number(own) <= length) return false;
      const network = parseRange(`${address}/${length}`);
      return !('fault' in network) && ranges.has(network.range);
    });
  return blocked.filter(({ ip_address: value }) => !isHeld(value));
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
      '`text`: one address a line; `nft`: sets for `nft -f -`; `nftables`: a whole table for it that turns them away, each for ' +
      'as long as is left; `ipset`: for `ipset restore`; `json`. Takes precedence over ' +
      '`Accept`, which chooses between text and JSON.',
  })
  format?: BlocklistFormat;
}

/** An address to block, and why. */
export class BlockedAddressDto {
  @ApiProperty({ description: 'Of a decision it may be a range.', example: '203.0.113.7' })
  ip_address: string;

  @ApiProperty({ enum: SEVERITIES, enumName: 'Severity', description: 'The gravest of its alerts.', example: 'high' })
  severity: Severity;

  @ApiProperty({ format: 'date-time', example: '2026-11-20T09:42:05.060Z' })
  last_seen: string;

  @ApiProperty({ format: 'date-time', description: 'Until when to block it.', example: '2026-11-21T09:42:05.060Z' })
  until: string;

  @ApiProperty({ type: [String], description: 'Rules of its alerts.', example: ['ssh_brute_force'] })
  rules: string[];
}
