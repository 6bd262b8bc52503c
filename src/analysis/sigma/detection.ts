import { compileCondition } from './condition.js';
import { ConditionFault } from './condition-tokens.js';
import { anyOf } from './event-test.js';
import type { EventTest } from './event-test.js';
import { isMap, shown } from './rule-document.js';
import type { Path, Report } from './rule-document.js';
import { compileSelection } from './selection.js';
import { OTHER_PARTS, refusal } from './support.js';

/** Builds the test of a rule's `detection`; where there are faults, they are reported and the test is of no use. */
export function compileDetection(detection: unknown, report: Report): EventTest {
  if (!isMap(detection)) {
    report(['detection'], 'detection is a map of selections and a condition');
    return () => false;
  }
  const { condition, timeframe, ...rest } = detection;
  if (timeframe !== undefined) report(['detection', 'timeframe'], refusal('timeframe', OTHER_PARTS.timeframe));
  const selections = new Map(
    Object.entries(rest).map(([name, selection]) => [name, compileSelection(selection, ['detection', name], report)]),
  );
  if (selections.size === 0) report(['detection'], 'detection has no selection');
  if (condition !== undefined) return compileConditions(condition, selections, report);
  report(['detection'], 'detection has no condition');
  return () => false;
}

/** A list of conditions is met where any of them is. */
function compileConditions(condition: unknown, selections: Map<string, EventTest>, report: Report): EventTest {
  const path: Path = ['detection', 'condition'];
  if (!Array.isArray(condition)) return compileOne(condition, selections, path, report);
  if (condition.length === 0) report(path, 'an empty list of conditions is never met');
  return anyOf(condition.map((each, at) => compileOne(each, selections, [...path, at], report)));
}

function compileOne(text: unknown, selections: Map<string, EventTest>, path: Path, report: Report): EventTest {
  try {
    if (typeof text === 'string') return compileCondition(text, selections);
    report(path, `a condition is text, not ${shown(text)}`);
  } catch (error) {
    if (!(error instanceof ConditionFault)) throw error;
    report(path, error.message);
  }
  return () => false;
}
