import { detectionEvent } from '../../../test/factories/detection-event.js';
import { compileText, correlationText, eventRuleText, faultsOf, ruleId } from '../../../test/factories/sigma-rules.js';
import { LOG_TYPES } from '../../logs/programs/registry.js';
import { SSHD } from '../../logs/programs/sshd/program.js';
import { CRON } from '../../logs/programs/cron.js';
import { LOGIN } from '../../logs/programs/login.js';
import { PAM_SERVICE } from '../../logs/programs/pam-service.js';
import type { Program } from '../../logs/programs/program.js';
import { SFTP } from '../../logs/programs/sftp.js';
import { SUDO } from '../../logs/programs/sudo.js';
import type { CorrelationRule, DetectionRule, EventRule } from '../detection/detection-rule.js';

const BASE = eventRuleText('base', 's: { attempts|gte: 1 }\ncondition: s');
const OTHER = eventRuleText('other', 's: { log_type: ssh_accepted_login }\ncondition: s');
/** Lines before a correlation's own, when it follows BASE. */
const START = BASE.split('\n').length;

function ruleNamed(name: string, ...documents: string[]): DetectionRule {
  const { rules, faults } = compileText(...documents);
  expect(faults).toEqual([]);
  return rules.find((rule) => rule.name === name)!;
}

function idOf(text: string): string {
  return compileText(text).rules[0]!.id;
}

function correlation(text: string, ...documents: string[]): CorrelationRule {
  return ruleNamed('test', ...documents, correlationText('test', text)) as CorrelationRule;
}

/** The fault of one correlation over BASE: its line counted from `correlation:`, and its reason. */
function faultOf(text: string, ...documents: string[]): string[] {
  const before = [BASE, ...documents].join('---\n').split('\n').length + 5;
  return faultsOf(BASE, ...documents, correlationText('test', text)).map((fault) => {
    const [line = '', ...reason] = fault.split(': ');
    return `${Number(line) - before}: ${reason.join(': ')}`;
  });
}

/** A temporal correlation over four rules. */
function temporal(type: string, condition: string): string {
  return `type: ${type}\nrules: [base, other, third, fourth]\ngroup-by: []\ntimespan: 1h\ncondition: ${condition}`;
}

const typesOf = ({ logTypes }: Program, more: readonly string[] = []): string[] => [...Object.keys(logTypes), ...more];

const COUNT = 'type: event_count\nrules: [base]\ngroup-by: [ip_address]\ntimespan: 5m\ncondition: { gte: 10 }';

