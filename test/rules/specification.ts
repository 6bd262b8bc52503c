import type { DetectionEvent } from '../../src/analysis/detection/detection-rule.js';
import { event } from '../detection/rule-factory.js';
import { correlationText, eventRuleText } from '../factories/sigma-rules.js';

/** One thing that the specification has, and what becomes of it here. */
export interface SpecificationCase {
  readonly part: string;
  readonly feature: string;
  /** YAML documents; the last one is the rule that is meant. */
  readonly documents: readonly string[];
  /** What fires it, and what just does not; null for a case that is refused. */
  readonly streams: { readonly fires: readonly DetectionEvent[][]; readonly quiet: readonly DetectionEvent[][] } | null;
  /** In the reason of its refusal; null for a case that is taken. */
  readonly refusal: string | null;
}

type Fields = Partial<DetectionEvent>;

/** Takes a detection: single events that it selects, and others. */
function takes(
  part: string,
  feature: string,
  detection: string,
  selects: readonly Fields[],
  leaves: readonly Fields[],
): SpecificationCase {
  const single = (each: Fields): DetectionEvent[] => [event(1, 0, each)];
  const streams = { fires: selects.map(single), quiet: leaves.map(single) };
  return { part, feature, documents: [eventRuleText('test', detection)], streams, refusal: null };
}

function refuses(part: string, feature: string, detection: string, refusal: string): SpecificationCase {
  return { part, feature, documents: [eventRuleText('test', detection)], streams: null, refusal };
}

const OF_A = eventRuleText('rule_a', 's: { username: a }\ncondition: s');
const OF_B = eventRuleText('rule_b', 's: { username: b }\ncondition: s');
const OF_C = eventRuleText('rule_c', 's: { username: c }\ncondition: s');
const BASES = [OF_A, OF_B, OF_C];

/** Events of users, one every ten seconds, `.` for none. */
const stream = (users: string, more: Fields = {}): DetectionEvent[] =>
  users.split('').flatMap((username, at) => (username === '.' ? [] : [event(at + 1, at * 10, { username, ...more })]));

function correlates(
  feature: string,
  text: string,
  fires: readonly string[],
  quiet: readonly string[],
): SpecificationCase {
  const streams = { fires: fires.map((each) => stream(each)), quiet: quiet.map((each) => stream(each)) };
  return {
    part: 'Correlations',
    feature,
    documents: [...BASES, correlationText('test', text)],
    streams,
    refusal: null,
  };
}

function refusesCorrelation(feature: string, text: string, refusal: string): SpecificationCase {
  const documents = [...BASES, correlationText('test', text)];
  return { part: 'Correlations', feature, documents, streams: null, refusal };
}

const item = (text: string): string => `s: { ${text} }\ncondition: s`;
const address = (ipAddress: string): Fields => ({ ipAddress });
const named = (username: string | null): Fields => ({ username });

const count = (condition: string): string =>
  `type: event_count\nrules: [rule_a]\ngroup-by: [ip_address]\ntimespan: 30s\ncondition: ${condition}`;
const temporal = (type: string, more = ''): string =>
  `type: ${type}\nrules: [rule_a, rule_b, rule_c]\ngroup-by: [ip_address]\ntimespan: 30s${more}`;
const values = (type: string, condition: string): string =>
  `type: ${type}\nrules: [rule_a, rule_b, rule_c]\ngroup-by: [ip_address]\ntimespan: 30s\ncondition: ${condition}`;

const taken = (feature: string, text: string): SpecificationCase => {
  return {
    part: 'Attributes',
    feature,
    documents: [text],
    streams: { fires: [stream('a')], quiet: [stream('b')] },
    refusal: null,
  };
};
const refused = (feature: string, text: string, refusal: string): SpecificationCase => {
  return { part: 'Attributes', feature, documents: [text], streams: null, refusal };
};

