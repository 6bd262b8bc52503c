import { parseRange, rangeHolds, isTooBroad } from './ip-range.js';
import type { IpRange } from './ip-range.js';

describe('parseRange', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['192.0.2.7/32', '192.0.2.7'],
    ['192.0.2.7/24', '192.0.2.0/24'],
    ['203.0.113.255/25', '203.0.113.128/25'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['2001:db8::1/128', '2001:db8::1'],
    ['2001:db8:ffff::1/33', '2001:db8:8000::/33'],
    ['::/0', '::/0'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['::ffff:c000:207/120', '192.0.2.0/24'],
    ['::ffff:0:0/96', '0.0.0.0/0'],
  ])('reads %s as %s', (text, range) => {
    expect(parseRange(text)).toMatchObject({ range });
    expect(parseRange(range)).toEqual(parseRange(text));
  });

  it.each([
    ['', 'is neither'],
    ['example.org', 'is neither'],
    ['192.0.2', 'is neither'],
    ['192.0.2.256', 'is neither'],
    ['192.0.02.7', 'is neither'],
    ['0xc0000207', 'is neither'],
    ['192.0.2.0-9', 'is neither'],
    [' 192.0.2.7', 'is neither'],
    ['192.0.2.0/24/24', 'is neither'],
    [':::1', 'is neither'],
    [`${'0'.repeat(100)}::1`, 'is neither'],
    ['192.0.2.0/33', 'from 0 to 32'],
    ['192.0.2.0/', 'from 0 to 32'],
    ['192.0.2.0/-1', 'from 0 to 32'],
    ['192.0.2.0/024', 'from 0 to 32'],
    ['192.0.2.0/255.255.255.0', 'from 0 to 32'],
    ['2001:db8::/129', 'from 0 to 128'],
    ['fe80::1%eth0', 'has a zone'],
    ['::ffff:192.0.2.7/95', 'mixes IPv4 with IPv6'],
  ])('refuses %j', (text, fault) => {
    expect(parseRange(text)).toEqual({ fault: expect.stringContaining(fault) });
  });
});

describe('isTooBroad', () => {
  it.each([
    ['0.0.0.0/0', true],
    ['128.0.0.0/7', true],
    ['10.0.0.0/8', false],
    ['192.0.2.7', false],
    ['::/0', true],
    ['2000::/15', true],
    ['2001::/16', false],
    ['::ffff:0:0/96', true],
  ])('%s: %s', (text, swallows) => {
    expect(isTooBroad(parseRange(text) as IpRange)).toBe(swallows);
  });
});

describe('rangeHolds', () => {
  it.each([
    ['192.0.2.0/24', '192.0.2.0', true],
    ['192.0.2.0/24', '192.0.2.255', true],
    ['192.0.2.0/24', '192.0.3.0', false],
    ['192.0.2.128/25', '192.0.2.127', false],
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '192.0.2.70', false],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['0.0.0.0/0', '::1', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::', false],
    ['2001:db8::/33', '2001:db8:8000::', false],
    ['::/0', '2001:db8::1', true],
    ['::/0', '192.0.2.7', false],
    ['0.0.0.0/0', 'example.org', false],
    ['::/0', 'no:address', false],
  ])('%s: %s: %s', (text, address, holds) => {
    expect(rangeHolds(parseRange(text) as IpRange, address)).toBe(holds);
  });
});
