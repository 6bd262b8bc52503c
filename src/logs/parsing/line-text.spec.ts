import { decodeLine, escapeControl } from './line-text.js';

const latin1 = (...bytes: number[]): string => Buffer.from(bytes).toString('latin1');

describe('decodeLine', () => {
  it('leaves ASCII as it is, and decodes UTF-8', () => {
    expect(decodeLine('Invalid user bob\u0000\r')).toBe('Invalid user bob\u0000\r');
    expect(decodeLine(Buffer.from('Müller 東').toString('latin1'))).toBe('Müller 東');
  });

  it('keeps the rest of a line with invalid bytes', () => {
    expect(decodeLine(latin1(0x61, 0xf1, 0x62))).toBe('a\ufffdb');
    expect(decodeLine(latin1(0xc3))).toBe('\ufffd');
  });

  it('takes a byte order mark away', () => {
    expect(decodeLine(latin1(0xef, 0xbb, 0xbf, 0x61))).toBe('a');
  });
});

describe('escapeControl', () => {
  it.each([
    ['a\nb\tc\u0000', 'a\\u000ab\\u0009c\\u0000'],
    ['\u001b[2J', '\\u001b[2J'],
    ['\u202egnp.exe\u2066', '\\u202egnp.exe\\u2066'],
    ['zero\u200bwidth\ufeff', 'zero\\u200bwidth\\ufeff'],
    ['tag\u{e0041}', 'tag\\u{e0041}'],
    ['lone \ud800', 'lone \\ud800'],
    ['Müller 東 🙂', 'Müller 東 🙂'],
  ])('shows %j', (text, shown) => {
    expect(escapeControl(text)).toBe(shown);
  });
});
