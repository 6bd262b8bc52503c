import { compileRules } from './rule-compiler.js';
import { adviceOn } from './rule-advice.js';
import { correlationText, eventRuleText } from '../../../test/factories/sigma-rules.js';
import { parseRuleFile } from '../rules/rule-files.js';

function adviceFor(...rules: string[]): string[] {
  const documents = parseRuleFile({ file: 'test.yml', text: rules.join('---\n') }, []);
  const compiled = compileRules(documents, (text) => text);
  expect(compiled.faults).toEqual([]);
  return adviceOn(documents, compiled.rules).map(({ line, reason }) => `${line}: ${reason}`);
}

const BASE = eventRuleText('base', 's: { attempts|gte: 1 }\ncondition: s');
const COUNT = 'type: event_count\nrules: [base]\ngroup-by: [ip_address]\ntimespan: 5m\ncondition: { gte: 10 }';

describe('advice on rules', () => {
  it.each([
    ['s: { port: 1 }\nt: { port: 2 }\ncondition: s', ['8: the condition does not ask for the selection "t"']],
    [
      's: { port: 1 }\n_t: { port: 2 }\ncondition: all of them',
      ['8: the condition does not ask for the selection "_t"'],
    ],
    ['s1: { port: 1 }\ns2: { port: 2 }\nt: { port: 3 }\ncondition: 1 of s* and not t', []],
    ['s: { port: 1 }\nt: { port: 2 }\ncondition: [s, not (t)]', []],
    [
      's: { log_type: sudo_command }\ncondition: s',
      ['7: the selection never matches: nothing of the log source has the log_type "sudo_command"'],
    ],
    ['s: { log_type: [sudo_command, ssh_failed_login] }\ncondition: s', []],
    ['s: { log_type: ssh_* }\ncondition: s', []],
    ['s: [{ log_type: ssh_failed_login }, { port: 1 }]\ncondition: s', []],
    ['s: [error, failed]\ncondition: s', []],
  ])('of the detection %j is %j', (detection, expected) => {
    expect(adviceFor(eventRuleText('test', detection))).toEqual(expected);
  });

  it('says what becomes of alerts of a rule without an id', () => {
    const without = eventRuleText('test', 's: { port: 1 }\ncondition: s').replace(/^id: .*\n/m, '');
    expect(adviceFor(without)).toEqual(['1: the rule has no id; its alerts are new ones when its name changes']);
    expect(adviceFor(without.replace('name: test\n', ''))).toEqual([
      '1: the rule has no id; its alerts are new ones when its title changes',
    ]);
  });

  it('names attributes that look like known ones', () => {
    const text = eventRuleText('test', 's: { port: 1 }\ncondition: s').replace(
      'level: low',
      'level: low\nstatuss: test',
    );
    expect(adviceFor(`${text}my_own: attribute\n`)).toEqual([
      '5: the attribute "statuss" is not looked at; did you mean "status"?',
    ]);
  });

  it('names the severity of alerts for which the rule has no level', () => {
    const without = correlationText('counts', COUNT, 'status: test');
    expect(adviceFor(BASE.replace('level: low\n', ''), without)).toEqual([
      `${BASE.split('\n').length}: the rule has no level; its alerts are medium`,
    ]);
    expect(adviceFor(BASE, correlationText('counts', COUNT))).toEqual([]);
  });
});
