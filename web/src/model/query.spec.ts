import { formatQuery, parseQuery } from './query.js';

const CONTEXT = { now: Date.UTC(2026, 10, 29, 12), zone: 'utc' } as const;
const parse = (text: string) => parseQuery(text, CONTEXT);

describe('a query', () => {
  it('names what is asked for by keys, and the text of the line by words', () => {
    expect(parse('user:root from:183.62.0.0/16 host:web-1 since:2h type:ssh_failed_login invalid user')).toEqual({
      params: {
        username: 'root',
        ip_address: '183.62.0.0/16',
        host: 'web-1',
        since: 'now-2h',
        log_type: 'ssh_failed_login',
        q: 'invalid user',
      },
      on: ['entries'],
      problems: [],
    });
  });

  it.each([
    ['', {}, ['entries', 'alerts']],
    ['from:192.0.2.1', { ip_address: '192.0.2.1' }, ['entries', 'alerts']],
    ['192.0.2.0/24', { ip_address: '192.0.2.0/24' }, ['entries', 'alerts']],
    ['2001:db8::1', { ip_address: '2001:db8::1' }, ['entries', 'alerts']],
    ['dead:beef::1', { ip_address: 'dead:beef::1' }, ['entries', 'alerts']],
    ['IP:192.0.2.1', { ip_address: '192.0.2.1' }, ['entries', 'alerts']],
    ['rule:ssh_brute_force severity:high', { rule: 'ssh_brute_force', min_severity: 'high' }, ['alerts']],
    ['rule:x user:y', { rule: 'x', username: 'y' }, ['alerts']],
    ['rule:x type:y', { rule: 'x', log_type: 'y' }, []],
    ['rule:x words', { rule: 'x', q: 'words' }, []],
    [String.raw`user:"o'brien \"x\"" `, { username: `o'brien "x"` }, ['entries', 'alerts']],
    ['"user:root"', { q: 'user:root' }, ['entries']],
    ['sshd[12]: closed', { q: 'sshd[12]: closed' }, ['entries']],
    ['until:yesterday', { until: '2026-11-28T00:00:00.000Z' }, ['entries', 'alerts']],
    ['since:"2026-11-29 10:00"', { since: '2026-11-29T10:00:00.000Z' }, ['entries', 'alerts']],
    ['user:<script>', { username: '<script>' }, ['entries', 'alerts']],
  ])('%j', (text, params, on) => {
    expect(parse(text)).toEqual({ params, on, problems: [] });
  });

  it.each([
    ['usr:root', 'usr:', 'user'],
    ['form:192.0.2.1', 'form:', 'from'],
    ['severty:high', 'severty:', 'severity'],
    ['colour:red', 'colour:', null],
    ['since:later', 'since:later', null],
    ['since:all', 'since:all', null],
  ])('says what it does not know, and what may have been meant: %s', (text, problem, suggestion) => {
    expect(parse(text).problems).toEqual([{ text: problem, suggestion }]);
  });

  it.each([
    'user:root from:183.62.0.0/16 host:web-1 type:ssh_failed_login since:now-2h invalid user',
    String.raw`user:"o'brien \"x\"" "user:root"`,
    '"192.0.2.1"',
    '',
  ])('is written as it is read: %s', (text) => {
    expect(formatQuery(parse(text).params)).toBe(text);
  });
});
