import { isBlockable } from './blocklist.service.js';

describe('isBlockable', () => {
  it.each(['203.0.113.7', '8.8.8.8', '1.0.0.1', '223.255.255.254', '2001:db8::1', '2a00:1450:4001::1'])(
    '%s: yes',
    (address) => expect(isBlockable(address)).toBe(true),
  );

  it.each([
    '10.1.2.3',
    '127.0.0.1',
    '169.254.1.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '0.1.2.3',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fd00::1',
    'ff02::1',
    '::ffff:203.0.113.7',
    '203.0.113',
    '203.0.113.07',
    '203.0.113.0/24',
    '203.0.113.7; flush ruleset',
    'example.org',
    '',
  ])('%s: no', (address) => expect(isBlockable(address)).toBe(false));
});
