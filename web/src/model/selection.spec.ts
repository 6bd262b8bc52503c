import { NOTHING, toggled, toggledTo } from './selection.js';
import type { Selection } from './selection.js';

const ORDER = ['a', 'b', 'c', 'd', 'e'];
const chosen = (selection: Selection): string => [...selection.chosen].toSorted().join('');

describe('what is chosen of a list', () => {
  it('is one item after the other', () => {
    const two = toggled(toggled(NOTHING, 'b'), 'd');
    expect(chosen(two)).toBe('bd');
    expect(chosen(toggled(two, 'b'))).toBe('d');
  });

  it.each([
    ['b', 'd', 'bcd'],
    ['d', 'b', 'bcd'],
    ['c', 'e', 'cde'],
  ])('from %s to %s is %s', (from, to, expected) => {
    expect(chosen(toggledTo(toggled(NOTHING, from), ORDER, to))).toBe(expected);
  });

  it('goes on from the end of a range, and leaves out a range that begins with what is chosen', () => {
    const range = toggledTo(toggled(NOTHING, 'a'), ORDER, 'c');
    expect(chosen(toggledTo(range, ORDER, 'e'))).toBe('abcde');
    expect(chosen(toggledTo(range, ORDER, 'b'))).toBe('a');
  });

  it('is one item where there is nothing to begin from', () => {
    expect(chosen(toggledTo(NOTHING, ORDER, 'd'))).toBe('d');
    expect(chosen(toggledTo(toggled(NOTHING, 'gone'), ORDER, 'b'))).toBe('bgone');
  });
});
