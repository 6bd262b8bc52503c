import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
