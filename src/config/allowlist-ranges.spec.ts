import { parseAllowlist, parseAllowlistFile } from './allowlist-ranges.js';

const missingFile = (): string => {
  throw new Error('ENOENT: no such file');
};
const fileOf = (text: string) => parseAllowlistFile('allow.txt', () => text);

describe('ALLOWLIST', () => {
  it.each([
    ['', []],
    ['192.0.2.7', ['192.0.2.7']],
    [' 192.0.2.7 , 198.51.100.9/24,, 2001:DB8::/32 ', ['192.0.2.7', '198.51.100.0/24', '2001:db8::/32']],
    ['0.0.0.0/0!', ['0.0.0.0/0']],
    ['192.0.2.7!', ['192.0.2.7']],
  ])('reads %j', (text, ranges) => {
    expect(parseAllowlist(text)).toEqual(ranges.map((range) => ({ range, note: null })));
  });

  it('reports every fault', () => {
    expect(parseAllowlist('192.0.2.0/33,192.0.2.7,example.org,0.0.0.0/0,::/3!!')).toEqual({
      fault: [
        expect.stringContaining("holds '192.0.2.0/33', which has a prefix length"),
        expect.stringContaining("holds 'example.org', which is neither an address nor a range"),
        expect.stringContaining("holds '0.0.0.0/0', which would silence most alerts; write '0.0.0.0/0!'"),
        expect.stringContaining("holds '::/3!!', which has a prefix length"),
      ],
    });
  });
});

describe('the file that ALLOWLIST_PATH names', () => {
  it('holds one range a line; comments are notes', () => {
    const text =
      '\uFEFF# Our own\r\n192.0.2.7  # backup #2\r\n\r\n198.51.100.0/24\n   2001:db8::/32#\n0.0.0.0/1! # test';
    expect(fileOf(text)).toEqual([
      { range: '192.0.2.7', note: 'backup #2' },
      { range: '198.51.100.0/24', note: null },
      { range: '2001:db8::/32', note: null },
      { range: '0.0.0.0/1', note: 'test' },
    ]);
  });

  it('is refused with the number of each faulty line', () => {
    expect(fileOf('192.0.2.7\n192.0.2.7 192.0.2.8\n\n::/0\n')).toEqual({
      fault: [
        expect.stringMatching(/^names allow\.txt, whose line 2 holds '192\.0\.2\.7 192\.0\.2\.8', which is neither/),
        expect.stringMatching(/^names allow\.txt, whose line 4 holds '::\/0', which would silence most alerts/),
      ],
    });
  });

  it('must be readable', () => {
    expect(parseAllowlistFile('allow.txt', missingFile)).toEqual({
      fault: 'names a file that cannot be read: ENOENT: no such file',
    });
  });

  it('is not needed', () => {
    expect(parseAllowlistFile('', () => 'nonsense')).toEqual([]);
  });
});
