import { resolve } from 'node:path';
import type { AlertDto } from '../alerts/alert.dto.js';
import { nearestHint, shown } from '../analysis/sigma/rule-document.js';
import type { RuleFault } from '../analysis/sigma/rule-document.js';
import { faultText } from '../analysis/rules/rule-faults.js';
import { visibleJson, visibleText } from '../common/visible-text.js';
import { isPassed, readRuleTests, runRuleTest, testFilesAt } from './rule-tests.js';
import type { RuleTest, RuleTestResult } from './rule-tests.js';
import { checkLines, printLines } from './read-rules.js';
import type { ReadRules } from './read-rules.js';

/** Runs the tests beside rules, and tells of each as soon as it has run. @returns the exit code */
export async function testRules({ paths, own, files, checked }: ReadRules, json: boolean): Promise<number> {
  const faults = [...checked.faults];
  const tests = testFilesAt(paths).flatMap((path) => readRuleTests(path, faults));
  faults.push(...tests.flatMap((each) => unknownRules(each, new Set(checked.rules.map(({ name }) => name)))));
  if (faults.length > 0) {
    printLines(checkLines({ ...checked, faults }, json));
    return 1;
  }
  if (!json) printLines(checked.skipped.map((fault) => faultText(fault, 'left out: ')));
  const ownFiles = new Set(own.map(({ file }) => resolve(file)));
  const tested = checked.rules.filter(({ id }) => ownFiles.has(resolve(checked.sources.get(id)!.file)));
  const names = new Set(tested.map(({ name }) => name));
  let failed = 0;
  for (const each of tests) {
    const result = await runRuleTest(each, files, names);
    if (!isPassed(result)) failed++;
    printLines(json ? [resultJson(result)] : resultLines(result));
  }
  const expected = new Set(tests.flatMap(({ alerts }) => alerts.map((alert) => alert['rule'])));
  const untested = tested
    .filter(({ name, raisesAlerts }) => raisesAlerts && !expected.has(name))
    .map(({ name }) => name);
  if (!json) {
    if (untested.length > 0) printLines([`No test expects an alert of ${untested.join(', ')}.`]);
    printLines([`${tests.length - failed} of ${tests.length} tests passed.`]);
  }
  if (tests.length === 0)
    throw new Error('There are no tests: they stand beside the rules, in files called NAME.test.yml.');
  return failed === 0 ? 0 : 1;
}

/** A test that waits for alerts of a rule that is not there would pass where it must not. */
function unknownRules({ file, line, rules, alerts }: RuleTest, known: ReadonlySet<string>): RuleFault[] {
  const named = [...(rules ?? []), ...alerts.map(({ rule }) => rule).filter((rule) => typeof rule === 'string')];
  const strangers = [...new Set(named)].filter((name) => !known.has(name));
  return strangers.map((name) => ({
    file,
    line,
    reason: `there is no rule ${shown(name)}${nearestHint(name, known)}`,
  }));
}

function resultJson(result: RuleTestResult): string {
  const { missing, unexpected, failure, hints } = result;
  const { file, line, name } = result.test;
  return visibleJson({ file, line, name, passed: isPassed(result), missing, unexpected, failure, hints });
}

function resultLines(result: RuleTestResult): string[] {
  const { file, line, name } = result.test;
  const { missing, unexpected, failure, hints } = result;
  if (isPassed(result)) return [visibleText(`passed  ${name}`, 300)];
  return [
    visibleText(`FAILED  ${file}:${line}: ${name}`, 1000),
    ...missing.map((alert) => `  missing: ${visibleText(JSON.stringify(alert), 1000)}`),
    ...unexpected.map((alert) => `  not expected: ${visibleText(JSON.stringify(mainFields(alert)), 1000)}`),
    ...(failure === null ? [] : [`  the log cannot be read: ${visibleText(failure, 500)}`]),
    ...hints.map((hint) => `  ${hint}`),
  ];
}

/** Of an alert that a test does not expect, what it could say of it. */
function mainFields(alert: AlertDto): Partial<AlertDto> {
  const { rule, group_by, first_seen, fired_at, last_seen, attempts, severity, outcome } = alert;
  return { rule, group_by, first_seen, fired_at, last_seen, attempts, severity, outcome };
}
