import { formatQuery, parseQuery, problemWords, withAbsoluteTimes } from './query.js';

const CONTEXT = { now: Date.UTC(2026, 10, 29, 12), zone: 'utc' } as const;
const parse = (text: string) => parseQuery(text, CONTEXT);

describe('a query', () => {
  it('names what is asked for by keys, and the text of the line by words', () => {
    expect(parse('user:root from:183.62.0.0/16 host:web-1 since:2h type:ssh_failed_login invalid user')).toMatchObject({
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
    ['program:sudo', { program: 'sudo' }, ['entries']],
    ['attacker:192.0.2.1', { attacker: '192.0.2.1' }, ['alerts']],
    ['from 192.0.2.1 port 22', { q: 'from 192.0.2.1 port 22' }, ['entries']],
    ['closed 192.0.2.1', { q: 'closed', ip_address: '192.0.2.1' }, ['entries']],
    ['at 10:54:27', { q: 'at 10:54:27' }, ['entries']],
    ['1:2:3:4:5:6:7:8', { ip_address: '1:2:3:4:5:6:7:8' }, ['entries', 'alerts']],
    ['two  spaces', { q: 'two  spaces' }, ['entries']],
    ['invalid host:web-1 user', { q: 'invalid user', host: 'web-1' }, ['entries']],
    ['sshd[12]: closed', { q: 'sshd[12]: closed' }, ['entries']],
    ['until:yesterday', { until: '2026-11-28T00:00:00.000Z' }, ['entries', 'alerts']],
    ['since:"2026-11-29 10:00"', { since: '2026-11-29T10:00:00.000Z' }, ['entries', 'alerts']],
    ['since:0099-01-01', { since: '0099-01-01T00:00:00.000Z' }, ['entries', 'alerts']],
    ['error: PAM: failed', { q: 'error: PAM: failed' }, ['entries']],
    ['"user: root"', { q: 'user: root' }, ['entries']],
    ['user:<script>', { username: '<script>' }, ['entries', 'alerts']],
  ])('%j', (text, params, on) => {
    expect(parse(text)).toMatchObject({ on, problems: [] });
    expect(parse(text).params).toEqual(params);
  });

  it.each([
    ['usr:root', { kind: 'key', text: 'usr:', at: 0, suggestion: 'user' }],
    ['user:x form:192.0.2.1', { kind: 'key', text: 'form:', at: 7, suggestion: 'from' }],
    ['Severty:high', { kind: 'key', text: 'Severty:', at: 0, suggestion: 'severity' }],
    ['colour:red', { kind: 'key', text: 'colour:', at: 0, suggestion: null }],
    ['since:later', { kind: 'time', text: 'since:later', at: 0, suggestion: null }],
    ['a since:all', { kind: 'time', text: 'since:all', at: 2, suggestion: null }],
    ['user:a name:b', { kind: 'twice', text: 'name:b', at: 7, suggestion: null }],
    ['since:0000-01-01T00:00+10:00', { kind: 'time', text: 'since:0000-01-01T00:00+10:00', at: 0, suggestion: null }],
    ['user: root', { kind: 'value', text: 'user: root', at: 0, suggestion: 'user:root' }],
    ['a User:  "o b"', { kind: 'value', text: 'User:  "o b"', at: 2, suggestion: 'user:"o b"' }],
    ['from: 192.0.2.1', { kind: 'value', text: 'from: 192.0.2.1', at: 0, suggestion: 'from:192.0.2.1' }],
    ['user: from:192.0.2.1', { kind: 'value', text: 'user:', at: 0, suggestion: null }],
    ['host:', { kind: 'value', text: 'host:', at: 0, suggestion: null }],
  ])('says what it does not know, where, and what may have been meant: %s', (text, problem) => {
    expect(parse(text).problems).toEqual([problem]);
  });

  it.each([
    ['usr:root', '"usr:" (at 1) is no key; did you mean "user:"?'],
    ['a colour:red', '"colour:" (at 3) is no key: put it in quotes to find it in the line'],
    ['since:later', '"since:later" (at 1) is no time, such as since:2h or since:"2026-11-29 10:00"'],
    [
      'x user: root',
      '"user: root" (at 3) has a blank after the colon; did you mean "user:root"? Put it in quotes to find it in the line',
    ],
    ['host:', '"host:" (at 1) has no value, such as user:root; put it in quotes to find it in the line'],
    ['user:a user:b', '"user:b" (at 8) is asked for a second time'],
  ])('explains it: %s', (text, words) => {
    expect(parse(text).problems.map(problemWords)).toEqual([words]);
  });

  it('says where each thing stands', () => {
    expect(parse('a user:"b c" d').terms).toEqual([
      { param: 'username', text: 'user:"b c"', at: 2 },
      { param: 'q', text: 'a', at: 0 },
    ]);
  });

  it.each([
    ['since:2h user:root', 'since:2026-11-29T10:00:00.000Z user:root'],
    ['x until:yesterday after:now-1d', 'x until:2026-11-28T00:00:00.000Z since:2026-11-28T12:00:00.000Z'],
    ['since:2026-11-29T10:00:00.000Z', 'since:2026-11-29T10:00:00.000Z'],
    ['"since:2h" since:never', '"since:2h" since:never'],
  ])('is written with times that stay: %s', (text, expected) => {
    expect(withAbsoluteTimes(text, CONTEXT)).toBe(expected);
  });

  it('costs no more than its length', () => {
    for (const piece of ['a:', '"', '\\"', ':', ' "', 'x:"\\', 'usr:x ', '1:', 'user: ']) {
      // Processor time: other work on the machine counts for nothing.
      const started = process.cpuUsage();
      parse(piece.repeat(20_000));
      expect(process.cpuUsage(started).user / 1000).toBeLessThan(10_000);
    }
  });

  it.each([
    'user:root from:183.62.0.0/16 host:web-1 type:ssh_failed_login since:now-2h invalid user',
    String.raw`user:"o'brien \"x\"" "user:root"`,
    '"user: root"',
    '"192.0.2.1"',
    'from 192.0.2.1 port 22',
    '"two  spaces "',
    '',
  ])('is written as it is read: %s', (text) => {
    expect(formatQuery(parse(text).params)).toBe(text);
  });
});