describe('compileRules', () => {
  it('describes a rule by its attributes', () => {
    const id = ruleId();
    const rule = ruleNamed(
      'full',
      `title: Full\nid: ${id.toUpperCase()}\nname: full\nstatus: test\ndescription: >-\n  Two\n  lines\nauthor: Somebody
date: 2026-11-22\nmodified: 2026-11-23\nreferences: [https://example.net/]\ntags: [attack.t1110.001]
falsepositives: [People]\nlevel: high\nfields: [username]\nscope: [server]\nlicense: MIT\ntaxonomy: sigma
related: [{ id: ${ruleId()}, type: similar }]\nmy_own: attribute
logsource: { service: sshd, definition: any }\ndetection: { s: { port: 22 }, condition: s }\n`,
    );
    expect(rule).toEqual({
      kind: 'event',
      id,
      name: 'full',
      title: 'Full',
      description: 'Two lines',
      level: 'high',
      status: 'test',
      author: 'Somebody',
      date: '2026-11-22',
      modified: '2026-11-23',
      references: ['https://example.net/'],
      tags: ['attack.t1110.001'],
      falsePositives: ['People'],
      version: expect.any(String),
      raisesAlerts: true,
      logTypes: new Set(Object.keys(SSHD.logTypes)),
      matches: expect.any(Function),
    });
  });

  it.each([
    ['service: sshd', Object.keys(SSHD.logTypes)],
    ['service: sudo', Object.keys(SUDO.logTypes)],
    ['service: auth', LOG_TYPES],
    ['service: syslog', LOG_TYPES],
    ['product: linux', LOG_TYPES],
    ['product: linux, service: cron', typesOf(CRON, ['other'])],
    ['product: openssh', typesOf(SSHD, Object.keys(SFTP.logTypes))],
    ['category: authentication', typesOf(SSHD, [...typesOf(LOGIN), ...typesOf(PAM_SERVICE)])],
  ])('is put to the events of its log source only: %s', (logSource, types) => {
    const text = BASE.replace(/logsource: .*/, `logsource: { ${logSource} }`);
    expect([...(compileText(text).rules[0] as EventRule).logTypes]).toEqual(types);
  });

  it.each([
    ['service: cron', { CRON: true, '/usr/sbin/cron': true, crontab: true, nginx: false, '': false }],
    ['service: syslog', { CRON: true, nginx: true, '': true }],
    ['product: linux', { CRON: true, nginx: true, '': true }],
  ])('selects lines that are not understood by the programs that its log source names: %s', (logSource, programs) => {
    const text = eventRuleText('test', 's: [REPLACE]\ncondition: s').replace(
      /logsource: .*/,
      `logsource: { ${logSource} }`,
    );
    const { matches } = compileText(text).rules[0] as EventRule;
    for (const [program, isMeant] of Object.entries(programs)) {
      const event = detectionEvent({ logType: 'other', program, rawLog: '(root) REPLACE (root)' });
      expect([program, matches(event)]).toEqual([program, isMeant]);
    }
  });

  it.each([
    ['{}', '5: logsource names no log; write product: linux, service: sshd'],
    [
      '{ category: authentication, service: sudo }',
      '5: nothing that this program reads is of all that logsource names',
    ],
    [
      '{ service: apache }',
      '5: the service "apache" is not what this program reads; it reads sshd, ssh, auth, sudo, su, polkit, pkexec, login, cron, sftp, fail2ban, crowdsec, syslog, vsftpd, clamav, guacamole, filters',
    ],
  ])('refuses a log source that no line is of: %s', (logSource, fault) => {
    expect(faultsOf(BASE.replace(/logsource: .*/, `logsource: ${logSource}`))).toEqual([fault]);
  });

  it('takes dates with slashes, as rules had them before, for the days that they are', () => {
    const [rule] = compileText(`${BASE}date: 2021/09/18\n`).rules;
    expect(rule!.date).toBe('2021-09-18');
    expect(faultsOf(`${BASE}date: 2021/02-18\n`)).toHaveLength(1);
  });

  it('takes the id for the name of a rule that has none', () => {
    const text = BASE.replace('name: base\n', '');
    const [rule] = compileText(text).rules;
    expect(rule!.name).toBe(rule!.id);
  });

  it('takes a list of conditions as alternatives', () => {
    const rule = ruleNamed('test', eventRuleText('test', 'a: { port: 1 }\nb: { port: 2 }\ncondition: [a, b]'));
    const matches = rule.kind === 'event' ? rule.matches : () => false;
    expect([1, 2, 3].map((port) => matches(detectionEvent({ port })))).toEqual([true, true, false]);
  });

  it('makes data of a correlation', () => {
    const rule = correlation(COUNT, BASE);
    const { type, rules, groupBy, windowMs, threshold, field } = rule;
    expect({ type, rules: rules.map(({ name }) => name), windowMs, threshold, field }).toEqual({
      type: 'event_count',
      rules: ['base'],
      windowMs: 300_000,
      threshold: 10,
      field: null,
    });
    expect(groupBy).toEqual([{ name: 'ip_address', fields: [expect.objectContaining({ name: 'ip_address' })] }]);
  });

  it.each([
    ['gt: 5', 6],
    ['gte: 5', 5],
    ['gte: 0', 1],
    ['eq: 5', 5],
    ['gt: 100, lte: 200', 101],
    ['gt: 1, gte: 5, neq: 7', 5],
    ['gte: 5, neq: 5', 6],
  ])('reads the number to reach { %s }', (condition, threshold) => {
    expect(correlation(COUNT.replace('gte: 10', condition), BASE).threshold).toBe(threshold);
  });

  it.each([
    ['1s', 1000],
    ['90s', 90_000],
    ['5m', 300_000],
    ['24h', 86_400_000],
    ['30d', 2_592_000_000],
  ])('reads the timespan %s', (text, windowMs) => {
    expect(correlation(COUNT.replace('5m', text), BASE).windowMs).toBe(windowMs);
  });

  it.each([['group-by: []\n'], ['']])('has one group with %j', (groupBy) => {
    expect(correlation(COUNT.replace('group-by: [ip_address]\n', groupBy), BASE).groupBy).toEqual([]);
  });

  it('finds rules by id, in upper or lower case, and wherever they stand', () => {
    const id = /id: (\S+)/.exec(BASE)![1]!;
    const text = COUNT.replace('base', id.toUpperCase());
    expect((ruleNamed('test', correlationText('test', text), BASE) as CorrelationRule).rules[0]!.name).toBe('base');
  });

  it('asks a temporal correlation for all of its rules, unless it has a condition', () => {
    const text = 'type: temporal\nrules: [base, other]\ngroup-by: [ip_address]\ntimespan: 1h';
    expect(correlation(text, BASE, OTHER).threshold).toBe(2);
    const either = correlation(`${text}\ncondition: { gte: 1 }`, BASE, OTHER);
    expect(either.threshold).toBe(1);
  });

  it('resolves aliases to the field of each rule', () => {
    const aliases = 'aliases: { who: { base: username, other: host } }';
    const text = `type: temporal_ordered\nrules: [base, other]\ngroup-by: [who, port]\ntimespan: 1h\n${aliases}`;
    const fields = correlation(text, BASE, OTHER).groupBy.map((group) => [
      group.name,
      ...group.fields.map((f) => f.name),
    ]);
    expect(fields).toEqual([
      ['who', 'username', 'host'],
      ['port', 'port', 'port'],
    ]);
  });

  it('takes a correlation over a correlation that groups by the same fields', () => {
    const inner = correlationText('inner', COUNT.replace('[ip_address]', '[ip_address, username]'));
    const text = 'type: temporal_ordered\nrules: [inner, other]\ngroup-by: [ip_address]\ntimespan: 1h';
    expect(correlation(text, BASE, OTHER, inner).rules.map(({ kind }) => kind)).toEqual(['correlation', 'event']);
  });

  it.each([
    ['', false],
    ['level: low\ngenerate: true', true],
    ['level: low\ngenerate: false', false],
  ])('lets a rule that serves a correlation with %j raise alerts: %j', (more, raises) => {
    const text = correlationText('test', COUNT, more || 'level: low');
    expect(ruleNamed('base', BASE, text).raisesAlerts).toBe(raises);
    expect(ruleNamed('test', BASE, text).raisesAlerts).toBe(true);
  });

  it('takes a rule without a level, which is medium where it raises alerts', () => {
    const base = BASE.replace('level: low\n', '');
    expect(ruleNamed('base', base, correlationText('test', COUNT)).level).toBe('informational');
    expect(ruleNamed('base', base).level).toBe('medium');
  });

  it('changes the version with the content of a rule and of those that it refers to, not with their layout', () => {
    const text = correlationText('test', COUNT);
    const version = (base: string): string => ruleNamed('test', base, text).version;
    expect(version(BASE)).toMatch(/^[0-9a-f]{12}$/);
    expect(version(BASE.replace('title', '# a remark\ntitle'))).toBe(version(BASE));
    expect(version(BASE.replace('gte: 1', 'gte: 2'))).not.toBe(version(BASE));
  });

  it('collects every fault of every rule, by line', () => {
    const broken = `title: Broken\nid: 1\nname: Broken Rule\nlevel: grave\nlogsource: { product: windows }
detection: { s: { user: x }, condition: t }\n`;
    expect(
      faultsOf(broken, correlationText('test', COUNT.replace('5m', '5 minutes').replace('base', 'bse'), '')),
    ).toEqual([
      '2: id: 1 is no UUID',
      '4: level: "grave" is none of informational, low, medium, high, critical',
      '5: the product "windows" is not what this program reads; it reads linux, unix, openssh',
      '6: unknown field "user"',
      '6: there is no selection "t"',
      expect.stringMatching(/^\d+: there is no rule "bse"/),
      expect.stringMatching(/^\d+: timespan is a number and a letter: 90s, 5m, 24h, 7d, 2w$/),
    ]);
  });

  it.each([
    ['title: base', 'titel: base', ['1: title is missing; "titel" looks like it']],
    ['title: base', `title: ${'x'.repeat(257)}`, ['1: title: is longer than 256 characters']],
    ['level: low', 'level: low\nstatus: good', ['5: status: "good" is none of stable, test, experimental, deprecated']],
    [
      'level: low',
      'level: low\nstatus: unsupported',
      ['5: status: by its own status the rule cannot be used; leave it out'],
    ],
    ['level: low', 'level: low\ndate: 22.11.2026', ['5: date: "22.11.2026" is no date such as 2026-11-22']],
    ['name: base', 'name: "a\\0b"', ['3: name: has a control character']],
    ['level: low', 'level: low\ndate: 2026-02-31', ['5: date: "2026-02-31" is no date such as 2026-11-22']],
    [
      'level: low',
      'level: low\ntags: [Brute Force]',
      ['5: tags: item 1, "Brute Force", is not a tag such as attack.t1110.001'],
    ],
    ['level: low', 'level: low\nreferences: [a, a]', ['5: references: lists something twice']],
    ['level: low', 'level: low\nreferences: a', ['5: references: "a" is no list']],
    [
      'level: low',
      'level: low\ntaxonomy: ecs',
      [expect.stringMatching(/^5: taxonomy: "ecs" is not supported: fields have/)],
    ],
    ['level: low', 'level: low\ngenerate: maybe', ['5: generate: "maybe" is not true or false']],
    [
      'level: low',
      'level: low\nrelated: [{ id: 1 }]',
      ['5: related: item 1, {"id":1}, is not a map of id, a UUID, and type'],
    ],
    ['level: low', 'level: low\nfilter: {}', [expect.stringMatching(/^5: filter is not supported: put the exclusion/)]],
    ['level: low', 'level: low\naction: global', [expect.stringMatching(/^5: action is not supported/)]],
    [
      'level: low',
      'level: low\ncorrelation: {}',
      [expect.stringMatching(/^5: a rule has a detection or a correlation, not/)],
    ],
    ['service: sshd', 'servce: sshd', [expect.stringContaining('unknown attribute "servce"')]],
    [
      'condition: s',
      'timeframe: 5m\n  condition: s',
      [expect.stringMatching(/^8: timeframe is not supported: Sigma 1/)],
    ],
    [
      'condition: s',
      'condition: s | count() > 5',
      [expect.stringMatching(/^8: aggregation is not supported: Sigma 1/)],
    ],
    ['condition: s', 'condition: 1', ['8: a condition is text, not 1']],
    ['condition: s', 'condition: []', ['8: an empty list of conditions is never met']],
    ['\n  condition: s', '', ['6: detection has no condition']],
    [
      's: { attempts|gte: 1 }\n  condition: s',
      'condition: s',
      ['6: detection has no selection', '7: there is no selection "s"'],
    ],
  ])('refuses %j instead of %j', (from, to, faults) => {
    expect(faultsOf(BASE.replace(from, to))).toEqual(faults);
  });

  it.each([
    ['- a list', '1: a rule is a map of attributes'],
    ['title: Neither', '1: a rule has a detection or a correlation; this has neither'],
    [`title: x\nid: ${ruleId()}\nlevel: low\nlogsource: none\ndetection: none`, '4: logsource is a map'],
  ])('refuses the document %j', (text, fault) => {
    expect(faultsOf(text)[0]).toContain(fault);
  });

  it('refuses an id or a name that another rule has', () => {
    const twin = BASE.replace('level: low', 'level: high');
    expect(faultsOf(BASE, twin)).toEqual([
      expect.stringMatching(`^${START + 2}: the id .* is that of another rule already \\(test\\.yml:2\\)$`),
      `${START + 3}: the name "base" is that of another rule already (test.yml:3)`,
    ]);
  });

  it('makes the id of a rule that has none of its name, or of its title', () => {
    const without = BASE.replace(/^id: .*\n/m, '');
    const titled = without.replace('name: base\n', '');
    expect(idOf(without)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(idOf(without.replace('gte: 1', 'gte: 2').replace('title: base', 'title: other'))).toBe(idOf(without));
    expect(idOf(titled.replace('gte: 1', 'gte: 2'))).toBe(idOf(titled));
    const ids = [without, without.replace('name: base', 'name: other'), titled, titled.replace('base', 'other')].map(
      idOf,
    );
    expect(new Set(ids).size).toBe(4);
    expect(compileText(without, correlationText('test', COUNT)).faults).toEqual([]);
    expect(faultsOf(titled, titled)).toEqual([
      expect.stringMatching(/^\d+: the title "base" is that of another rule already \(test\.yml:1\)$/),
    ]);
  });

  it.each([
    ['type: event_count', 'type: value_avg', ['1: the correlation type value_avg is not supported: an average']],
    [
      'type: event_count',
      'type: value_percentile',
      ['1: the correlation type value_percentile is not supported: percentiles'],
    ],
    ['type: event_count', 'type: near', ['1: "near" is no type of correlation; there are event_count, value_count']],
    ['[base]', '[missing]', ['2: there is no rule "missing"']],
    ['[base]', '[bsae]', ['2: there is no rule "bsae"']],
    ['[base]', '[base, base]', ['2: rules lists a rule twice']],
    ['[base]', '[]', ['2: rules is a list of ids or names of rules, not []']],
    ['[base]', '[1]', ['2: rules is a list of ids or names of rules, not [1]']],
    ['[base]', '[test]', ['2: the rule "test" refers back to this one: correlations must not form a circle']],
    ['[ip_address]', '[ip_adress]', ['3: unknown field "ip_adress"; did you mean "ip_address"?']],
    ['[ip_address]', '[ip_address, ip_address]', ['3: group-by lists something twice']],
    ['[ip_address]', '{ a: b }', ['3: group-by is a list of fields, not {"a":"b"}']],
    ['group-by', 'group_by', ['3: unknown attribute "group_by"; did you mean "group-by"?']],
    ['5m', '0s', ['4: timespan lies between 1s and 30d']],
    ['5m', '31d', ['4: timespan lies between 1s and 30d']],
    ['5m', '5M', ['4: timespan is a number and a letter']],
    ['5m', '300', ['4: timespan is a number and a letter']],
    ['timespan: 5m\n', '', ['0: timespan is a number and a letter']],
    ['{ gte: 10 }', '{}', ['5: condition has none of gt, gte, lt, lte, eq, neq']],
    ['{ gte: 10 }', '{ gte: ten }', ['5: gte takes a whole number from 0, not "ten"']],
    ['{ gte: 10 }', '{ gte: 1.5 }', ['5: gte takes a whole number from 0, not 1.5']],
    ['{ gte: 10 }', '{ gte: 10, lt: 10 }', ['5: no number meets this condition']],
    ['{ gte: 10 }', '{ eq: 10, neq: 10 }', ['5: no number meets this condition']],
    ['{ gte: 10 }', '{ eq: 0 }', ['5: no number meets this condition']],
    ['{ gte: 10 }', '{ lt: 10 }', ['5: a single event meets this condition']],
    ['{ gte: 10 }', '{ lte: 10, neq: 2 }', ['5: a single event meets this condition']],
    ['{ gte: 10 }', '{ get: 10 }', ['5: condition has none of', '5: unknown attribute "get"']],
    ['{ gte: 10 }', '{ gte: 10, field: port }', ['5: event_count takes no field']],
    ['{ gte: 10 }', '10', ['5: event_count needs a condition such as gte: 10, not 10']],
    ['condition: { gte: 10 }', '', ['0: event_count needs a condition such as gte: 10']],
  ])('refuses a correlation with %j replaced by %j', (from, to, expected) => {
    const faults = faultOf(COUNT.replace(from, to));
    expect([...faults].sort()).toEqual(expected.map((each) => expect.stringContaining(each)));
  });

  it.each([
    ['value_count', '{ gte: 2 }', 'value_count needs a field in its condition'],
    ['value_count', '{ gte: 2, field: usernam }', 'unknown field "usernam"; did you mean "username"?'],
    ['value_count', '{ gte: 2, field: [username, port] }', 'several fields are not supported: name one'],
    ['value_sum', '{ gte: 2, field: username }', 'username is a text field and has no sum'],
    ['value_sum', '{ gte: 2, lte: 3, field: attempts }', 'lte is not supported for value_sum'],
    ['value_sum', '{ eq: 2, field: attempts }', 'eq is not supported for value_sum'],
    ['temporal', '{ gte: 1 }', 'temporal needs at least two rules'],
  ])('refuses %s with the condition %s', (type, condition, reason) => {
    const text = COUNT.replace('event_count', type).replace('{ gte: 10 }', condition);
    expect(faultOf(text)).toEqual([expect.stringContaining(reason)]);
  });

  it('refuses more rules than there are', () => {
    const text = 'type: temporal\nrules: [base, other]\ngroup-by: []\ntimespan: 1h\ncondition: { gte: 3 }';
    expect(faultOf(text, OTHER)).toEqual(['5: the condition asks for 3 rules of 2']);
  });

  describe('the condition of a temporal correlation', () => {
    const THIRD = eventRuleText('third', 's: { log_type: ssh_probe }\ncondition: s');
    const FOURTH = eventRuleText('fourth', 's: { log_type: ssh_timeout }\ncondition: s');
    const wanted = (condition: string, type = 'temporal'): unknown => {
      const { threshold, choices } = correlation(temporal(type, condition), BASE, OTHER, THIRD, FOURTH);
      return [threshold, choices];
    };

    it.each(['temporal', 'temporal_ordered'])('is a count of the rules that were met: %s', (type) => {
      expect(wanted('{ gte: 2 }', type)).toEqual([2, null]);
      expect(wanted('{ gt: 2 }', type)).toEqual([3, null]);
      expect(wanted('{ eq: 4 }', type)).toEqual([4, null]);
      expect(wanted('{ gte: 2, lte: 4 }', type)).toEqual([2, null]);
      const faults = (condition: string): string[] => faultOf(temporal(type, condition), OTHER, THIRD, FOURTH);
      expect(faults('{ gte: 5 }')).toEqual([expect.stringContaining('asks for 5 rules of 4')]);
      for (const condition of ['{ eq: 3 }', '{ gte: 2, lt: 4 }', '{ gte: 2, neq: 3 }']) {
        expect(faults(condition)).toEqual([expect.stringContaining('may jump over a number')]);
      }
    });

    it.each([
      ['base and third', [[0, 2]]],
      ['base or third', [[0], [2]]],
      [
        'base and (other or third)',
        [
          [0, 1],
          [0, 2],
        ],
      ],
      [
        '(base or other) and (third or fourth)',
        [
          [0, 2],
          [1, 2],
          [0, 3],
          [1, 3],
        ],
      ],
      ['base or base and other', [[0]]],
      ['other AND base', [[0, 1]]],
    ])('names the rules: %s', (condition, choices) => {
      const [threshold, found] = wanted(condition) as [number, number[][]];
      expect(new Set(found.map((each) => each.join()))).toEqual(new Set(choices.map((each) => each.join())));
      expect(threshold).toBe(Math.min(...choices.map(({ length }) => length)));
    });

    it.each([
      ['base and not other', 'not in the condition of a correlation is not supported: whether a rule was not met'],
      ['base and othr', 'the correlation does not refer to a rule "othr"; did you mean "other"?'],
      ['base and', 'the condition ends where a selection is expected'],
      ['1 of them', '"1" stands where a rule is expected'],
      ['base | count() > 5', 'aggregation is not supported'],
    ])('refuses %s', (condition, reason) => {
      expect(faultOf(temporal('temporal', condition), OTHER, THIRD, FOURTH)).toEqual([expect.stringContaining(reason)]);
    });

    it('refuses one that can be met in too many ways, at once', () => {
      const names = Array.from({ length: 40 }, (_, index) => `rule${index}`);
      const rules = names.map((name) => eventRuleText(name, 's: { port: 22 }\ncondition: s'));
      const pairs = Array.from({ length: 20 }, (_, index) => `(rule${2 * index} or rule${2 * index + 1})`);
      const wide = `type: temporal\nrules: [${names.join()}]\ngroup-by: []\ntimespan: 1h\ncondition: ${pairs.join(' and ')}`;
      expect(faultsOf(...rules, correlationText('test', wide))).toEqual([
        expect.stringContaining('can be met in more than 64 ways'),
      ]);
    });

    it('takes more rules than a number has bits', () => {
      const names = Array.from({ length: 70 }, (_, index) => `rule${index}`);
      const rules = names.map((name) => eventRuleText(name, 's: { port: 22 }\ncondition: s'));
      const wide = `type: temporal\nrules: [${names.join()}]\ngroup-by: []\ntimespan: 1h`;
      expect((ruleNamed('test', ...rules, correlationText('test', wide)) as CorrelationRule).threshold).toBe(70);
    });
  });

  it('refuses correlations that form a circle', () => {
    const first = correlationText('first', COUNT.replace('base', 'second'));
    const second = correlationText('second', COUNT.replace('base', 'first'));
    expect(faultsOf(first, second)).toEqual([
      '18: the rule "first" refers back to this one: correlations must not form a circle',
    ]);
  });

  it('refuses a group or a value that a correlation below does not know', () => {
    const inner = correlationText('inner', COUNT);
    const text = COUNT.replace('base', 'inner').replace('event_count', 'value_count');
    expect(
      faultOf(text.replace('gte: 10', 'gte: 2, field: username').replace('[ip_address]', '[port]'), inner),
    ).toEqual([
      '3: the correlation "inner" does not group by port, so what it finds has none',
      '5: the correlation "inner" does not group by username, so what it finds has none',
    ]);
  });

  it.each([
    ['{ who: { base: usernam } }', ['unknown field "usernam"; did you mean "username"?']],
    [
      '{ who: { bse: username } }',
      ['the alias "who" names no field for one of the rules', 'does not refer to a rule "bse"'],
    ],
    ['{ who: username }', ['unknown field "who"', 'the alias "who" is a map of rules to fields']],
    ['{ port: { base: username } }', ['unknown field "who"', 'the alias "port" is the name of a field']],
    ['username', ['unknown field "who"', 'aliases is a map of aliases, each a map of rules to fields']],
  ])('refuses the aliases %s', (aliases, reasons) => {
    const faults = faultOf(`${COUNT.replace('[ip_address]', '[who]')}\naliases: ${aliases}`);
    expect(faults).toEqual(reasons.map((reason) => expect.stringContaining(reason)));
  });

  it.each([
    [10, []],
    [11, [expect.stringContaining('correlations are nested more than 10 deep')]],
    [14, [expect.stringContaining('correlations are nested more than 10 deep')]],
  ])('takes %i correlations one on the other, or none, whatever their order', (levels, faults) => {
    const names = Array.from({ length: levels }, (_, at) => `level_${at}`);
    const chain = names.map((name, at) => correlationText(name, COUNT.replace('base', names[at + 1] ?? 'base')));
    expect(faultsOf(BASE, ...chain)).toEqual(faults);
    expect(faultsOf(...chain.toReversed(), BASE)).toEqual(faults);
  });
});
