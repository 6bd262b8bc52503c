import fc from 'fast-check';
import { FrameDecoder } from './frame-decoder.js';

const LONGEST = 100;

/** What comes out of chunks, and whether the end was complete. */
function decode(chunks: readonly Buffer[], longest = LONGEST): { messages: string[]; cut: number; complete: boolean } {
  const messages: string[] = [];
  let cut = 0;
  const decoder = new FrameDecoder(longest, (message, isCut) => {
    messages.push(message.toString('latin1'));
    if (isCut) cut++;
  });
  for (const chunk of chunks) decoder.push(chunk);
  return { complete: decoder.end(), messages, cut };
}

const messagesOf = (text: string): string[] => decode([Buffer.from(text, 'latin1')]).messages;

const counted = (message: string): string => `${message.length} ${message}`;

describe('framing', () => {
  it.each([
    ['lines', '<38>a b\n<38>c\n', ['<38>a b', '<38>c']],
    ['a last line without its newline', '<38>a\n<38>b', ['<38>a', '<38>b']],
    ['lines that NUL ends', '<38>a\0<38>b\0', ['<38>a', '<38>b']],
    ['empty lines', '\n\n<38>a\n\n', ['<38>a']],
    ['counted messages', '5 <38>a6 <38>bc', ['<38>a', '<38>bc']],
    ['a newline in a counted message', `${counted('<38>a\nb')}${counted('<38>c')}`, ['<38>a\nb', '<38>c']],
    ['a newline behind a counted message', '5 <38>a\n5 <38>b\n', ['<38>a', '<38>b']],
    ['both, one after the other', '<38>a\n5 <38>b<38>c\n', ['<38>a', '<38>b', '<38>c']],
    [
      'a line that begins with a time',
      '2026-11-20T09:12:46Z web-1 sshd[1]: x\n',
      ['2026-11-20T09:12:46Z web-1 sshd[1]: x'],
    ],
    ['a line that begins with seconds', '1780914030 web-1 sshd[1]: x\n', ['1780914030 web-1 sshd[1]: x']],
    ['a line that begins with a number', '42 is no count\n7\n', ['42 is no count', '7']],
    ['a count that begins with a zero', '05 <38>a\n', ['05 <38>a']],
    ['a count beyond all reason', '99999999 <38>a\n', ['99999999 <38>a']],
    ['nothing', '', []],
  ])('takes %s', (_, text, messages) => {
    expect(messagesOf(text)).toEqual(messages);
  });

  it('gives the same messages wherever the stream is cut', () => {
    const text = `<38>Nov 20 09:12:46 web-1 sshd[1]: a\n${counted('<38>1 - web-1 sshd 1 - - b\nc')}42 d\r\n7 <38>1 é\n\0x`;
    const bytes = Buffer.from(text);
    const whole = decode([bytes]);
    expect(whole.messages.length).toBeGreaterThan(4);
    for (let at = 0; at <= bytes.length; at++) {
      expect(decode([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(whole);
    }
    expect(decode([...bytes].map((byte) => Buffer.from([byte])))).toEqual(whole);
  });

  it('cuts what is too long, and goes on with the next message', () => {
    const long = `<38>${'x'.repeat(500)}`;
    const text = `${long}\n<38>a\n${counted(long)}${counted('<38>b')}`;
    const cutShort = long.slice(0, LONGEST);
    for (const chunks of [[Buffer.from(text)], [...Buffer.from(text)].map((byte) => Buffer.from([byte]))]) {
      expect(decode(chunks)).toEqual({ messages: [cutShort, '<38>a', cutShort, '<38>b'], cut: 2, complete: true });
    }
  });

  it('keeps nothing of a counted message that did not come whole', () => {
    expect(decode([Buffer.from('<38>a\n10 <38>b')])).toEqual({ messages: ['<38>a'], cut: 0, complete: false });
  });

  it('passes over a line without end in constant memory', () => {
    const chunk = Buffer.alloc(1 << 20, 'x');
    const { messages, cut } = decode([Buffer.from('<38>'), ...Array<Buffer>(64).fill(chunk), Buffer.from('\n<38>a\n')]);
    expect(messages.map(({ length }) => length)).toEqual([LONGEST, 5]);
    expect(cut).toBe(1);
  });

  it('takes any bytes, cut anywhere, without holding more than a message', () => {
    const hostile = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .string({ unit: fc.constantFrom('<', '3', '8', '>', ' ', '0', '1', '9', '\n', '\0', 'x'), maxLength: 300 })
        .map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 8 }), (pieces) => {
        const chunks = pieces.map((piece) => Buffer.from(piece));
        const apart = decode(chunks);
        expect(decode([Buffer.concat(chunks)])).toEqual(apart);
        for (const message of apart.messages) expect(message.length).toBeLessThanOrEqual(LONGEST);
      }),
      { numRuns: 1000 },
    );
  });
});
