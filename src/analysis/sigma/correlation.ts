import { CORRELATION_TYPES } from '../detection/detection-rule.js';
import type { CorrelationRule, CorrelationType, EventField } from '../detection/detection-rule.js';
import { EVENT_FIELDS } from './event-fields.js';
import { knowsField, parseGroupBy } from './group-by.js';
import type { Reference } from './group-by.js';
import { nearestHint } from './nearest-name.js';
import { isMap, shown } from './rule-document.js';
import type { Report, YamlMap } from './rule-document.js';
import { CORRELATIONS, refusal, supportOf } from './support.js';
import { CONDITION_ATTRIBUTES, parseThreshold } from './threshold.js';
import { parseTimespan } from './timespan.js';

/** What a correlation adds to the description of its rule. */
export type CompiledCorrelation = Pick<
  CorrelationRule,
  'kind' | 'type' | 'rules' | 'groupBy' | 'windowMs' | 'threshold' | 'field'
>;

/** The attributes of `correlation`. One that is none of them is refused: it would change what the rule means. */
const ATTRIBUTES = ['type', 'rules', 'aliases', 'group-by', 'timespan', 'condition', 'generate'];

/**
 * Builds a correlation over rules that are built; null, with the faults reported, where it cannot be used.
 *
 * @param references null where a rule is missing: then only what does not depend on the rules is checked
 */
export function compileCorrelation(
  correlation: YamlMap,
  references: readonly Reference[] | null,
  report: Report,
): CompiledCorrelation | null {
  checkAttributeNames(correlation, ATTRIBUTES, [], report);
  const type = parseType(correlation['type'], report);
  const timespan = parseTimespan(correlation['timespan']);
  if (typeof timespan !== 'number') report(['correlation', 'timespan'], timespan.fault);
  const groupBy = parseGroupBy(correlation, references, report);
  if (type === null) return null;
  const threshold = parseCondition(type, correlation['condition'], references, report);
  const field = parseField(type, correlation['condition'], references ?? [], report);
  if (references === null || typeof timespan !== 'number' || threshold === null || field === undefined) return null;
  const rules = references.map(({ rule }) => rule);
  return { kind: 'correlation', type, rules, groupBy, windowMs: timespan, threshold, field };
}

function checkAttributeNames(map: YamlMap, known: readonly string[], path: readonly string[], report: Report): void {
  for (const name of Object.keys(map).filter((each) => !known.includes(each)))
    report(['correlation', ...path, name], `unknown attribute ${shown(name)}${nearestHint(name, known)}`);
}

function parseType(type: unknown, report: Report): CorrelationType | null {
  const known = CORRELATION_TYPES.find((each) => each === type);
  if (known !== undefined) return known;
  const support = supportOf(CORRELATIONS, String(type));
  const reason =
    support?.supported === false
      ? refusal(`the correlation type ${String(type)}`, support)
      : `${shown(type)} is no type of correlation; there are ${CORRELATION_TYPES.join(', ')}`;
  report(['correlation', 'type'], reason);
  return null;
}

function parseCondition(
  type: CorrelationType,
  condition: unknown,
  references: readonly Reference[] | null,
  report: Report,
): number | null {
  const path = ['correlation', 'condition'];
  const isTemporal = type.startsWith('temporal');
  const most = isTemporal ? (references?.length ?? Infinity) : Infinity;
  if (isTemporal && most < 2) report(['correlation', 'rules'], `${type} needs at least two rules`);
  if (condition === undefined && isTemporal) return most;
  if (!isMap(condition)) {
    const given = condition === undefined ? '' : `, not ${shown(condition)}`;
    report(path, `${type} needs a condition such as gte: 10${given}`);
    return null;
  }
  checkAttributeNames(condition, CONDITION_ATTRIBUTES, ['condition'], report);
  const threshold = parseThreshold(type, condition);
  if (typeof threshold !== 'number') report(path, threshold.fault);
  else if (threshold > most) report(path, `the condition asks for ${threshold} rules of ${most}`);
  else if (type === 'temporal_ordered' && most !== Infinity && threshold < most)
    report(path, `temporal_ordered asks for all of its ${most} rules: leave the condition out, or use temporal`);
  return typeof threshold === 'number' ? threshold : null;
}

/** The field that is counted or added up; null where there is none to be, undefined where it is wrong. */
function parseField(
  type: CorrelationType,
  condition: unknown,
  references: readonly Reference[],
  report: Report,
): EventField | null | undefined {
  const path = ['correlation', 'condition', 'field'];
  const given = isMap(condition) ? condition['field'] : undefined;
  if (!type.startsWith('value_')) {
    if (given !== undefined) report(path, `${type} takes no field`);
    return null;
  }
  const fault = fieldFault(type, given, references);
  if (fault === null) return EVENT_FIELDS.get(String(given));
  report(given === undefined ? path.slice(0, 2) : path, fault);
  return undefined;
}

function fieldFault(type: CorrelationType, given: unknown, references: readonly Reference[]): string | null {
  if (given === undefined) return `${type} needs a field in its condition`;
  if (Array.isArray(given) && given.length > 1) return 'several fields are not supported: name one';
  const field = EVENT_FIELDS.get(String(given));
  if (field === undefined) return `unknown field ${shown(given)}${nearestHint(String(given), EVENT_FIELDS.keys())}`;
  if (type === 'value_sum' && field.type !== 'number') return `${field.name} is a ${field.type} field and has no sum`;
  const stranger = references.find(({ rule }) => !knowsField(rule, field));
  return stranger === undefined
    ? null
    : `the correlation ${shown(stranger.text)} does not group by ${field.name}, so what it finds has none`;
}
