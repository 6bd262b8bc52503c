import { textPieces } from './attacker-text.js';

describe('textPieces', () => {
  it('shows controls, bidirectional marks and invisible characters as escapes, apart from the rest', () => {
    expect(textPieces('a\u202eb\0\u200b<b>')).toEqual([
      { text: 'a', isEscape: false },
      { text: '\\u202e', isEscape: true },
      { text: 'b', isEscape: false },
      { text: '\\u0000\\u200b', isEscape: true },
      { text: '<b>', isEscape: false },
    ]);
    expect(textPieces('\\u202e')).toEqual([{ text: '\\u202e', isEscape: false }]);
    expect(textPieces('')).toEqual([]);
  });
});
