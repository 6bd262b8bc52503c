import type { Severity } from '../../alerts/lifecycle/severity.js';
import type { RuleDescription } from '../detection/detection-rule.js';
import { ATTRIBUTES } from './attribute.js';
import { checkNames } from './custom-names.js';
import type { Report, YamlMap } from './rule-document.js';

/** Checks the attributes of a rule, all but what `logsource`, `detection` and `correlation` hold. */
export function checkAttributes(rule: YamlMap, raisesAlerts: boolean, report: Report): void {
  checkNames(rule, Object.keys(ATTRIBUTES), [], report);
  for (const [name, check] of Object.entries(ATTRIBUTES)) {
    const fault = Object.hasOwn(rule, name) ? check(rule[name]) : null;
    if (fault !== null) report([name], `${name}: ${fault}`);
  }
  if (!Object.hasOwn(rule, 'title')) report([], 'title is missing');
  if (!Object.hasOwn(rule, 'id')) report([], 'id is missing: alerts are known by the UUID of their rule');
  if (raisesAlerts && !Object.hasOwn(rule, 'level'))
    report([], 'level is missing: the severity of the alerts that the rule raises');
}

/** What a rule says about itself. Expects checked attributes. */
export function describeRule(rule: YamlMap, version: string, raisesAlerts: boolean): RuleDescription {
  const id = String(rule['id']).toLowerCase();
  return {
    id,
    name: text(rule['name']) ?? id,
    title: text(rule['title']) ?? '',
    description: text(rule['description']) ?? '',
    level: (text(rule['level']) ?? 'informational') as Severity,
    status: text(rule['status']),
    author: text(rule['author']),
    date: text(rule['date']),
    modified: text(rule['modified']),
    references: list(rule['references']),
    tags: list(rule['tags']),
    falsePositives: list(rule['falsepositives']),
    version,
    raisesAlerts,
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value.trim() : null;
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as string[]) : typeof value === 'string' ? [value] : [];
}
