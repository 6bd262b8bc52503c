import { parseJournalMatch } from '../../programs/imported/journal-match.js';
import { PROGRAM_NAMES } from '../../programs/registry.js';
import { journalRequest } from './journal-request.js';

describe('what journalctl is asked for', () => {
  const fields = '--output-fields=MESSAGE,SYSLOG_IDENTIFIER,SYSLOG_PID,_PID,_HOSTNAME';
  const own = PROGRAM_NAMES.map((name) => `SYSLOG_IDENTIFIER=${name}`);
  const nginx = parseJournalMatch(['_SYSTEMD_UNIT=nginx.service PRIORITY=5 + _COMM=nginx']);

  it('are the entries of our own programs', () => {
    expect(journalRequest()).toEqual([fields, ...own]);
  });

  it('are those that filters are for besides, with the fields that they name', () => {
    expect(journalRequest([nginx, parseJournalMatch(['_COMM=shop'])])).toEqual([
      `${fields},_SYSTEMD_UNIT,PRIORITY,_COMM`,
      ...own,
      ...'+ _SYSTEMD_UNIT=nginx.service PRIORITY=5 + _COMM=nginx + _COMM=shop'.split(' '),
    ]);
  });

  it.each([
    ['a filter does not say what it is for', journalRequest([nginx, []])],
    ['a rule asks for other programs', journalRequest([nginx], true)],
  ])('are all entries where %s, with those fields', (_, request) => {
    expect(request).toEqual([`${fields},_SYSTEMD_UNIT,PRIORITY,_COMM`]);
  });
});
