import fc from 'fast-check';
import { detectionEvent } from '../../../test/factories/detection-event.js';
import { eventRuleText, faultsOf, testOf } from '../../../test/factories/sigma-rules.js';
import type { DetectionEvent } from '../detection/detection-rule.js';
import { compileCondition } from './detection.js';
import { MODIFIERS } from './support.js';

const NAMES = ['sel_a', 'sel_b', 'filter_c', '_hidden'];
const EVENT = detectionEvent();

/** Evaluates a condition where the named selections are met. */
function evaluate(condition: string, met: readonly string[]): boolean {
  return compileCondition(condition, new Map(NAMES.map((name) => [name, () => met.includes(name)])))(EVENT);
}

describe('a condition', () => {
  it.each<[condition: string, met: string[], expected: boolean]>([
    ['sel_a', ['sel_a'], true],
    ['sel_a', [], false],
    ['not sel_a', [], true],
    ['not not sel_a', ['sel_a'], true],
    ['sel_a and sel_b', ['sel_a'], false],
    ['sel_a AND sel_b', ['sel_a', 'sel_b'], true],
    ['sel_a or sel_b', ['sel_b'], true],
    ['sel_a or sel_b and filter_c', ['sel_a'], true],
    ['(sel_a or sel_b) and filter_c', ['sel_a'], false],
    ['sel_a and not filter_c', ['sel_a'], true],
    ['sel_a and not filter_c', ['sel_a', 'filter_c'], false],
    ['not sel_a or sel_b', ['sel_b', 'sel_a'], true],
    ['not (sel_a or sel_b)', ['sel_b'], false],
    ['1 of sel_*', ['sel_b'], true],
    ['1 of sel_*', ['filter_c'], false],
    ['all of sel_*', ['sel_a'], false],
    ['all of sel_*', ['sel_a', 'sel_b'], true],
    ['1 of *_c', ['filter_c'], true],
    ['1 of sel_a', ['sel_a'], true],
    ['1 of them', ['_hidden'], false],
    ['1 of _*', ['_hidden'], true],
    ['1 of *', ['_hidden'], false],
    ['all of *', ['sel_a', 'sel_b', 'filter_c'], true],
    ['all of them', ['sel_a', 'sel_b', 'filter_c'], true],
    ['all of them', ['sel_a', 'sel_b', '_hidden'], false],
    ['sel_a and not 1 of filter_*', ['sel_a'], true],
    ['all of sel_* and not 1 of filter_*', ['sel_a', 'sel_b', 'filter_c'], false],
    ['((sel_a))', ['sel_a'], true],
  ])('%s where %j are met: %j', (condition, met, expected) => {
    expect(evaluate(condition, met)).toBe(expected);
  });

  it.each([
    ['', 'the condition ends where a selection is expected'],
    ['sel_a and', 'the condition ends where a selection is expected'],
    ['sel_x', 'there is no selection "sel_x"; did you mean "sel_a"?'],
    ['and sel_a', '"and" stands where a selection is expected'],
    ['sel_a sel_b', '"sel_b" is not expected in the condition'],
    ['(sel_a', 'an opening parenthesis of the condition is never closed'],
    ['sel_a)', '")" is not expected in the condition'],
    ['()', '")" stands where a selection is expected'],
    ['2 of sel_*', '"2 of" is not supported: Sigma has "1 of" and "all of"'],
    ['1 of', '"1 of" is followed by nothing'],
    ['1 of nothing*', 'no selection matches "nothing*"'],
    ['sel_a | count() > 5', 'aggregation is not supported: Sigma 1 wrote counting'],
    [`${'('.repeat(60)}sel_a${')'.repeat(60)}`, 'the condition is nested more than 50 deep'],
    [`${'not '.repeat(60)}sel_a`, 'the condition is nested more than 50 deep'],
    ['sel_a or '.repeat(1000), 'the condition is longer than 4000 characters'],
  ])('refuses %s', (condition, reason) => {
    expect(() => evaluate(condition, [])).toThrow(reason);
  });

  it('means what the same expression of the language means', () => {
    const { expression } = fc.letrec<{ expression: string }>((tie) => ({
      expression: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('sel_a', 'sel_b', 'filter_c'),
        fc.tuple(tie('expression'), fc.constantFrom('and', 'or'), tie('expression')).map((parts) => parts.join(' ')),
        tie('expression').map((inner) => `not ${inner}`),
        tie('expression').map((inner) => `( ${inner} )`),
      ),
    }));
    fc.assert(
      fc.property(expression, fc.subarray(NAMES), (text, met) => {
        const script = text.replaceAll('and', '&&').replaceAll('or', '||').replaceAll('not', '!');
        const values = script.replace(/[a-z]+_[a-z]/g, (name) => String(met.includes(name)));
        // oxlint-disable-next-line no-new-func, typescript/no-implied-eval
        expect(evaluate(text, met)).toBe(new Function(`return ${values}`)());
      }),
    );
  });
});

