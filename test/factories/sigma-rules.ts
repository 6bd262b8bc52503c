import { createHash } from 'node:crypto';
import { compileRules } from '../../src/analysis/sigma/rule-compiler.js';
import type { CompiledRules } from '../../src/analysis/sigma/rule-compiler.js';
import type { EventTest } from '../../src/analysis/sigma/event-test.js';
import type { RuleFault } from '../../src/analysis/sigma/rule-document.js';
import { parseRuleFile } from '../../src/analysis/rules/rule-files.js';

let lastId = 0;

/** A UUID that no other rule of the test has. */
export function ruleId(): string {
  return `00000000-0000-4000-8000-${String(++lastId).padStart(12, '0')}`;
}

/** A detection rule as YAML; its detection is indented by two. */
export function eventRuleText(name: string, detection: string): string {
  return `title: ${name}
id: ${ruleId()}
name: ${name}
level: low
logsource: { product: linux, service: sshd }
detection:
${indent(detection)}
`;
}

/** A correlation as YAML. */
export function correlationText(name: string, correlation: string, more = 'level: low'): string {
  return `title: ${name}\nid: ${ruleId()}\nname: ${name}\n${more}\ncorrelation:\n${indent(correlation)}\n`;
}

/** Compiles the documents of one file. */
export function compileText(...documents: string[]): CompiledRules {
  const faults: RuleFault[] = [];
  const parsed = parseRuleFile({ file: 'test.yml', text: documents.join('---\n') }, faults);
  const compiled = compileRules(parsed, (text) => createHash('sha256').update(text).digest('hex'));
  return faults.length === 0 ? compiled : { ...compiled, rules: [], faults: [...faults, ...compiled.faults] };
}

/** The faults, as `line: reason`. */
export function faultsOf(...documents: string[]): string[] {
  return compileText(...documents).faults.map(({ line, reason }) => `${line}: ${reason}`);
}

/** The test of a detection. @throws Error where it has faults */
export function testOf(detection: string): EventTest {
  const { rules, faults } = compileText(eventRuleText('test', detection));
  const [rule] = rules;
  if (rule?.kind !== 'event') throw new Error(faults.map(({ line, reason }) => `${line}: ${reason}`).join('\n'));
  return rule.matches;
}

function indent(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