const SELECTIONS: readonly SpecificationCase[] = (() => {
  const part = 'Selections and values';
  return [
    takes(
      part,
      'a map: all of its items',
      's: { username: root, port: 22 }\ncondition: s',
      [{ port: 22 }],
      [{ port: 23 }],
    ),
    takes(
      part,
      'a list of maps: any of them',
      's: [{ port: 1 }, { port: 2 }]\ncondition: s',
      [{ port: 1 }, { port: 2 }],
      [{ port: 3 }],
    ),
    takes(
      part,
      'a list of values: any of them',
      's: { port: [1, 2] }\ncondition: s',
      [{ port: 1 }, { port: 2 }],
      [{ port: 3 }],
    ),
    takes(
      part,
      'a list of texts: keywords in the whole line',
      's: [Bad thing, other]\ncondition: s',
      [{ rawLog: 'a bad THING' }],
      [{ rawLog: 'bad' }],
    ),
    takes(
      part,
      'keywords that must all stand there',
      "s: { '|all': [one, two] }\ncondition: s",
      [{ rawLog: 'two one' }],
      [{ rawLog: 'two' }],
    ),
    takes(
      part,
      'upper and lower case are the same',
      's: { username: ROOT }\ncondition: s',
      [{ username: 'Root' }],
      [{ username: 'roo' }],
    ),
    takes(
      part,
      '`*` for any text',
      's: { username: r*t }\ncondition: s',
      [{ username: 'rt' }, { username: 'root' }],
      [{ username: 'roots' }],
    ),
    takes(
      part,
      '`?` for one character, also of two units',
      's: { username: r?t }\ncondition: s',
      [{ username: 'rot' }, { username: 'r😀t' }],
      [{ username: 'rt' }, { username: 'root' }],
    ),
    takes(
      part,
      '`\\*`, `\\?`, `\\\\` for themselves',
      "s: { username: 'a\\*b\\?c\\\\d' }\ncondition: s",
      [{ username: 'a*b?c\\d' }],
      [{ username: 'axbxc\\d' }],
    ),
    takes(
      part,
      'a backslash before another character is itself',
      "s: { username: 'a\\b' }\ncondition: s",
      [{ username: 'a\\b' }],
      [{ username: 'ab' }],
    ),
    takes(
      part,
      '`null`: the field is not told',
      's: { username: null }\ncondition: s',
      [{ username: null }],
      [{ username: '' }],
    ),
    takes(
      part,
      'the empty text',
      "s: { username: '' }\ncondition: s",
      [{ username: '' }],
      [{ username: null }, { username: 'a' }],
    ),
    takes(part, 'numbers, also in quotes', "s: { port: '22' }\ncondition: s", [{ port: 22 }], [{ port: 2 }]),
    takes(
      part,
      'true and false',
      's: { valid_user: false }\ncondition: s',
      [{ validUser: false }],
      [{ validUser: null }, { validUser: true }],
    ),
    refuses(part, '`null` in a list', 's: { username: [root, null] }\ncondition: s', 'null stands in a list'),
    refuses(part, 'an unknown field', 's: { user: root }\ncondition: s', 'unknown field "user"'),
    refuses(
      part,
      'a value that the field never has',
      's: { log_type: ssh_nothing }\ncondition: s',
      'there is no log_type',
    ),
    refuses(
      part,
      'an address in another notation',
      "s: { ip_address: '2001:db8:0::1' }\ncondition: s",
      'is written 2001:db8::1',
    ),
    refuses(part, 'a text for a number', 's: { port: ssh }\ncondition: s', 'port is never "ssh"'),
    refuses(part, 'an empty list', 's: { port: [] }\ncondition: s', 'an empty list of values'),
    refuses(part, 'an empty selection', 's: {}\ncondition: s', 'an empty selection'),
  ];
})();

