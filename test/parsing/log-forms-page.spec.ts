import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WRITES_FIXTURES } from './golden.js';
import { logFormsPage } from './log-forms-page.js';

const PAGE = join(__dirname, '..', '..', 'docs', 'log-forms.md');

it('docs/log-forms.md lists every form, prefix and type as the code has them', () => {
  if (WRITES_FIXTURES) writeFileSync(PAGE, logFormsPage());
  expect(readFileSync(PAGE, 'utf8')).toBe(logFormsPage());
});
