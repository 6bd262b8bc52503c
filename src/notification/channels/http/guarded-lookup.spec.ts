import { PrivateAddressError, publicAddressesOnly } from './http-target.js';
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
