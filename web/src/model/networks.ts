import type { Schemas } from '@log-analyzer/client';

/** An address of a network, with what its entries say of it. */
export interface NetworkAddress {
  readonly address: string;
  readonly attempts: number;
  readonly entries: number;
  readonly logins: number;
}

type Entry = Pick<Schemas['LogEntryDto'], 'ip_address' | 'attempts' | 'category'>;

/** The addresses behind some entries, most attempts first. */
export function addressesOf(entries: readonly Entry[]): NetworkAddress[] {
  const found = new Map<string, { attempts: number; entries: number; logins: number }>();
  for (const { ip_address: address, attempts, category } of entries) {
    if (address === null) continue;
    const counts = found.get(address) ?? { attempts: 0, entries: 0, logins: 0 };
    counts.attempts += attempts;
    counts.entries += 1;
    if (category === 'login_succeeded') counts.logins += 1;
    found.set(address, counts);
  }
  return [...found]
    .map(([address, counts]) => ({ address, ...counts }))
    .sort((one, other) => other.attempts - one.attempts || (one.address < other.address ? -1 : 1));
}

/** Whether a text is a range of addresses rather than one. */
export function isNetwork(text: string): boolean {
  return /^[\da-f.:]+\/\d{1,3}$/i.test(text);
}
