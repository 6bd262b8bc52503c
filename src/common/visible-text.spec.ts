import { visibleText } from './visible-text.js';

describe('visibleText', () => {
  it.each([
    ['plain text, Ünïcödé', 'plain text, Ünïcödé'],
    ['line\nbreak\r\t\0', 'line\\u000abreak\\u000d\\u0009\\u0000'],
    ['\u001b[31mred', '\\u001b[31mred'],
    ['admin\u202egnp.exe', 'admin\\u202egnp.exe'],
    ['zero\u200bwidth\ufeff', 'zero\\u200bwidth\\ufeff'],
    ['tag\u{e0041}', 'tag\\u{e0041}'],
    ['half\ud83d', 'half\\ud83d'],
  ])('shows %j', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it('cuts what is too long', () => {
    expect(visibleText('x'.repeat(20), 5)).toBe('xxxxx…');
  });
});
