import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { WRITES_FIXTURES } from '../parsing/golden.js';
import { readRuleTests, runRuleTest, testFilesAt } from '../../src/commands/rule-tests.js';
import type { RuleTest } from '../../src/commands/rule-tests.js';
import type { RuleFault } from '../../src/analysis/sigma/rule-document.js';
import { RULES, SHIPPED, SHIPPED_FILES, SHIPPED_NAMES, goldenLogs, logPath, writeRuleTests } from './golden-alerts.js';
import { goldenCases } from './golden-cases.js';

const CASES = goldenCases();
if (WRITES_FIXTURES) for (const { name, lines } of CASES) writeFileSync(logPath(name), textOf(lines));

const FAULTS: RuleFault[] = [];
const TESTS = testFilesAt([RULES]).flatMap((path) => readRuleTests(path, FAULTS));

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

if (WRITES_FIXTURES) it('writes the tests of the shipped rules', writeRuleTests);

(WRITES_FIXTURES ? describe.skip : describe)('the tests of the shipped rules', () => {
  it.each(TESTS)('$name', async (test) => {
    const { missing, unexpected, failure } = await runRuleTest(test, SHIPPED_FILES, SHIPPED_NAMES);
    expect({ missing, unexpected, failure }).toEqual({ missing: [], unexpected: [], failure: null });
  });

  it.each(CASES)('$name is what its function writes', ({ name, lines }) => {
    expect(readFileSync(logPath(name), 'utf8')).toBe(textOf(lines));
  });

  it('are one for each log, which says by its name whether its rule fires', () => {
    expect(FAULTS).toEqual([]);
    const shown = TESTS.map((test) => [logOf(test), test.alerts.map(({ rule }) => rule)] as const);
    expect(shown.map(([log]) => log).sort()).toEqual(
      goldenLogs()
        .map(({ name }) => `${name}.log`)
        .sort(),
    );
    const raised = new Map(shown);
    for (const { name, rule, fires } of goldenLogs()) {
      expect([name, raised.get(`${name}.log`)!.includes(rule)]).toEqual([name, fires]);
    }
  });

  it('show of every rule that raises alerts when it does, and when it does not', () => {
    const raising = SHIPPED.rules.flatMap(({ name, raisesAlerts }) => (raisesAlerts ? [name] : [])).sort();
    expect(rulesThat(true)).toEqual(raising);
    expect(rulesThat(false)).toEqual(raising);
  });
});

function logOf({ log }: RuleTest): string {
  return 'path' in log ? basename(log.path) : '';
}

/** The rules of which a log shows that they fire, or that they do not. */
function rulesThat(fires: boolean): string[] {
  return [...new Set(goldenLogs().flatMap((log) => (log.fires === fires ? [log.rule] : [])))].sort();
}
