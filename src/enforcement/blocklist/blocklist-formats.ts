/** What a blocklist can be had as. */
export const BLOCKLIST_FORMATS = ['text', 'nft', 'ipset', 'json'] as const;

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