const CONDITIONS: readonly SpecificationCase[] = (() => {
  const part = 'Conditions';
  const sels = 'a: { port: 1 }\nb: { username: b }\n_c: { host: c }\n';
  const [first, second] = [{ port: 1 }, { username: 'b' }];
  return [
    takes(part, '`and`', `${sels}condition: a and b`, [{ ...first, ...second }], [first, second]),
    takes(part, '`or`', `${sels}condition: a or b`, [first, second], [{}]),
    takes(part, '`not`', `${sels}condition: not a`, [second], [first]),
    takes(part, '`not` binds closest, then `and`', `${sels}condition: a or b and not a`, [first, second], [{}]),
    takes(
      part,
      'parentheses',
      `${sels}condition: (a or b) and not (a and b)`,
      [first, second],
      [{ ...first, ...second }],
    ),
    takes(part, '`1 of name*`', 'x1: { port: 1 }\nx2: { port: 2 }\ncondition: 1 of x*', [{ port: 2 }], [{ port: 3 }]),
    takes(
      part,
      '`all of name*`',
      'x1: { port: 1 }\nx2: { username: b }\ncondition: all of x*',
      [{ ...first, ...second }],
      [first],
    ),
    takes(
      part,
      '`1 of them` leaves out names that begin with `_`',
      `${sels}condition: 1 of them`,
      [first],
      [{ host: 'c' }],
    ),
    takes(
      part,
      '`all of them` leaves out names that begin with `_`',
      `${sels}condition: all of them`,
      [{ ...first, ...second }],
      [first],
    ),
    takes(part, '`1 of *`', `${sels}condition: 1 of *`, [second], [{ host: 'c' }]),
    takes(part, '`1 of _*`', `${sels}condition: 1 of _*`, [{ host: 'c' }], [first]),
    takes(part, 'a list of conditions: any of them', `${sels}condition: [a, b]`, [first, second], [{}]),
    refuses(part, '`2 of name*`', `${sels}condition: 2 of them`, '"2 of" is not supported'),
    refuses(part, 'a name that there is not', `${sels}condition: d`, 'there is no selection "d"'),
    refuses(part, 'aggregation (Sigma 1)', `${sels}condition: a | count() > 5`, 'aggregation is not supported'),
    refuses(part, '`timeframe` (Sigma 1)', `${sels}timeframe: 5m\ncondition: a`, 'timeframe is not supported'),
    refuses(part, 'no condition', 'a: { port: 1 }', 'detection has no condition'),
  ];
})();

const MODIFIER_CASES: readonly SpecificationCase[] = (() => {
  const part = 'Modifiers';
  return [
    takes(part, '`contains`', item("'username|contains': oo"), [named('ROOT')], [named('ro')]),
    takes(part, '`startswith`', item("'username|startswith': ro"), [named('Root')], [named('aro')]),
    takes(part, '`endswith`', item("'username|endswith': ot"), [named('root')], [named('oto')]),
    takes(part, '`all`', item("'username|contains|all': [a, b]"), [named('ba')], [named('b')]),
    takes(part, '`exists`', item("'username|exists': true"), [named('')], [named(null)]),
    takes(part, '`exists: false`', item("'username|exists': false"), [named(null)], [named('')]),
    takes(part, '`cased`', item("'username|cased': Root"), [named('Root')], [named('root')]),
    takes(
      part,
      '`neq`',
      item("'username|neq': [root, admin]"),
      [named('alice'), named(null)],
      [named('Root'), named('admin')],
    ),
    takes(part, '`re`', item("'username|re': '^r.{2}t$'"), [named('root')], [named('Root'), named('rooot')]),
    takes(part, '`re|i`', item("'username|re|i': '^root$'"), [named('ROOT')], [named('roots')]),
    takes(part, '`re|m`', item("'raw_log|re|m': '^b$'"), [{ rawLog: 'a\nb\nc' }], [{ rawLog: 'ab' }]),
    takes(part, '`re|s`', item("'raw_log|re|s': 'a.b'"), [{ rawLog: 'a\nb' }], [{ rawLog: 'ab' }]),
    takes(
      part,
      '`re`: `.` is one character, also of two units',
      item("'username|re': '^a.b$'"),
      [named('a😀b')],
      [named('ab')],
    ),
    takes(
      part,
      '`cidr`, IPv4',
      item("'ip_address|cidr': 192.0.2.0/24"),
      [address('192.0.2.9')],
      [address('192.0.3.9')],
    ),
    takes(
      part,
      '`cidr`, IPv6',
      item("'ip_address|cidr': '2001:db8::/32'"),
      [address('2001:db8:1::1')],
      [address('2001:db9::1')],
    ),
    takes(part, '`gt`', item("'port|gt': 5"), [{ port: 6 }], [{ port: 5 }, { port: null }]),
    takes(part, '`gte`', item("'port|gte': 5"), [{ port: 5 }], [{ port: 4 }]),
    takes(part, '`lt`', item("'port|lt': 5"), [{ port: 4 }], [{ port: 5 }, { port: null }]),
    takes(part, '`lte`', item("'port|lte': 5"), [{ port: 5 }], [{ port: 6 }]),
    takes(
      part,
      '`fieldref`',
      item("'username|fieldref': host"),
      [{ username: 'WEB-1', host: 'web-1' }],
      [{ username: 'a' }],
    ),
    takes(
      part,
      '`fieldref|neq`',
      item("'username|fieldref|neq': host"),
      [{ username: 'a' }],
      [{ username: 'web-1', host: 'web-1' }],
    ),
    refuses(part, '`exists` without a field', item("'|exists': true"), 'exists needs the name of a field'),
    refuses(part, '`cidr` with host bits', item("'ip_address|cidr': 192.0.2.1/24"), 'write 192.0.2.0/24'),
    refuses(
      part,
      '`all` with one value',
      item("'username|contains|all': [a]"),
      'all needs a list of more than one value',
    ),
    refuses(part, 'a lookaround in `re`', item("'username|re': 'a(?=b)'"), 'the regular expression'),
    refuses(
      part,
      'an unknown modifier',
      item("'username|startwith': a"),
      'unknown modifier "startwith"; did you mean "startswith"?',
    ),
    ...['windash', 'base64', 'base64offset', 'utf16le', 'utf16be', 'utf16', 'wide', 'expand'].map((modifier) =>
      refuses(part, `\`${modifier}\``, item(`'username|${modifier}': a`), `the modifier ${modifier} is not supported`),
    ),
    ...['minute', 'hour', 'day', 'week', 'month', 'year'].map((modifier) =>
      refuses(part, `\`${modifier}\``, item(`'port|${modifier}': 5`), `the modifier ${modifier} is not supported`),
    ),
  ];
})();

