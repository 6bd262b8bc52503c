import { rangeDatabase } from './range-database.js';

describe('ranges of addresses in text', () => {
  it('say the country of both families, to the edges of each range', async () => {
    const { find } = await rangeDatabase([
      '# tor\r\n16777216,16777471,AU\r\n16777472,16778239,CN\n\n16778240,16779263,??\n4294967040,4294967295,zz\n',
      '2001:200::,2001:200:ffff:ffff:ffff:ffff:ffff:ffff,JP\n2001:db8::,2001:db8::ff,FR',
    ]);
    const found = (address: string) => find(address)?.country ?? null;
    expect(['1.0.0.0', '1.0.0.255', '1.0.1.0', '1.0.3.255'].map(found)).toEqual(['AU', 'AU', 'CN', 'CN']);
    expect(['0.255.255.255', '1.0.4.0', '9.9.9.9', 'no address'].map(found)).toEqual([null, null, null, null]);
    expect(['255.255.255.255', '255.255.254.255'].map(found)).toEqual(['ZZ', null]);
    expect(
      ['2001:200::', '2001:200:ffff::1', '2001:201::', '2001:1ff::', '2001:db8::ff', '2001:db8::100'].map(found),
    ).toEqual(['JP', 'JP', null, null, 'FR', null]);
  });

  it.each([
    ['', 'has no range'],
    ['# nothing\n1,2,??\n', 'has no range'],
    ['1,2,AU\nwords\n', 'line 2 is no range'],
    ['2,1,AU', 'line 1 does not follow'],
    ['1,5,AU\n5,6,NL', 'line 2 does not follow'],
    ['1,4294967296,AU', 'line 1 is no range'],
    ['1,2001:db8::,AU', 'line 1 is no range'],
    ['2001:db8::,2001:db8::1::2,FR', 'line 1 is no range'],
    ['1:2:3:4:5:6:7,1:2:3:4:5:6:7:8,FR', 'line 1 is no range'],
    ['1:2:3:4:5:6:7:8,1:2:3:4::5:6:7:8,FR', 'line 1 is no range'],
    ['1.2.3.4,1.2.3.256,FR', 'line 1 is no range'],
    [`1,${'2'.repeat(200)},AU`, 'line 1 is no range'],
  ])('are refused where they are none: %j', async (text, fault) => {
    await expect(rangeDatabase([text])).rejects.toThrow(fault);
  });
});
