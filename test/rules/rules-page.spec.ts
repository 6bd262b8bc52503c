import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRules } from '../../src/analysis/rules/rule-files.js';
import type { RuleFault } from '../../src/analysis/sigma/rule-document.js';
import { readRuleTests, runRuleTest } from '../../src/commands/rule-tests.js';
import { compileText } from '../factories/sigma-rules.js';
import { rulesPage } from './rules-page.js';
import { WRITING } from './rules-page-text.js';

const PAGE = join(__dirname, '..', '..', 'docs', 'rules.md');

it('docs/rules.md lists every field, modifier, correlation and shipped rule as the code has them', () => {
  if (process.env['WRITE_FIXTURES'] !== undefined) writeFileSync(PAGE, rulesPage());
  expect(readFileSync(PAGE, 'utf8')).toBe(rulesPage());
});

it('the example of docs/rules.md is a rule', () => {
  const [, example = ''] = /```yaml\n([^`]*)```/.exec(WRITING)!;
  expect(compileText(example)).toMatchObject({ faults: [], rules: [{ raisesAlerts: false }, { raisesAlerts: true }] });
});

it('the tests of the example pass', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rules-page-'));
  try {
    const [rules = '', tests = ''] = [...WRITING.matchAll(/```yaml\n([^`]*)```/g)].map(([, text]) => text);
    writeFileSync(join(folder, 'honey.yml'), rules);
    writeFileSync(join(folder, 'honey.test.yml'), tests);
    const faults: RuleFault[] = [];
    const found = readRuleTests(join(folder, 'honey.test.yml'), faults);
    expect([faults, found.length]).toEqual([[], 2]);
    for (const test of found) {
      const result = await runRuleTest(test, readRules([folder]), new Set(['honey_accounts']));
      expect(result).toMatchObject({ missing: [], unexpected: [], failure: null });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
