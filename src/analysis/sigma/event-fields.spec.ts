import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { detectionEvent } from '../../../test/factories/detection-event.js';
import { addressRangeTest } from './value-test.js';
import { EVENT_FIELDS } from './event-fields.js';
import { isPrivateAddress, networkOf } from './addresses.js';

const IPV4 = fc.ipV4();
const IPV6 = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff })), { minLength: 8, maxLength: 8 })
  .map((parts) => new ipaddr.IPv6(parts))
  .filter((address) => !address.isIPv4MappedAddress());

function hourOf(timestamp: number): unknown {
  return EVENT_FIELDS.get('hour')!.read(detectionEvent({ timestamp }));
}

function canonical(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  return 'toRFC5952String' in address ? address.toRFC5952String() : address.toString();
}

describe('event fields', () => {
  it('adds up the attempts of the line and those carried to it', () => {
    expect(EVENT_FIELDS.get('attempts')!.read(detectionEvent({ attempts: 1, carriedAttempts: 2 }))).toBe(3);
  });

  it.each([
    ['root', true],
    ['Root', false],
    [null, null],
  ])('is_root of %j: %j', (username, expected) => {
    expect(EVENT_FIELDS.get('is_root')!.read(detectionEvent({ username }))).toBe(expected);
  });

  it('takes the hour in UTC', () => {
    expect([Date.UTC(2026, 0, 1), Date.UTC(2026, 5, 1, 23, 59, 59, 999)].map(hourOf)).toEqual([0, 23]);
  });

  it.each([
    ['203.0.113.7', '203.0.113.0/24'],
    ['2001:db8::1', '2001:db8::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:0:1::1', '2001:db8:0:1::/64'],
    ['::1', '::/64'],
    ['host.example.net', null],
    [null, null],
  ])('the network of %j is %j', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it.each([
    ['10.1.2.3', true],
    ['172.16.0.1', true],
    ['172.32.0.1', false],
    ['192.168.1.1', true],
    ['127.0.0.1', true],
    ['169.254.1.1', true],
    ['203.0.113.7', false],
    ['::1', true],
    ['::2', false],
    ['fe80::1', true],
    ['fd00::1', true],
    ['2001:db8::1', false],
    [null, null],
  ])('source_private of %j: %j', (address, expected) => {
    expect(isPrivateAddress(address)).toBe(expected);
  });

  it('gives the networks that ipaddr.js gives', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          IPV4.map((text) => ipaddr.IPv4.parse(text)),
          IPV6,
        ),
        (address) => {
          const network =
            address.kind() === 'ipv4'
              ? `${ipaddr.IPv4.networkAddressFromCIDR(`${canonical(address)}/24`).toString()}/24`
              : `${ipaddr.IPv6.networkAddressFromCIDR(`${canonical(address)}/64`).toRFC5952String()}/64`;
          expect(networkOf(canonical(address))).toBe(network);
        },
      ),
    );
  });

  it('finds the addresses of a network that ipaddr.js finds', () => {
    fc.assert(
      fc.property(IPV4, IPV4, fc.integer({ min: 0, max: 32 }), (address, network, bits) => {
        const expected = ipaddr.IPv4.parse(address).match(ipaddr.IPv4.parse(network), bits);
        expect(addressRangeTest(`${network}/${bits}`)!(address)).toBe(expected);
      }),
    );
    fc.assert(
      fc.property(IPV6, IPV6, fc.integer({ min: 0, max: 128 }), (address, network, bits) => {
        const test = addressRangeTest(`${network.toRFC5952String()}/${bits}`)!;
        expect(test(address.toRFC5952String())).toBe(address.match(network, bits));
      }),
    );
  });
});
