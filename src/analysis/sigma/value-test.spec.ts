import fc from 'fast-check';
import { parseTextPattern, textTest } from './value-test.js';

function matches(pattern: string, text: string, cased = false): boolean {
  return textTest(parseTextPattern(pattern), cased)(text);
}

describe('a text pattern', () => {
  it.each([
    ['root', 'ROOT', true],
    ['root', 'roots', false],
    ['ro?t', 'root', true],
    ['ro?t', 'rot', false],
    ['ro*', 'ro', true],
    ['*ot', 'root', true],
    ['*oo*', 'root', true],
    ['*', '', true],
    ['r*o*t', 'roooot', true],
    ['r*o*t', 'rt', false],
    ['a*b?c*', 'axxbxcyy', true],
    ['a*b?c*', 'axxbc', false],
    ['\\*', '*', true],
    ['\\*', 'x', false],
    ['\\?', '?', true],
    ['?', '😀', true],
    ['a?b', 'a😀b', true],
    ['??', '😀', false],
    ['\\?', 'x', false],
    ['a\\b', 'a\\b', true],
    ['a\\\\b', 'a\\b', true],
    ['\\\\*', '\\anything', true],
    ['\\\\*', 'anything', false],
    ['\\\\\\*', '\\*', true],
    ['\\\\\\*', '\\x', false],
    ['\\\\\\\\', '\\\\', true],
    ['\\\\\\', '\\\\', true],
    ['end\\', 'end\\', true],
    ['', '', true],
    ['', 'x', false],
  ])('%j on %j: %j', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('tells case apart only where asked to', () => {
    expect(matches('R*t', 'ROOT')).toBe(true);
    expect(matches('R*t', 'ROOT', true)).toBe(false);
  });

  it('matches what the expression of the same shape matches', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\\'), maxLength: 10 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (source, input) => {
        const shape = new RegExp(`^${source.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        expect(matches(source, input, true)).toBe(shape.test(input));
      }),
      { numRuns: 2000 },
    );
  });
});