const CORRELATION_CASES: readonly SpecificationCase[] = (() => {
  return [
    correlates('`event_count` with `gte`', count('{ gte: 3 }'), ['aaa', 'a.a.aaa'], ['aa', 'a..a..a']),
    correlates('`event_count` with `gt`', count('{ gt: 2 }'), ['aaa'], ['aa']),
    correlates('`event_count` with `eq`: when it is reached', count('{ eq: 2 }'), ['aa'], ['a']),
    correlates('`event_count` with a range: when it is reached', count('{ gte: 2, lte: 9 }'), ['aa'], ['a']),
    correlates(
      '`event_count` over several rules',
      'type: event_count\nrules: [rule_a, rule_b]\ngroup-by: [ip_address]\ntimespan: 30s\ncondition: { gte: 2 }',
      ['ab'],
      ['ac'],
    ),
    correlates('both ends of a timespan count', count('{ gte: 2 }'), ['a..a'], ['a...a']),
    correlates('`value_count`', values('value_count', '{ field: username, gte: 3 }'), ['abc'], ['aab']),
    correlates('`value_sum`', values('value_sum', '{ field: attempts, gte: 3 }'), ['abc'], ['ab']),
    correlates('`temporal`', temporal('temporal'), ['abc', 'cab'], ['ab', 'ab....c']),
    correlates(
      '`temporal` with a number of rules',
      temporal('temporal', '\ncondition: { gte: 2 }'),
      ['ca'],
      ['aa', 'a'],
    ),
    correlates(
      '`temporal` with names of rules',
      temporal('temporal', '\ncondition: rule_a and (rule_b or rule_c)'),
      ['ab', 'ca'],
      ['bc', 'aa'],
    ),
    correlates('`temporal_ordered`', temporal('temporal_ordered'), ['abc'], ['acb', 'cba', 'ab']),
    correlates(
      '`temporal_ordered` with a number of rules',
      temporal('temporal_ordered', '\ncondition: { gte: 2 }'),
      ['ac', 'bc'],
      ['cb', 'ba'],
    ),
    correlates(
      '`temporal_ordered` with names of rules',
      temporal('temporal_ordered', '\ncondition: rule_a and rule_b or rule_c'),
      ['ab', 'c'],
      ['ba'],
    ),
    correlates(
      'no `group-by`: one group',
      'type: event_count\nrules: [rule_a]\ntimespan: 30s\ncondition: { gte: 2 }',
      ['aa'],
      ['a'],
    ),
    correlates(
      '`group-by` of several fields',
      'type: event_count\nrules: [rule_a, rule_b]\ngroup-by: [ip_address, username]\ntimespan: 30s\ncondition: { gte: 2 }',
      ['aa'],
      ['ab'],
    ),
    correlates(
      '`aliases`',
      'type: temporal\nrules: [rule_a, rule_b]\naliases: { who: { rule_a: ip_address, rule_b: ip_address } }\ngroup-by: [who]\ntimespan: 30s',
      ['ab'],
      ['aa'],
    ),
    refusesCorrelation('`event_count` with `lt` alone', count('{ lt: 5 }'), 'a single event meets this condition'),
    refusesCorrelation('`event_count` with `neq` alone', count('{ neq: 5 }'), 'a single event meets this condition'),
    refusesCorrelation('a range that no number meets', count('{ gte: 5, lt: 5 }'), 'no number meets this condition'),
    refusesCorrelation(
      'an upper limit of `value_sum`',
      values('value_sum', '{ field: attempts, gte: 3, lt: 5 }'),
      'may jump over a number',
    ),
    refusesCorrelation(
      '`not` in the condition of a correlation',
      temporal('temporal', '\ncondition: rule_a and not rule_b'),
      'an alert is not taken back',
    ),
    refusesCorrelation(
      '`value_count` of several fields',
      values('value_count', '{ field: [username, host], gte: 3 }'),
      'several fields are not supported',
    ),
    ...['value_avg', 'value_percentile', 'value_median'].map((type) =>
      refusesCorrelation(
        `\`${type}\``,
        values(type, '{ field: port, gte: 3 }'),
        `the correlation type ${type} is not supported`,
      ),
    ),
    refusesCorrelation(
      'a timespan of more than 30 days',
      count('{ gte: 2 }').replace('30s', '31d'),
      'timespan lies between',
    ),
    refusesCorrelation(
      'a timespan of months',
      count('{ gte: 2 }').replace('30s', '1M'),
      'timespan is a number and a letter',
    ),
    refusesCorrelation(
      'a rule that there is not',
      count('{ gte: 2 }').replace('rule_a', 'rule_x'),
      'there is no rule "rule_x"',
    ),
    refusesCorrelation(
      'a rule that is listed twice',
      count('{ gte: 2 }').replace('[rule_a]', '[rule_a, rule_a]'),
      'lists a rule twice',
    ),
    refusesCorrelation(
      'an unused alias to an unknown field',
      `${count('{ gte: 2 }')}\naliases: { who: { rule_a: nobody } }`,
      'unknown field "nobody"',
    ),
  ];
})();

