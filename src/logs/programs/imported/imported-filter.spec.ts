import { Stamp } from '../../parsing/time/local-clock.js';
import { DateFinder } from './date-finder.js';
import { ImportedExpression } from './expression.js';
import type { FilterDefinition } from './filter-definition.js';
import { FilterSet } from './filter-set.js';
import type { SourceFilter } from './filter-set.js';
import { isForgeable } from './forgery-lint.js';
import { ImportedFilter } from './imported-filter.js';
import { neededTexts } from './literals.js';
import { parseRegex } from './regex-tree.js';
import { expandTags } from './tags.js';

const NOTHING: FilterDefinition = {
  name: 'made',
  prefix: null,
  failures: [],
  ignored: [],
  datePattern: null,
  maxLines: 1,
  journalMatch: [],
};

function filter(definition: Partial<FilterDefinition>): ImportedFilter {
  return new ImportedFilter({ ...NOTHING, ...definition });
}

/** A filter that knows an address by an earlier line of its connection. */
const joining = (word: string): SourceFilter => ({
  definition: {
    ...NOTHING,
    prefix: '^conn=<F-MLFID>\\d+</F-MLFID> <F-CONTENT>.+</F-CONTENT>$',
    failures: ['^<F-NOFAIL>open</F-NOFAIL> from <ADDR>$', `^${word} for <F-USER>\\w+</F-USER>$`],
  },
  logType: `${word}_failed_login`,
  threshold: null,
});

const readBy = (set: FilterSet, line: string): string[] => {
  const found = set.read(line, false);
  return found === null ? [] : [found.source.logType, found.address ?? '', found.username ?? ''];
};

describe('an expression', () => {
  const matches: [string, string, object | null][] = [
    ['^a <HOST>$', 'a 192.0.2.1', { ip4: '192.0.2.1' }],
    ['^a <HOST>$', 'a [2001:db8::1]', { ip6: '2001:db8::1' }],
    ['^a <HOST>$', 'a ::ffff:192.0.2.1', { ip4: '192.0.2.1' }],
    ['^a <HOST>$', 'a host.example', { dns: 'host.example' }],
    ['^a <ADDR>$', 'a host.example', null],
    ['^a <SUBNET>$', 'a 192.0.2.0/24', { ip4: '192.0.2.0', cidr: '24' }],
    ['^<F-USER>[^ ]+</F-USER> <HOST>', 'bob 192.0.2.1', { user: 'bob', ip4: '192.0.2.1' }],
    ['^a{,2}b <HOST>', 'aab 192.0.2.1', { ip4: '192.0.2.1' }],
    ['^((?i)login) <HOST>', 'LOGIN 192.0.2.1', { ip4: '192.0.2.1' }],
    ['^(?!evil )\\w+ <HOST>', 'evil 192.0.2.1', null],
    ['^(?!evil )\\w+ <HOST>', 'devil 192.0.2.1', { ip4: '192.0.2.1' }],
    ['^(?:(?!NAME=)\\w+=\\d )*<ADDR>', 'a=1 b=2 192.0.2.1', { ip4: '192.0.2.1' }],
    ['^(?:(?!NAME=)\\w+=\\d )*<ADDR>', 'a=1 NAME=2 192.0.2.1', null],
    ['^(?:(?!NAME=)\\w+=\\d )*<ADDR>', 'NAME=1 b=2 192.0.2.1', null],
    [
      '^(?:(?!no|so)\\w+: )?(?:no: )?<F-USER>.+</F-USER> <ADDR>',
      'no: bob 192.0.2.1',
      { user: 'bob', ip4: '192.0.2.1' },
    ],
    ['failed(?! later) .*<HOST>$', 'failed later, failed now 192.0.2.1', { ip4: '192.0.2.1' }],
    ['^\\w+ <HOST>', 'jürgen 192.0.2.1', { ip4: '192.0.2.1' }],
    ['^\\d+ <HOST>', '٣ 192.0.2.1', { ip4: '192.0.2.1' }],
    ['^[^\\s"]+ <HOST>', 'a\u00a0b 192.0.2.1', null],
  ];
  it.each(matches)('%s reads %j', (text, line, groups) => {
    expect(new ImportedExpression(text).match(line)).toEqual(groups);
  });

  const refused: [string, string][] = [
    ['(?P<q>["\'])<HOST>(?P=q)', 'backreference'],
    ['(a)\\1 <HOST>', 'backreference'],
    ['(?P<a>x)?(?(a)y|z)', 'conditional group'],
    ['(?>a)<HOST>', 'atomic group'],
    ['a++<HOST>', 'possessive'],
    ['(a <HOST>', 'never closed'],
    ['a{3,1}<HOST>', 'runs backwards'],
    ['[z-a]<HOST>', 'runs backwards'],
    ['(?<=a)(?=b)<HOST>', 'looks ahead and behind'],
  ];
  it.each(refused)('%s is refused', (text, reason) => {
    expect(() => new ImportedExpression(text)).toThrow(reason);
  });

  it.each(['^(?:a+)+b<ADDR>', '^(?:.*a){20}<ADDR>', '^(?!x)(?:a|aa)+!<ADDR>'])('%s takes linear time', (text) => {
    const expression = new ImportedExpression(text);
    // Backtracking would not come to an end.
    expect(expression.match('a'.repeat(16_000))).toBeNull();
  });
});

