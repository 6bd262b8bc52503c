import { FILTER_LOG_TYPE, isFilterType } from '../../logs/programs/registry.js';
import type { DetectionRule, EventRule } from '../detection/detection-rule.js';
import { namedSelections } from './detection.js';
import { ATTRIBUTE_NAMES } from './rule-attributes.js';
import { byPlace, isMap, nearestName, shown } from './rule-document.js';
import type { Path, RuleDocument, RuleFault, YamlMap } from './rule-document.js';
import { parseTextPattern, textTest } from './value-test.js';

/**
 * What in rules without faults is hardly meant as it stands: selections that the condition does not ask for or that never
 * match, rules without an id, alerts without a level. By file and line. Nothing of it keeps a rule from being used.
 *
 * @param rules those of the documents, in their order
 */
export function adviceOn(documents: readonly RuleDocument[], rules: readonly DetectionRule[]): RuleFault[] {
  return documents
    .flatMap(({ file, content, locate }, at) =>
      remarks(content as YamlMap, rules[at]!).map(({ path, reason }) => ({ file, line: locate(path), reason })),
    )
    .sort(byPlace);
}

interface Remark {
  readonly path: Path;
  readonly reason: string;
}

function remarks(content: YamlMap, rule: DetectionRule): Remark[] {
  const [withoutId, withoutLevel] = ['id', 'level'].map((name) => rule.raisesAlerts && !Object.hasOwn(content, name));
  const known = Object.hasOwn(content, 'name') ? 'name' : 'title';
  return [
    ...namesLike(content).map(([name, meant]) => ({
      path: [name],
      reason: `the attribute ${shown(name)} is not looked at; did you mean ${shown(meant)}?`,
    })),
    ...(withoutId
      ? [{ path: [], reason: `the rule has no id; its alerts are new ones when its ${known} changes` }]
      : []),
    ...(withoutLevel ? [{ path: [], reason: `the rule has no level; its alerts are ${rule.level}` }] : []),
    ...(rule.kind === 'event' ? selectionRemarks(content['detection'] as YamlMap, rule) : []),
  ];
}

/** Attributes of the author's own that look like known ones with a slip of the pen, each with the one it looks like. */
function namesLike(content: YamlMap): [name: string, meant: string][] {
  return Object.keys(content).flatMap((name): [string, string][] => {
    const meant = ATTRIBUTE_NAMES.includes(name) ? null : nearestName(name, ATTRIBUTE_NAMES);
    return meant === null ? [] : [[name, meant]];
  });
}

function selectionRemarks({ condition, ...selections }: YamlMap, rule: EventRule): Remark[] {
  const names = Object.keys(selections);
  const used = namedSelections(condition, names);
  return names.flatMap((name): Remark[] => {
    const path = ['detection', name];
    if (!used.has(name)) return [{ path, reason: `the condition does not ask for the selection ${shown(name)}` }];
    const maps = [selections[name]].flat().filter(isMap);
    return maps.flatMap((map) => (isOutside(map['log_type'], rule) ? [outside(map['log_type'], path)] : []));
  });
}

/** True where the log source of the rule has none of these log types. */
function isOutside(value: unknown, { logTypes }: EventRule): boolean {
  if (value === undefined || value === null) return false;
  const tests = [value].flat().map((each) => textTest(parseTextPattern(String(each)), false));
  const names = [value].flat().map(String);
  if (logTypes.has(FILTER_LOG_TYPE) && names.some(isFilterType)) return false;
  return ![...logTypes].some((logType) => tests.some((test) => test(logType)));
}

function outside(value: unknown, path: Path): Remark {
  return {
    path: [...path, 'log_type'],
    reason: `the selection never matches: nothing of the log source has the log_type ${shown(value)}`,
  };
}
