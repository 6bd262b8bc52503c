import { searchableText } from './line-text.js';

describe('the text of a line that is searched', () => {
  it.each(['plain text', '', '{"MESSAGE":"plain"}', '{"MESSAGE":5}', '{"MESSAGE":[300]}', '{cut', '{}', 'null'])(
    'is the line itself: %s',
    (line) => {
      expect(searchableText(line)).toBe(line);
    },
  );

  it.each([
    [JSON.stringify({ MESSAGE: [...Buffer.from('wget \u001b\u00fc')] }), 'wget \u001b\u00fc'],
    ['{"MESSAGE":"w\\u0067et"}', 'wget'],
    [JSON.stringify({ log: 'sh -c "id"\n' }), 'sh -c "id"\n'],
  ])('has the message of JSON behind it: %s', (line, message) => {
    expect(searchableText(line)).toBe(`${line}\n${message}`);
    expect(searchableText(line)).toBe(`${line}\n${message}`);
  });
});