describe('a lint for forged addresses', () => {
  const verdicts: [string, boolean][] = [
    ['^failed for .* from <HOST>$', false],
    ['^failed for .* from <HOST>\\s*$', false],
    ['^failed for .* from <HOST>', true],
    ['^failed for .* from <HOST>, .*$', true],
    ['^failed from <HOST> for .*$', false],
    ['^failed for \\S+ from <HOST> .*', true],
    ['failed from <HOST> ', true],
    ['failed for .* from <HOST>$', false],
    ['^user "[^"]*" from <HOST>, url: ".*"', true],
    ['^(?:\\S+ )*from <HOST> as', true],
    ['^<HOST> (?:\\w+ )*from', false],
    ['^\\S+ sshd: login of \\S+ from <HOST> ', true],
    ['^\\S+ app: login from <HOST> of', false],
    ['^\\S+ <F-USER>\\w+</F-USER> <HOST> ', true],
    ['^\\s*\\S+ failed from <HOST>', true],
    ['^\\S+\\s+login refused, from <HOST> ', true],
    ['^\\S+ sshd: login from <HOST>', false],
    ['^(?:\\[ID \\S+\\]\\s+)?cannot go on with <HOST>', false],
    ['^\\S+ sshd\\[\\d+\\]: login from <HOST>', false],
    ['^uid=\\S+ ip=<ADDR>', true],
    ['^bad pw for \\S+ \\(<ADDR>\\)', true],
    ['^ [+-]\\d{4} \\S+ \\d{5} \\S+ <ADDR>:\\d+ ', true],
    ['^(?:user=\\S+ )?ip=<ADDR> status=denied', true],
    ['login failed, ip=<ADDR>, user=<F-USER>\\S+</F-USER>$', true],
    ['no login for .*, client: <ADDR>, request: "[^" ]*", host: "[^" ]*"$', false],
    ['no login for .*, client: <ADDR>, host: [^, ]*$', true],
    ['login failed, ip=<ADDR>, code=\\d+$', false],
    ['^user .{1,4} from <HOST> ', false],
    ['^(?:a from <HOST>|b .* from <HOST>) done', true],
  ];
  it.each(verdicts)('%s: %s', (text, forgeable) => {
    expect(isForgeable(parseRegex(expandTags(text)))).toBe(forgeable);
  });

  it('knows where the text begins that a prefix hands on', () => {
    const failures = ['^bad <HOST> .*'];
    expect(filter({ failures, prefix: '^app: <F-CONTENT>.+</F-CONTENT>$' }).forgeable).toBe(0);
    expect(filter({ failures, prefix: '^app: .*: <F-CONTENT>.+</F-CONTENT>$' }).forgeable).toBe(1);
  });
});

