import { eventRule } from '../../../test/detection/rule-factory.js';
import { Plan } from './plan.js';

const namesFor = (logType: string, ...rules: ReturnType<typeof eventRule>[]): string[] =>
  new Plan(rules).eventRulesFor(logType).map(({ rule }) => rule.name);

describe('the rules that an event of a log type is put to', () => {
  it('are those whose log has the type, and that the type alone does not keep from selecting one', () => {
    const probes = eventRule('probes', (event) => event.logType === 'ssh_probe' && event.port !== 22);
    const others = eventRule('others', (event) => event.logType !== 'ssh_probe' && event.port !== 22);
    const ports = eventRule('ports', (event) => event.port !== 22 && event.logType === 'ssh_probe');
    const sudo = eventRule('sudo', () => true, { logTypes: new Set(['sudo_command']) });
    expect(namesFor('ssh_probe', probes, others, ports, sudo)).toEqual(['probes', 'ports']);
    expect(namesFor('ssh_failed_login', probes, others, ports, sudo)).toEqual(['others', 'ports']);
    expect(namesFor('sudo_command', probes, others, ports, sudo)).toEqual(['others', 'ports', 'sudo']);
  });

  it('hold one that fails on every event', () => {
    const failing = eventRule('failing', () => {
      throw new Error('always');
    });
    expect(namesFor('ssh_probe', failing)).toEqual(['failing']);
  });
});
