import { correlation, eventRule } from '../../../test/detection/rule-factory.js';
import type { DetectionRule } from '../detection/detection-rule.js';
import { MAX_RULES_OF_EVENT, oneRuleTooMany } from './rule-load.js';

const many = (make: (index: number) => DetectionRule, count = MAX_RULES_OF_EVENT + 1): DetectionRule[] =>
  Array.from({ length: count }, (_, index) => make(index));
const about = (name: string, logType: string): DetectionRule =>
  eventRule(name, (event) => event.logType === logType, { raisesAlerts: true });
const fails = (): boolean => {
  throw new Error('cannot');
};

describe('the load of rules', () => {
  it('is too much where more of them raise alerts about one event than may', () => {
    const rules = many((index) => about(`rule${index}`, 'ssh_failed_login'));
    expect(oneRuleTooMany(rules.slice(1))).toBeNull();
    expect(oneRuleTooMany(rules)).toMatchObject({
      rule: { name: `rule${MAX_RULES_OF_EVENT}` },
      count: MAX_RULES_OF_EVENT + 1,
      example: expect.stringContaining('Failed password'),
    });
  });

  it('counts correlations by the rules that they refer to', () => {
    const base = eventRule('base', (event) => event.logType === 'ssh_failed_login');
    const counts = many((index) => correlation(`count${index}`, 'event_count', [base], {}));
    const over = correlation('over', 'event_count', [counts[0]!], {});
    expect(oneRuleTooMany([base, ...counts.slice(1)])).toBeNull();
    expect(oneRuleTooMany([base, ...counts.slice(1), over])).toMatchObject({ rule: { name: 'over' } });
  });

  it('is none of rules that serve others, are about other events, or fail', () => {
    expect(oneRuleTooMany(many((index) => eventRule(`base${index}`, () => true), 200))).toBeNull();
    const types = ['ssh_failed_login', 'ssh_accepted_login', 'ssh_probe', 'sudo_command'];
    expect(oneRuleTooMany(many((index) => about(`rule${index}`, types[index % types.length]!), 200))).toBeNull();
    const failing = many((index) => eventRule(`failing${index}`, fails, { raisesAlerts: true }), 200);
    expect(oneRuleTooMany(failing)).toBeNull();
  });
});
