import { messageLine } from './pending-lines.js';

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
