import { isForEntry, parseJournalMatch } from './journal-match.js';

describe('a journalmatch', () => {
  const nginx = { _SYSTEMD_UNIT: 'nginx.service', _COMM: 'nginx' };

  it.each<[string, string[], boolean]>([
    ['nothing: all entries', [], true],
    ['a field', ['_COMM=nginx'], true],
    ['a field with another value', ['_COMM=nginx2'], false],
    ['a field that the entry does not have', ['_EXE=nginx'], false],
    ['two fields', ['_SYSTEMD_UNIT=nginx.service _COMM=nginx'], true],
    ['two fields, of which one has another value', ['_SYSTEMD_UNIT=nginx.service _COMM=httpd'], false],
    ['either of two', ['_SYSTEMD_UNIT=apache.service + _COMM=nginx'], true],
    ['neither of two', ['_SYSTEMD_UNIT=apache.service + _COMM=httpd'], false],
    ['either of two lines', ['_COMM=httpd', '_COMM=nginx'], true],
    ['a field with either of two values', ['_COMM=httpd _COMM=nginx _SYSTEMD_UNIT=nginx.service'], true],
    ['the same, and another field', ['_COMM=httpd _COMM=nginx _SYSTEMD_UNIT=apache.service'], false],
    ['quotes', ['"_COMM=nginx"'], true],
    ['a + with nothing behind it', ['_COMM=httpd +'], false],
  ])('of %s', (_, lines, expected) => {
    expect(isForEntry(parseJournalMatch(lines), nginx)).toBe(expected);
  });

  it('is true of an entry that has the field several times', () => {
    expect(isForEntry(parseJournalMatch(['TAG=b']), { TAG: ['a', 'b'] })).toBe(true);
    expect(isForEntry(parseJournalMatch(['TAG=c']), { TAG: ['a', 'b'] })).toBe(false);
  });

  it.each(['/usr/sbin/nginx', '--merge', '_comm=nginx', 'OR'])('is refused with %s in it', (word) => {
    expect(() => parseJournalMatch([`_COMM=nginx ${word}`])).toThrow(
      `has a journalmatch with something else than FIELD=value and +: ${word}`,
    );
  });
});