describe('texts that a line needs', () => {
  const needed: [string, readonly string[] | null][] = [
    ['^user (?:unknown|not found) <HOST>', ['unknown', 'not found']],
    ['^\\S+ login failed from <HOST>', [' login failed from ']],
    ['(?i)login <HOST>', null],
    ['^a?b <HOST>', null],
    ['^x\\] \\[client <HOST>', ['[client ']],
    ['(?:abcd|\\d)<HOST>', null],
  ];
  it.each(needed)('%s', (text, texts) => {
    expect(neededTexts(parseRegex(expandTags(text)))).toEqual(texts);
  });
});

describe('the time of a line', () => {
  const cases: [string, string, string, string | null, ...string[]][] = [
    ['ISO 8601', '2026-11-30T09:00:00.250+01:00 x', ' x', 'instant 2026-11-30T08:00:00.250Z'],
    ['in brackets', '[2026/11/30 09:00:00] x', '[] x', 'local 2026-11-30T09:00:00.000Z'],
    ['of syslog', 'Nov 30 09:00:00 host x', ' host x', 'yearless 1970-01-01T09:00:00.000Z'],
    [
      'of a web log',
      '192.0.2.1 - - [30/Nov/2026:09:00:00 +0000] x',
      '192.0.2.1 - - [] x',
      'instant 2026-11-30T09:00:00.000Z',
    ],
    ['with the year behind', 'Mon Nov 30 09:00:00 2026 x', ' x', 'local 2026-11-30T09:00:00.000Z'],
    ['in seconds', '1796029200.5 x', ' x', 'instant 2026-11-30T09:00:00.500Z'],
    [
      'of auditd',
      'type=A msg=audit(1796029200.123:45): x',
      'type=A msg=audit(:45): x',
      'instant 2026-11-30T09:00:00.123Z',
    ],
    ['with noon', 'Nov 30, 2026 12:00:01 PM x', ' x', 'local 2026-11-30T12:00:01.000Z'],
    ['of TAI64N', '@400000006b0d3b1a00000000 x', ' x', 'instant 2026-11-30T09:00:00.000Z'],
    ['that does not exist', '2026-02-31 09:00:00 x', ' x', null],
    ['none', 'login from 192.0.2.1', 'login from 192.0.2.1', null],
    ['of its own pattern', 'at=2026.11.30 9h x', 'at= x', 'local 2026-11-30T09:00:00.000Z', '^at=(%Y\\.%m\\.%d %Hh)'],
    ['at the start only', 'x 2026-11-30 09:00:00', 'x 2026-11-30 09:00:00', null, '{^LN-BEG}'],
    [
      'inside JSON',
      '{"ts":"2026-11-30T09:00:00Z","a":1}',
      '{"ts":"","a":1}',
      'instant 2026-11-30T09:00:00.000Z',
      '"ts":"({DATE})"',
    ],
    ['that is not looked for', '2026-11-30 09:00:00 x', '2026-11-30 09:00:00 x', null, '{NONE}'],
  ];
  it.each(cases.map((each) => [each] as const))('%j', ([, line, text, time, pattern]) => {
    const stamp = new Stamp();
    expect(new DateFinder(pattern ?? null).cut(line, stamp).text).toBe(text);
    const found = stamp.kind === 'none' ? null : `${stamp.kind} ${new Date(stamp.ms).toISOString()}`;
    expect(found).toBe(time);
  });
});

