import { addressesOf, isNetwork } from './networks.js';

const entry = (ip_address: string | null, attempts: number) => ({
  ip_address,
  attempts,
  category: 'login_failed' as const,
});

describe('a network', () => {
  it('has the addresses that its entries name, most attempts first', () => {
    const entries = [
      entry('192.0.2.2', 1),
      entry('192.0.2.1', 2),
      entry('192.0.2.2', 4),
      entry(null, 9),
      { ...entry('192.0.2.3', 0), category: 'login_succeeded' as const },
    ];
    expect(addressesOf(entries)).toEqual([
      { address: '192.0.2.2', attempts: 5, entries: 2, logins: 0 },
      { address: '192.0.2.1', attempts: 2, entries: 1, logins: 0 },
      { address: '192.0.2.3', attempts: 0, entries: 1, logins: 1 },
    ]);
  });

  it.each([
    ['192.0.2.0/24', true],
    ['2001:db8::/64', true],
    ['192.0.2.1', false],
    ['<b>/24', false],
  ])('%s: %s', (text, expected) => {
    expect(isNetwork(text)).toBe(expected);
  });
});
