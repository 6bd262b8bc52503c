import { quotedText, visibleJson, visibleText } from './visible-text.js';

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

describe('JSON for a terminal', () => {
  it.each([
    '\u009b31mred',
    'next\u0085line',
    'admin\u202egnp.exe',
    '\u001b[2J',
    'tag\u{e0041}',
    '\u2028',
    'half\ud83d',
    '\u007f',
  ])('holds %j as an escape, and means the same', (text) => {
    const json = visibleJson({ [text]: [text, 'Ünïcödé 😀'] });
    expect(json).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(json).toContain('Ünïcödé 😀');
    expect(JSON.parse(json)).toEqual({ [text]: [text, 'Ünïcödé 😀'] });
  });
});

describe('text in a sentence', () => {
  it.each([
    ['root', 'root'],
    ['svc_backup-2@example.org', 'svc_backup-2@example.org'],
    ['', '""'],
    ['bob: 99 attempts', '"bob: 99 attempts"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['a\u202eb', '"a\\u202eb"'],
  ])('%j is written %s', (text, written) => {
    expect(quotedText(text)).toBe(written);
  });
});
