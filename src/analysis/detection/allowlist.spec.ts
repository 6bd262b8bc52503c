import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { Allowlist, AppliedAllowlist } from './allowlist.js';
import type { AllowlistRange } from './allowlist.js';

const NOON = Date.UTC(2026, 10, 20, 12);

/** Ranges whose ids are their texts, and which never end. */
function allowlist(...ranges: string[]): Allowlist {
  return new Allowlist(ranges.map((range) => ({ id: range, range, expiresAt: null })));
}

describe('Allowlist', () => {
  const RANGES = [
    '192.0.2.7',
    '192.0.2.0/24',
    '192.0.0.0/16',
    '203.0.113.128/25',
    '2001:db8::1',
    '2001:db8::/32',
    '2001:db8:1::/48',
  ];

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['192.0.2.8', '192.0.2.0/24'],
    ['192.0.3.0', '192.0.0.0/16'],
    ['192.1.0.0', null],
    ['203.0.113.127', null],
    ['203.0.113.128', '203.0.113.128/25'],
    ['203.0.113.255', '203.0.113.128/25'],
    ['203.0.114.0', null],
    ['2001:db8::1', '2001:db8::1'],
    ['2001:db8::2', '2001:db8::/32'],
    ['2001:db8:1::2', '2001:db8:1::/48'],
    ['2001:db9::', null],
    ['', null],
    ['192.0.2', null],
    ['192.0.2.', null],
    ['192.0.2.7.', null],
    ['192.0.2.1234567', null],
    ['192.0.2.263', null],
    ['example.org', null],
    ['2001:db8::1::', null],
  ])('finds for %s: %s', (address, id) => {
    const list = allowlist(...RANGES);
    expect(list.find(address, NOON)).toBe(id);
    expect(list.find(address, NOON)).toBe(id);
  });

  it.each(['192.0.2.7', '2001:db8::1', '', 'example.org'])('covers nothing when it is empty: %j', (address) => {
    expect(allowlist().find(address, NOON)).toBeNull();
  });

  it('covers every address of a family by a range without a prefix, and none of the other', () => {
    expect(allowlist('0.0.0.0/0').find('255.255.255.255', NOON)).toBe('0.0.0.0/0');
    expect(allowlist('0.0.0.0/0').find('2001:db8::1', NOON)).toBeNull();
    expect(allowlist('::/0').find('2001:db8::1', NOON)).toBe('::/0');
    expect(allowlist('::/0').find('192.0.2.7', NOON)).toBeNull();
  });

  it.each(['192.0.2.7', '2001:db8::7'])('goes by the time of the event: %s', (address) => {
    const list = new Allowlist([
      { id: 'narrow', range: address, expiresAt: NOON },
      { id: 'wide', range: address.includes(':') ? '2001:db8::/32' : '192.0.2.0/24', expiresAt: NOON + 10 },
    ]);
    expect([NOON - 1, NOON, NOON + 9, NOON + 10, NOON - 1].map((at) => list.find(address, at))).toEqual([
      'narrow',
      'wide',
      'wide',
      null,
      'narrow',
    ]);
  });

  it('takes of two entries for one range the one that ends later', () => {
    const ends: AllowlistRange = { id: 'ends', range: '192.0.2.7', expiresAt: NOON };
    const stays: AllowlistRange = { id: 'stays', range: '192.0.2.7/32', expiresAt: null };
    for (const ranges of [
      [ends, stays],
      [stays, ends],
    ]) {
      expect(new Allowlist(ranges).find('192.0.2.7', NOON - 1)).toBe('stays');
    }
  });

  it('refuses a range that cannot be read', () => {
    expect(() => allowlist('192.0.2.0/33')).toThrow("holds '192.0.2.0/33', which has a prefix length");
  });

  // Few values of each byte, so that ranges and addresses meet.
  const byte = fc.oneof(fc.constantFrom(0, 1, 127, 128, 192, 254, 255), fc.integer({ min: 0, max: 255 }));
  const addresses = (length: number) =>
    fc
      .array(byte, { minLength: length, maxLength: length })
      .map((bytes) => ipaddr.fromByteArray(bytes))
      .filter((address) => !(address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress()));

  it.each([4, 16])('agrees with ipaddr.js on addresses of %d bytes', (length) => {
    const range = fc.tuple(addresses(length), fc.integer({ min: 0, max: length * 8 }));
    // Addresses near a range, and anywhere.
    const probe = fc.tuple(fc.nat(), fc.integer({ min: 0, max: length * 8 - 1 }), addresses(length), fc.boolean());
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 12 }), fc.array(probe), (ranges, probes) => {
        const list = allowlist(...ranges.map(([address, bits]) => `${address.toString()}/${bits}`));
        for (const [pick, bit, anywhere, near] of probes) {
          const bytes = (near ? ranges[pick % ranges.length]![0] : anywhere).toByteArray();
          bytes[bit >> 3]! ^= 0x80 >> (bit & 7);
          const address = ipaddr.fromByteArray(bytes) as ipaddr.IPv6;
          if (length === 16 && address.isIPv4MappedAddress()) continue;
          const holding = ranges.filter(([network, bits]) => address.match(network as ipaddr.IPv6, bits));
          const narrowest = Math.max(...holding.map(([, bits]) => bits));
          const found = list.find(address.toString(), NOON);
          expect(found === null ? -Infinity : Number(found.split('/')[1])).toBe(narrowest);
        }
      }),
    );
  });
});

const allowing = (range: string) => new Allowlist([{ id: range, range, expiresAt: 100 }]);

describe('AppliedAllowlist', () => {
  it('counts what each range covered, until the hits are taken', () => {
    const applied = new AppliedAllowlist(allowing('192.0.2.0/24'));
    const covered = ([address, at]: [string | null, number]) => applied.covers(address, at);
    const events: [string | null, number][] = [
      ['192.0.2.1', 50],
      ['192.0.2.2', 40],
      ['192.0.3.1', 60],
      ['192.0.2.1', 100],
      [null, 50],
    ];
    expect(events.map(covered)).toEqual([true, true, false, false, false]);
    expect([...applied.takeHits()]).toEqual([['192.0.2.0/24', { hits: 2, lastHitAt: 50 }]]);
    expect([...applied.takeHits()]).toEqual([]);
  });

  it('goes by the allowlist that it was given last', () => {
    const applied = new AppliedAllowlist();
    expect(applied.covers('192.0.2.1', 0)).toBe(false);
    applied.use(allowing('192.0.2.1'));
    expect(applied.covers('192.0.2.1', 0)).toBe(true);
    applied.use(new Allowlist([]));
    expect(applied.covers('192.0.2.1', 0)).toBe(false);
    expect(applied.takeHits().size).toBe(1);
  });
});
