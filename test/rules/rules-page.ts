import { join } from 'node:path';
import { EVENT_FIELDS } from '../../src/analysis/sigma/event-fields.js';
import { LOG_SOURCES } from '../../src/logs/programs/registry.js';
import { MAX_STATES, MAX_TEXT } from '../../src/analysis/sigma/regex.js';
import { CORRELATIONS, MODIFIERS, OTHER_PARTS } from '../../src/analysis/sigma/support.js';
import type { Support } from '../../src/analysis/sigma/support.js';
import { MAX_DAYS } from '../../src/analysis/sigma/correlation.js';
import { loadRules } from '../../src/analysis/rules/loaded-rules.js';
import { readRules } from '../../src/analysis/rules/rule-files.js';
import { LIMITS, WRITING } from './rules-page-text.js';

/** The text of `docs/rules.md`. */
export function rulesPage(): string {
  return `${[
    WRITING,
    '## Fields',
    'What a selection, `group-by` and `field` can name. A field that the line does not tell is null.',
    table(
      ['field', 'type', 'meaning'],
      [...EVENT_FIELDS.values()].map(({ name, type, meaning }) => [code(name), type, meaning]),
    ),
    'The values of `log_type` are listed in [log-forms.md](log-forms.md#log_type).',
    '## What of Sigma is supported',
    'Specification 2.1.0. What is not supported is refused when the rules are loaded, with file, line and reason. Every feature is ' +
      'tried by the tests, with the result: [sigma-support.md](sigma-support.md).',
    '### Modifiers',
    supportTable('modifier', MODIFIERS),
    '### Correlations',
    supportTable('type', CORRELATIONS),
    '### Other parts',
    supportTable('part', OTHER_PARTS),
    '### logsource',
    table(
      ['attribute', 'values'],
      Object.entries(LOG_SOURCES).map(([name, values]) => [code(name), values.map(code).join(', ')]),
    ),
    LIMITS({ days: MAX_DAYS, states: MAX_STATES, text: MAX_TEXT }),
    '## The shipped rules',
    table(['name', 'level', 'raises alerts', 'what it finds'], shippedRows()),
  ].join('\n\n')}\n`;
}

function shippedRows(): string[][] {
  const { rules } = loadRules(readRules([join(__dirname, '..', '..', 'rules')]));
  return rules.map(({ name, level, raisesAlerts, description }) => [
    code(name),
    level,
    raisesAlerts ? 'yes' : 'no',
    description,
  ]);
}

function supportTable(what: string, support: Readonly<Record<string, Support>>): string {
  const rows = Object.entries(support).map(([name, each]) =>
    each.supported ? [code(name), 'yes', each.meaning] : [code(name), 'refused', each.reason],
  );
  return table([what, 'supported', 'meaning, or why not'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(escape).join(' | ')} |`).join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}

function escape(text: string): string {
  return text.replaceAll('|', '\\|');
}
