import { isPublicAddress } from './http-target.js';

describe('an address of the internet', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8'])(
    'is %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ['this machine', '127.0.0.1'],
    ['this machine', '127.255.255.254'],
    ['this machine', '::1'],
    ['this machine', '0.0.0.0'],
    ['this machine', '::'],
    ['this machine, mapped', '::ffff:127.0.0.1'],
    ['this machine, mapped', '::ffff:7f00:1'],
    ['this machine, translated', '64:ff9b::7f00:1'],
    ['this machine, compatible', '::127.0.0.1'],
    ['a private network', '10.0.0.1'],
    ['a private network', '172.16.0.1'],
    ['a private network', '172.31.255.255'],
    ['a private network', '192.168.1.1'],
    ['a private network, mapped', '::ffff:192.168.1.1'],
    ['a unique local address', 'fc00::1'],
    ['a unique local address', 'fd12:3456::1'],
    ['a site-local address', 'fec0::1'],
    ['a link', '169.254.0.1'],
    ['a link', 'fe80::1'],
    ['a link, with its zone', 'fe80::1%eth0'],
    ['a carrier', '100.64.0.1'],
    ['metadata of a cloud', '169.254.169.254'],
    ['metadata of a cloud', 'fd00:ec2::254'],
    ['metadata of a cloud', '100.100.100.200'],
    ['metadata of a cloud', '192.0.0.192'],
    ['metadata of a cloud', '168.63.129.16'],
    ['a tunnel', '2002:7f00:1::1'],
    ['a tunnel', '2001::1'],
    ['a group', '224.0.0.1'],
    ['a group', 'ff02::1'],
    ['everybody', '255.255.255.255'],
    ['an example', '192.0.2.1'],
    ['an example', '2001:db8::1'],
    ['nothing', 'example.org'],
    ['nothing', ''],
  ])('is not %s: %s', (_, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
