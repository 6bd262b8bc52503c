import { parseRange } from '../../../net/ip-range.js';
import type { IpRange } from '../../../net/ip-range.js';
import { SourceNames, maySend, messageLine, senderAddress } from './pending-lines.js';

describe('senders', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['fe80::1%eth0', 'fe80::1'],
    [undefined, ''],
  ])('are known by the address of %s', (remote, address) => {
    expect(senderAddress(remote)).toBe(address);
  });

  it.each([
    ['192.0.2.7', true],
    ['192.0.3.7', false],
    ['2001:db8::7', true],
    ['2001:db9::7', false],
    ['127.0.0.1', true],
    ['::1', true],
    ['', false],
  ])('may send from %s: %s', (address, allowed) => {
    const ranges = ['192.0.2.0/24', '2001:db8::/32'].map((each) => parseRange(each) as IpRange);
    expect(maySend(address, ranges)).toBe(allowed);
  });

  it('have a log source each, up to a number of them', () => {
    const names = new SourceNames('syslog-tcp-5514', 2);
    const addresses = ['192.0.2.7', '2001:db8::7', '192.0.2.9', '192.0.2.7', ''];
    expect(addresses.map((each) => names.of(each))).toEqual([
      'syslog-192.0.2.7',
      'syslog-2001-db8--7',
      'syslog-tcp-5514',
      'syslog-192.0.2.7',
      'syslog-tcp-5514',
    ]);
  });
});

describe('the line of a message', () => {
  it.each([
    ['<38>a', '<38>a\n'],
    ['<38>a\r\n', '<38>a\n'],
    ['<38>a\n<38>forged\n', '<38>a <38>forged\n'],
    ['\0 <38>a\0\0', '<38>a\n'],
    ['<38>a\0b\rc', '<38>a b c\n'],
    [' \n ', null],
    ['', null],
  ])('of %j is %j', (message, line) => {
    expect(messageLine(Buffer.from(message))?.toString() ?? null).toBe(line);
  });

  it('keeps bytes that are no UTF-8', () => {
    expect(messageLine(Buffer.from([0x3c, 0xff, 0xfe]))).toEqual(Buffer.from([0x3c, 0xff, 0xfe, 0x0a]));
  });
});
