import fc from 'fast-check';
import { MAX_TEXT, SafeRegex } from './regex.js';

const PLAIN = { ignoreCase: false, multiLine: false, dotAll: false };

function found(pattern: string, text: string, flags = PLAIN): boolean {
  return new SafeRegex(pattern, flags).test(text);
}

describe('SafeRegex', () => {
  it.each([
    ['abc', 'xabcx', true],
    ['abc', 'abxc', false],
    ['^abc$', 'abc', true],
    ['^abc$', 'abcd', false],
    ['a.c', 'abc', true],
    ['a.c', 'a\nc', false],
    ['[a-c]{2,3}x', 'abx', true],
    ['[^a-c]x', 'ax', false],
    ['[]a]', ']', true],
    ['[a-]', '-', true],
    ['[\\d_]', '_', true],
    ['\\d+\\.\\d+', 'port 10.5', true],
    ['\\bfoo\\b', 'a foo b', true],
    ['\\bfoo\\b', 'afoo', false],
    ['\\Bfoo', 'afoo', true],
    ['\\Bfoo', 'foo', false],
    ['(?:ab|cd)+e', 'abcde', true],
    ['(|a)b', 'b', true],
    ['a{3}', 'aa', false],
    ['a{2,}b', 'aaaab', true],
    ['(a*)*b', 'aaaab', true],
    ['\\x41\\x{42}', 'AB', true],
    ['\\t', '\t', true],
    ['a*?b', 'aab', true],
    ['(?<name>a)(?P<other>b)', 'ab', true],
    ['(?i)A', 'a', true],
    ['\\p{Lu}', 'É', true],
    ['\\Aab\\z', 'ab', true],
    ['[[:alpha:]]{2}', 'a1b', false],
    ['[\\b]', '\b', true],
    ['\\e\\[0m', '\u001b[0m', true],
    ['[(?=]', '=', true],
    ['a{x}', 'a{x}', true],
    ['^.$', '😀', true],
    ['', '', true],
    ['x*', '', true],
  ])('%j in %j: %j', (pattern, text, expected) => {
    expect(found(pattern, text)).toBe(expected);
  });

  it.each([
    ['i', 'ABC', 'xabc', { ...PLAIN, ignoreCase: true }, true],
    ['i', '[A-C]é', 'bÉ', { ...PLAIN, ignoreCase: true }, true],
    ['no i', 'ABC', 'abc', PLAIN, false],
    ['m', '^b$', 'a\nb\nc', { ...PLAIN, multiLine: true }, true],
    ['no m', '^b$', 'a\nb\nc', PLAIN, false],
    ['s', 'a.b', 'a\nb', { ...PLAIN, dotAll: true }, true],
  ])('with %s: %j in %j', (_name, pattern, text, flags, expected) => {
    expect(found(pattern, text, flags)).toBe(expected);
  });

  it.each([
    ['(?=a)', 'lookahead (?=…) is not supported'],
    ['(?!a)', 'negative lookahead (?!…) is not supported'],
    ['(?<=a)b', 'lookbehind (?<=…) is not supported'],
    ['(?<!a)b', 'negative lookbehind (?<!…) is not supported'],
    ['(?|a)', 'a branch reset group (?|…) is not supported'],
    ['(?<name', '(?<name is no named group such as (?<name>…)'],
    ['(?y)a', '(?y is not supported'],
    ['\\Z', '\\Z is not supported; use ^ and $'],
    ['\\v', 'the escape \\v is not supported'],
    ['\\p{Nonsense}', 'Nonsense'],
    ['(?>a)', 'an atomic group (?>…) is not supported'],
    ['(a)\\1', 'a backreference (\\1) cannot be matched in linear time'],
    ['\\q', 'the escape \\q is not supported'],
    ['\\', 'a backslash at the end escapes nothing'],
    ['a++', 'a possessive quantifier'],
    ['a**', 'a quantifier follows another (**)'],
    ['*a', '* repeats nothing'],
    ['a{2,1}', 'the quantifier {2,1} runs backwards, or repeats'],
    ['a{2000}', 'repeats more than 1000 times'],
    ['(a{100}){100}', 'the quantifier {100} runs backwards, or repeats more than 1000 times'],
    ['(?:abc){1000}', 'needs more than 2000 states'],
    ['((){1000}){1000}', 'needs more than 2000 states'],
    ['[z-a]', 'runs backwards'],
    ['[a-\\d]', 'the escape \\d is not supported here'],
    ['[a', 'a character class [ is never closed'],
    ['(a', 'an opening parenthesis is never closed'],
    ['a)', 'a closing parenthesis has no opening one'],
    [`${'('.repeat(1000)}${')'.repeat(1000)}`, 'groups are nested too deep'],
    ['a'.repeat(2001), 'longer than 2000 characters'],
    ['\\xzz', 'the escape \\xzz is not supported here'],
  ])('refuses %j', (pattern, reason) => {
    expect(() => new SafeRegex(pattern, PLAIN)).toThrow(reason);
  });

  it('finds what the expressions of the language find', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '\\s', '\\b', '^', '$', '\\.', '[a-c1]');
    const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
      pattern: fc.array(tie('part'), { maxLength: 3 }).map((parts) => parts.join('')),
      part: fc.oneof(
        { maxDepth: 3 },
        atom,
        fc
          .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{2,}'))
          .map(([p, q]) => `(?:${p})${q}`),
        fc.tuple(tie('pattern'), tie('pattern')).map(([left, right]) => `(${left}|${right})`),
      ),
    }));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', ' ', '.', 'A', '\n'), maxLength: 12 });
    fc.assert(
      fc.property(pattern, text, fc.boolean(), fc.boolean(), fc.boolean(), (source, input, i, m, s) => {
        const flags = `${i ? 'i' : ''}${m ? 'm' : ''}${s ? 's' : ''}`;
        const ours = found(source, input, { ignoreCase: i, multiLine: m, dotAll: s });
        expect(ours).toBe(new RegExp(source, flags).test(input));
      }),
      { numRuns: 3000 },
    );
  });

  it.each(['(a+)+$', '(a|a)*$', '(a*)*c', '(?:a?){50}a{50}c', '(.*a){20}c'])('stays linear for %s', (pattern) => {
    const regex = new SafeRegex(pattern, PLAIN);
    const seconds = (length: number): number => {
      const start = process.cpuUsage();
      regex.test(`${'a'.repeat(length)}b`);
      return process.cpuUsage(start).user / 1e6;
    };
    seconds(1000);
    expect(seconds(MAX_TEXT)).toBeLessThan(2);
  });

  it('looks at a bounded part of the text', () => {
    expect(found('b', `${'a'.repeat(MAX_TEXT)}b`)).toBe(false);
    expect(found('a$', `${'a'.repeat(MAX_TEXT)}b`)).toBe(false);
  });
});