const ATTRIBUTE_CASES: readonly SpecificationCase[] = (() => {
  const base = eventRuleText('test', 's: { username: a }\ncondition: s');
  const filter =
    'title: f\nlogsource: { service: sshd }\nfilter: { rules: [test], s: { username: a }, condition: s }\n';
  return [
    taken('a `name` of any text', base.replace('name: test', 'name: "Any thing (at all)"')),
    taken('no `id`', base.replace(/^id: .*\n/m, '')),
    taken('no `level`', base.replace(/^level: .*\n/m, '')),
    taken('attributes of one’s own', `${base}my_own: { any: thing }\n`),
    taken('one that looks like a known one (with a warning)', `${base}statuss: test\n`),
    taken('dates', `${base}date: 2024-02-29\nmodified: 2026/11/30\n`),
    taken('`taxonomy: sigma`', `${base}taxonomy: sigma\n`),
    taken('`product: linux` without a service', base.replace(/logsource: .*/, 'logsource: { product: linux }')),
    refused('a date that there is not', `${base}date: 2026-02-30\n`, 'is no date'),
    refused('`generate: "yes"`', `${base}generate: "yes"\n`, 'is not true or false'),
    refused('`status: unsupported`', `${base}status: unsupported\n`, 'by its own status'),
    refused('another taxonomy', `${base}taxonomy: ecs\n`, 'is not supported'),
    refused(
      'a log source that is not read',
      base.replace(/logsource: .*/, 'logsource: { product: windows }'),
      'is not what this program reads',
    ),
    refused('an `id` that is no UUID', base.replace(/^id: .*/m, 'id: 1'), 'is no UUID'),
    refused('filters', filter, 'filter is not supported'),
    refused('`action: global` (Sigma 1)', `action: global\n${base}`, 'action is not supported'),
  ];
})();

/** What the specification (2.1.0) has, in the order of `docs/sigma-support.md`. */
export const SPECIFICATION: readonly SpecificationCase[] = [
  ...SELECTIONS,
  ...CONDITIONS,
  ...MODIFIER_CASES,
  ...CORRELATION_CASES,
  ...ATTRIBUTE_CASES,
];
