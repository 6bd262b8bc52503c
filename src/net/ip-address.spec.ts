import { readSourceAddress } from './ip-address.js';

const address = (ip: string, doubtful = false): object => ({ ip, host: null, doubtful });
const name = (host: string): object => ({ ip: null, host, doubtful: false });
const NOTHING = { ip: null, host: null, doubtful: false };

describe('what stands where the address stands', () => {
  it.each([
    ['192.0.2.10', address('192.0.2.10')],
    ['0.0.0.0', address('0.0.0.0')],
    ['::ffff:192.0.2.10', address('192.0.2.10')],
    ['::ffff:c000:20a', address('192.0.2.10')],
    ['2001:0db8:0a0b:12f0:0000:0000:0000:0001', address('2001:db8:a0b:12f0::1')],
    ['2001:DB8::1', address('2001:db8::1')],
    ['2001:db8:0:0:1:0:0:1', address('2001:db8::1:0:0:1')],
    ['fe80::1%eth0', address('fe80::1')],
    ['fe80::1%abcdefgh1234567', address('fe80::1')],
    ['001:db8:a0b:12f0::1', address('1:db8:a0b:12f0::1')],
    ['192.030.0.6', address('192.30.0.6', true)],
    ['pc7.example.net', name('pc7.example.net')],
    ['192-0-2-10.dsl.example.net', name('192-0-2-10.dsl.example.net')],
    ['localhost', name('localhost')],
    ['UNKNOWN', NOTHING],
    ['x.x.x.x', NOTHING],
    ['183.106.179.x', NOTHING],
    ['*.*.*.*', NOTHING],
    ['256.0.2.10', NOTHING],
    ['192.0.2', NOTHING],
    ['192.0.2.10.5', NOTHING],
    ['1::2::3', NOTHING],
    ['2001:db8::1%', NOTHING],
    ['4242', NOTHING],
    ['', NOTHING],
    ['<b>', NOTHING],
    ['a'.repeat(300), NOTHING],
  ])('%s', (text, expected) => {
    expect(readSourceAddress(text)).toEqual(expected);
  });
});