describe('a filter', () => {
  const stamp = new Stamp();

  it('goes on without an expression that it cannot match, and says so', () => {
    const made = filter({ failures: ['^(?P<a>x)(?P=a) <HOST>', '^no <HOST>$'] });
    expect(made).toMatchObject({ used: 1, missing: [{ number: 1, reason: expect.stringContaining('backreference') }] });
    expect(made.read('no 192.0.2.1', stamp)?.address).toBe('192.0.2.1');
  });

  it('is refused where nothing of it is left, or what it ignores cannot be told', () => {
    expect(() => filter({ failures: ['(a)\\1 <HOST>'] })).toThrow('its expression has a backreference');
    expect(() => filter({ failures: ['^a <HOST>'], ignored: ['(a)\\1'] })).toThrow('one of its ignoreregex');
    expect(() => filter({ failures: ['^a <HOST>'], prefix: '(' })).toThrow('its prefregex');
  });

  it('passes over what it ignores, and takes the user of an alternative', () => {
    const made = filter({
      failures: ['^ruser=<F-USER>\\S*</F-USER> rhost=<HOST>(?: user=<F-ALT_USER_1>\\S+</F-ALT_USER_1>)?'],
      ignored: ['rhost=192\\.0\\.2\\.9'],
    });
    expect(made.read('ruser= rhost=192.0.2.1 user=bob', stamp)).toMatchObject({
      username: 'bob',
      address: '192.0.2.1',
    });
    expect(made.read('ruser=amy rhost=192.0.2.1 user=bob', stamp)).toMatchObject({ username: 'amy' });
    expect(made.read('ruser= rhost=192.0.2.9', stamp)).toBeNull();
  });

  it('joins lines of one id, also when it goes on elsewhere', () => {
    const definition = {
      ...NOTHING,
      prefix: '^conn=<F-MLFID>\\d+</F-MLFID> <F-CONTENT>.+</F-CONTENT>$',
      failures: ['^<F-NOFAIL>open</F-NOFAIL> from <ADDR>$', '^bad password for <F-USER>\\w+</F-USER>$'],
    };
    const first = new ImportedFilter(definition);
    expect(first.read('conn=1 open from 192.0.2.1', stamp)).toBeNull();
    expect(first.read('conn=2 bad password for amy', stamp)).toBeNull();
    const second = new ImportedFilter(definition, JSON.parse(JSON.stringify(first.state())));
    expect(second.read('conn=1 bad password for bob', stamp)).toMatchObject({ address: '192.0.2.1', username: 'bob' });
  });

  it('remembers for itself, also where another of its name reads the same log', () => {
    const sources = [joining('bad password'), joining('no such name')];
    const first = new FilterSet(sources);
    for (const line of ['conn=1 open from 192.0.2.1', 'conn=2 open from 192.0.2.2']) readBy(first, line);
    expect(readBy(first, 'conn=1 bad password for amy')).toEqual(['bad password_failed_login', '192.0.2.1', 'amy']);
    const second = new FilterSet(sources, JSON.parse(JSON.stringify(first.state())));
    expect(readBy(second, 'conn=2 no such name for bob')).toEqual(['no such name_failed_login', '192.0.2.2', 'bob']);
    expect(Object.keys(second.state()!)).toEqual(['made', 'made#2']);
  });

  it('joins neighbours, each once', () => {
    const made = filter({ failures: ['^first .*\\nsecond from <HOST>$'], maxLines: 2 });
    const read = (line: string): string | undefined => made.read(line, stamp)?.address ?? undefined;
    expect(['first a', 'second from 192.0.2.1', 'second from 192.0.2.2'].map(read)).toEqual([
      undefined,
      '192.0.2.1',
      undefined,
    ]);
  });

  it('does not take the end of what it looks at for the end of the line', () => {
    const made = filter({ failures: ['^.* from <HOST>$'] });
    expect(made.read(`${'x'.repeat(16_384 - 15)} from 192.0.2.1 from 198.51.100.7`, stamp)).toBeNull();
  });
});