/** True where an item of a selection is met. */
function meets(item: string, changes: Partial<DetectionEvent> = {}): boolean {
  return testOf(`s: { ${item} }\ncondition: s`)(detectionEvent(changes));
}

describe('a selection', () => {
  it.each<[item: string, changes: Partial<DetectionEvent>, expected: boolean]>([
    ['username: root', { username: 'ROOT' }, true],
    ['username: root', { username: 'roots' }, false],
    ['username: root', { username: null }, false],
    ["username: 'r*t'", { username: 'root' }, true],
    ["username: 'r\\*t'", { username: 'root' }, false],
    ["username: 'r\\*t'", { username: 'r*t' }, true],
    ["username: ''", { username: '' }, true],
    ["username: ''", { username: null }, false],
    ["username: '*'", { username: null }, false],
    ['username: null', { username: null }, true],
    ['username: null', {}, false],
    ['username: [root, admin]', { username: 'Admin' }, true],
    ['username: [root, admin]', { username: 'guest' }, false],
    ['username: [root, adm*]', { username: 'admin' }, true],
    ['username: 1234', { username: '1234' }, true],
    ['log_type: SSH_Failed_Login', {}, true],
    ['log_type: [ssh_probe, ssh_failed_login]', {}, true],
    ['log_type: ssh_*_login', { logType: 'ssh_accepted_login' }, true],
    ['port: 22', { port: 22 }, true],
    ["port: '22'", { port: 22 }, true],
    ['port: [22, 23]', { port: 23 }, true],
    ['port: 22', { port: null }, false],
    ['valid_user: false', { validUser: false }, true],
    ["valid_user: 'false'", { validUser: false }, true],
    ['valid_user: false', { validUser: null }, false],
    ['is_root: true', { username: 'root' }, true],
    ['ip_address: 2001:DB8::1', { ipAddress: '2001:db8::1' }, true],
    ['ip_network: 203.0.113.0/24', {}, true],
    ['username: root, port: 1', { port: 1 }, true],
    ['username: root, port: 1', { port: 2 }, false],
    ['username|contains: OO', {}, true],
    ['username|contains: xx', {}, false],
    ["username|contains: 'o?t'", {}, true],
    ['username|contains: [xx, oo]', {}, true],
    ['username|contains|all: [ro, xx]', {}, false],
    ['username|contains|all: [ro, ot]', {}, true],
    ['username|startswith: RO', {}, true],
    ['username|startswith: oot', {}, false],
    ['username|endswith: OT', {}, true],
    ['username|endswith: roo', {}, false],
    ['username|cased: ROOT', {}, false],
    ['username|cased: root', {}, true],
    ['username|cased: [ROOT, admin]', {}, false],
    ['username|contains|cased: OO', {}, false],
    ['username|neq: root', {}, false],
    ['username|neq: admin', {}, true],
    ['username|neq: [admin, root]', {}, false],
    ['username|neq: root', { username: null }, true],
    ['username|neq: null', { username: null }, false],
    ['port|neq: 22', { port: 23 }, true],
    ["username|re: '^ro+t$'", {}, true],
    ["username|re: '^RO+T$'", {}, false],
    ["username|re|i: '^RO+T$'", {}, true],
    ["username|re: ['x', 'oo']", {}, true],
    ["raw_log|re|m: '^b$'", { rawLog: 'a\nb' }, true],
    ["raw_log|re|s: 'a.b'", { rawLog: 'a\nb' }, true],
    ['ip_address|cidr: 203.0.113.0/24', {}, true],
    ['ip_address|cidr: [10.0.0.0/8, 203.0.0.0/8]', {}, true],
    ['ip_address|cidr: 10.0.0.0/8', {}, false],
    ['ip_address|cidr: 2001:db8::/32', { ipAddress: '2001:db8:1::1' }, true],
    ['ip_address|cidr: 2001:db8::/32', {}, false],
    ['ip_address|cidr: 0.0.0.0/0', { ipAddress: null }, false],
    ['attempts|gt: 1', { attempts: 1 }, false],
    ['attempts|gt: 1', { attempts: 2 }, true],
    ['attempts|gte: 1', { attempts: 1 }, true],
    ['attempts|gte: 1', { attempts: 0 }, false],
    ['attempts|gte: 2', { attempts: 1, carriedAttempts: 1 }, true],
    ['attempts|lt: 1', { attempts: 1 }, false],
    ['attempts|lt: 1', { attempts: 0 }, true],
    ['attempts|lte: 1', { attempts: 1 }, true],
    ['attempts|lte: 1', { attempts: 2 }, false],
    ['port|lt: 1', { port: null }, false],
    ['username|exists: true', {}, true],
    ['username|exists: true', { username: null }, false],
    ['username|exists: false', { username: null }, true],
    ['username|fieldref: host', { host: 'ROOT' }, true],
    ['username|fieldref|cased: host', { host: 'ROOT' }, false],
    ['username|fieldref: host', { host: null, username: null }, false],
    ['username|fieldref|neq: host', {}, true],
    ["'|all': [Failed, port]", {}, true],
    ["'|all': [Failed, Accepted]", {}, false],
    ["'|re': 'port \\d+'", {}, true],
  ])('%s on %j: %j', (item, changes, expected) => {
    expect(meets(item, changes)).toBe(expected);
  });

  it('searches keywords in the whole line', () => {
    expect(testOf("s: [nothing, 'failed PASSWORD']\ncondition: s")(detectionEvent())).toBe(true);
    expect(testOf("s: ['failed*root']\ncondition: s")(detectionEvent())).toBe(true);
    expect(testOf('s: [Accepted]\ncondition: s')(detectionEvent())).toBe(false);
  });

  it('takes any map of a list', () => {
    const test = testOf('s:\n  - { username: root, port: 1 }\n  - { host: web-1 }\n  - keyword\ncondition: s');
    expect(test(detectionEvent())).toBe(true);
    expect(test(detectionEvent({ host: 'db-1' }))).toBe(false);
    expect(test(detectionEvent({ host: 'db-1', port: 1 }))).toBe(true);
  });

  it.each([
    ['user: root', 'unknown field "user"'],
    ['usrname: root', 'unknown field "usrname"; did you mean "username"?'],
    ['username|contain: root', 'unknown modifier "contain"; did you mean "contains"?'],
    ['username|contains|contains: a', 'a modifier stands twice'],
    ['username|contains|startswith: a', 'the modifiers contains and startswith exclude each other'],
    ['username|re|cased: a', 're tells upper and lower case apart already; leave out cased'],
    ['username|contains|neq: a', 'neq does not go with contains; write "not" in the condition'],
    ['username|i: a', 'i is a sub-modifier of re'],
    ['username|i|re: a', 'i is a sub-modifier and follows re'],
    ['port|gt|cased: 1', 'cased does not go with gt'],
    ['log_type: ssh_failed_logn', 'there is no log_type "ssh_failed_logn"; did you mean "ssh_failed_login"?'],
    ['log_type: telnet*', 'no log_type matches "telnet*"'],
    ['log_type|cased: SSH_PROBE', 'there is no log_type "SSH_PROBE"; did you mean "ssh_probe"?'],
    ['port: ssh', 'port is never "ssh"; it is a number'],
    ["port: '2*'", 'port is never "2*"; it is a number'],
    ['valid_user: 1', 'valid_user is never 1; it is true or false'],
    ['username: true', 'username is never true; it is a text: put it in quotes'],
    ['username: { a: b }', 'username is never {"a":"b"}; it is a text: put it in quotes'],
    ['ip_address: 2001:db8:0::1', 'the address "2001:db8:0::1" is written 2001:db8::1 in the entries'],
    ['ip_address: somewhere', '"somewhere" is no address'],
    ['ip_network: 203.0.113.7/24', 'the network "203.0.113.7/24" is written 203.0.113.0/24 in the entries'],
    ['port|contains: 2', 'contains needs a text field; port is a number field'],
    ['port|re: a', 're needs a text field; port is a number field'],
    ['username|contains: true', 'true is no text'],
    ['username|re: 1', '1 is no regular expression: put it in quotes'],
    ["username|re: '(?=a)'", 'the regular expression "(?=a)": lookahead (?=…) is not supported'],
    ['username|cidr: 10.0.0.0/8', 'cidr needs the field ip_address; username is a text field'],
    ['ip_address|cidr: 10.0.0.0', '"10.0.0.0" is no network such as 10.0.0.0/8 or 2001:db8::/32'],
    ['username|gt: 1', 'gt needs a number field; username is a text field'],
    ["port|gt: '1'", '"1" is no number'],
    ['username|exists: maybe', 'exists takes true or false, not "maybe"'],
    ['username|fieldref: hst', 'unknown field "hst"; did you mean "host"?'],
    ['username|fieldref: port', 'username is a text and port a number: they are never equal'],
    ['username|contains|all: a', 'all needs a list of values'],
    ['username|contains|all: [a]', 'all needs a list of more than one value'],
    ['username|neq|all: [a, b]', 'neq already means none of the values; leave out all'],
    ['username: []', 'an empty list of values matches nothing'],
    ['username: [root, null]', 'null stands in a list of values: write a selection of its own for it'],
    ['ip_address|cidr: 10.0.0.7/8', '"10.0.0.7/8" names an address within a network: write 10.0.0.0/8'],
    ['ip_address|cidr: 2001:db8::7/32', '"2001:db8::7/32" names an address within a network: write 2001:db8::/32'],
    ["'|exists': true", 'exists needs the name of a field'],
    ["'|cidr': 10.0.0.0/8", 'cidr needs the name of a field'],
  ])('refuses %s', (item, reason) => {
    const faults = faultsOf(eventRuleText('test', `s:\n  ${item}\ncondition: s`));
    expect(faults).toEqual([`8: ${reason}`]);
  });

  it.each([
    ['s: {}', 'an empty selection selects nothing'],
    ['s: []', 'a selection is a map or a list, not []'],
    ['s: root', 'a selection is a map or a list, not "root"'],
  ])('refuses %s', (selection, reason) => {
    expect(faultsOf(eventRuleText('test', `${selection}\ncondition: s`))).toEqual([`7: ${reason}`]);
  });

  it.each(['username', 'username|contains', 'raw_log|endswith', 'username|re'])(
    'refuses a text that is longer than any field, as in %s',
    (field) => {
      const faults = faultsOf(eventRuleText('test', `s:\n  ${field}: ${'a'.repeat(8193)}\ncondition: s`));
      expect(faults).toEqual(['8: a text of more than 8192 characters never matches: no field holds as many']);
    },
  );

  const refused = Object.entries(MODIFIERS).filter(([, { supported }]) => !supported);
  it.each(refused)('refuses the modifier %s by its name', (name, support) => {
    const reason = support.supported ? '' : support.reason;
    const faults = faultsOf(eventRuleText('test', `s:\n  username|${name}: a\ncondition: s`));
    expect(faults).toEqual([`8: the modifier ${name} is not supported: ${reason}`]);
  });
});
