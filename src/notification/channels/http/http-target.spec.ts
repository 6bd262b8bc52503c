import { PrivateAddressError, isPublicAddress, publicAddressesOnly } from './http-target.js';
import type { ResolveName } from './http-target.js';

/** What a connection is told when a name has these addresses. */
function lookUp(addresses: readonly string[], all: boolean): Promise<unknown> {
  const resolve: ResolveName = (_name, _options, answer) =>
    answer(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  return new Promise((answered, failed) =>
    publicAddressesOnly(resolve)('example.org', { all }, (error, address) =>
      error === null ? answered(address) : failed(error),
    ),
  );
}

describe('the lookup of a connection', () => {
  it('answers public addresses only', async () => {
    const public4 = { address: '8.8.8.8', family: 4 };
    expect(await lookUp(['127.0.0.1', '8.8.8.8', '::1'], true)).toEqual([public4]);
    expect(await lookUp(['10.0.0.1', '8.8.8.8'], false)).toBe('8.8.8.8');
  });

  it.each([true, false])('refuses a name that has none (all: %s)', async (all) => {
    await expect(lookUp(['127.0.0.1', '::ffff:10.0.0.1', 'fd00::1'], all)).rejects.toThrow(PrivateAddressError);
    await expect(lookUp([], all)).rejects.toThrow(PrivateAddressError);
  });

  it('passes on that a name has no answer', async () => {
    const lookup = publicAddressesOnly((_name, _options, answer) => answer(new Error('ENOTFOUND'), []));
    await expect(new Promise((_, failed) => lookup('example.org', {}, failed))).rejects.toThrow('ENOTFOUND');
  });
});

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
