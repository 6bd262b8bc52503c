import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { ipv4Number, ipv6Groups } from './addresses.js';

it.each(['', '1.2.3', '1.2.3.4.5', '1..2.3', '256.1.1.1', '1.2.3.', '1.2.3.x', '::1'])(
  '%j is no IPv4 address',
  (text) => {
    expect(ipv4Number(text)).toBe(-1);
  },
);

it.each([
  '',
  ':',
  ':::',
  '1',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7:8::',
  '::1:2:3:4:5:6:7:8',
  '1::2::3',
  ':1::2',
  '1::2:',
  '12345::',
  '::g',
  '::FFFF',
  '::1.2.3.4',
  '1.2.3.4',
])('%j is no IPv6 address in canonical notation', (text) => {
  expect(ipv6Groups(text)).toBeNull();
});

it('reads the addresses that ipaddr.js writes', () => {
  const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), fc.ipV4(), (groups, ipv4) => {
      expect(ipv6Groups(new ipaddr.IPv6(groups).toRFC5952String())).toEqual(groups);
      const octets = ipaddr.IPv4.parse(ipv4).octets;
      expect(ipv4Number(ipv4)).toBe(octets.reduce((number, octet) => number * 256 + octet, 0));
    }),
  );
});
