import { compileText, correlationText, eventRuleText } from '../../../test/factories/sigma-rules.js';
import { detectionEvent } from '../../../test/factories/detection-event.js';
import { parseRuleFile } from '../rules/rule-files.js';
import { withMappedFields } from './field-mapping.js';
import { compileRules } from './rule-compiler.js';

const MAPPING = { src_ip: 'ip_address', SourceIp: 'ip_address', pam_user: 'username', tool: 'program' };

function compiled(...rules: string[]): ReturnType<typeof compileRules> {
  const documents = parseRuleFile({ file: 'test.yml', text: rules.join('---\n') }, []);
  return compileRules(
    documents.map((document) => withMappedFields(document, MAPPING)),
    (text) => text.padEnd(40, '0'),
  );
}

describe('a mapping of fields', () => {
  it('renames fields wherever a rule names one, and nothing else', () => {
    const base = eventRuleText(
      'base',
      's: { "src_ip|cidr": 192.0.2.0/24, "pam_user|contains": pam_user }\nt: [{ tool: sshd }]\nk: [src_ip]\ncondition: s and t and not k',
    );
    const counts = correlationText(
      'counts',
      `type: value_count\nrules: [base]\ngroup-by: [src_ip, tool]\naliases: { tool: { base: pam_user } }
timespan: 5m\ncondition: { field: tool, gte: 2 }`,
    );
    const { rules, faults } = compiled(base, counts);
    expect(faults).toEqual([]);
    const [event, correlation] = rules;
    const found = detectionEvent({ ipAddress: '192.0.2.7', username: 'my pam_user', program: 'sshd' });
    expect(event?.kind === 'event' && event.matches(found)).toBe(true);
    expect(event?.kind === 'event' && event.matches({ ...found, rawLog: 'src_ip' })).toBe(false);
    expect(correlation).toMatchObject({
      groupBy: [{ name: 'ip_address' }, { name: 'tool', fields: [{ name: 'username' }] }],
      field: { name: 'program' },
    });
  });

  it('names faults where the author wrote them', () => {
    const text = eventRuleText('test', 's:\n  port: 22\n  src_ip: nowhere\ncondition: s');
    expect(compiled(text).faults).toEqual([{ file: 'test.yml', line: 9, reason: '"nowhere" is no address' }]);
  });

  it('compares fields of others with each other', () => {
    const { rules } = compiled(eventRuleText('test', 's: { "pam_user|fieldref": tool }\ncondition: s'));
    const [rule] = rules;
    expect(rule?.kind === 'event' && rule.matches(detectionEvent({ username: 'su', program: 'su' }))).toBe(true);
  });

  it('refuses two names of one field in one map, rather than lose one', () => {
    for (const keys of ['src_ip: 192.0.2.1, SourceIp: 192.0.2.2', 'ip_address: 192.0.2.1, src_ip: 192.0.2.2'])
      expect(compiled(eventRuleText('test', `s: { ${keys} }\ncondition: s`)).faults).toEqual([
        expect.objectContaining({ reason: expect.stringContaining('unknown field') }),
      ]);
  });

  it('leaves what is no rule alone', () => {
    expect(compiled('just text\n').faults).toHaveLength(1);
    expect(compileText('just text\n').faults).toHaveLength(1);
  });
});
