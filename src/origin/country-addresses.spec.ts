import type { SqlReader } from '../database/sql-reader.js';
import { sqlCondition } from '../lists/sql-condition.js';
import { CountryAddresses } from './country-addresses.js';
import type { SeenAddress, SeenAddresses } from './country-addresses.js';
import type { OriginsService } from './origins.service.js';

/** Addresses that begin with 1 are Dutch. */
const ORIGINS = {
  countryState: 'read',
  countryOf: (address: string) => (address.startsWith('1') ? 'NL' : null),
} as unknown as OriginsService;

async function found(...parts: readonly SeenAddresses[]) {
  const countries = new CountryAddresses(ORIGINS, { engine: 'sqlite' } as SqlReader);
  async function* seen() {
    yield* parts;
  }
  const among = await countries.among(['NL'], seen, (isOneOfThem) => {
    return { test: sqlCondition('TRUE'), candidates: isOneOfThem('ip_address') };
  });
  const [rows] = among!.candidates!.values;
  return { leftOut: among!.leftOut, addresses: (JSON.parse(String(rows)) as [string][]).flat() };
}

/** So many addresses of one country, the later the heavier. */
function addresses(count: number): SeenAddress[] {
  return Array.from({ length: count }, (_, index) => ({ address: `1.${index}`, weight: index }));
}

describe('addresses of a country', () => {
  it('are those of it among what was seen, the heaviest first, each once', async () => {
    const first = {
      addresses: [
        { address: '1.1', weight: 2 },
        { address: '2.1', weight: 9 },
      ],
      isCut: false,
    };
    const second = {
      addresses: [
        { address: '1.2', weight: 3 },
        { address: '1.1', weight: 2 },
      ],
      isCut: false,
    };
    expect(await found(first, second)).toEqual({ leftOut: 0, addresses: ['1.1', '1.2'] });
  });

  it('are no more than can be looked for, and the lightest are left out', async () => {
    const { leftOut, addresses: kept } = await found({ addresses: addresses(50_002), isCut: false });
    expect([leftOut, kept.length, kept[0], kept.at(-1)]).toEqual([2, 50_000, '1.50001', '1.2']);
  });

  it('may be more than were seen, which counts as one that is left out', async () => {
    expect((await found({ addresses: addresses(3), isCut: true })).leftOut).toBe(1);
    expect((await found({ addresses: addresses(50_001), isCut: true })).leftOut).toBe(2);
  });
});
