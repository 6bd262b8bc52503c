import { basename } from 'node:path';
import { checkRules } from '../analysis/rules/loaded-rules.js';
import type { CheckedRules } from '../analysis/rules/loaded-rules.js';
import { faultText } from '../analysis/rules/rule-faults.js';
import {
  SHIPPED_RULES_DIRECTORY,
  TEST_FILE,
  eachOnce,
  ownRuleOptions,
  readRules,
  readRulesAt,
} from '../analysis/rules/rule-files.js';
import type { RuleFile } from '../analysis/rules/rule-files.js';
import { byPlace } from '../analysis/sigma/rule-document.js';
import type { RuleFault } from '../analysis/sigma/rule-document.js';
import { visibleJson } from '../common/visible-text.js';
import { loadProcessSettings } from '../config/load-settings.js';
import { UsageError } from './usage.js';

interface RuleArguments {
  readonly fields: string | undefined;
  readonly skips: boolean | undefined;
}

/** The rules of a command, and those of the shipped ones that they are used with. */
export interface ReadRules {
  /** Directories and files that are meant. */
  readonly paths: readonly string[];
  readonly own: readonly RuleFile[];
  readonly files: readonly RuleFile[];
  readonly checked: CheckedRules;
}

/** @param named directories and files; none: those of the configuration. @throws UsageError where there are none */
export function rulesAt(named: readonly string[], { fields, skips }: RuleArguments): ReadRules {
  const settings = loadProcessSettings('command');
  const paths = named.length > 0 ? named : settings.RULES_DIR;
  const shipped = settings.SHIPPED_RULES ? readRules([SHIPPED_RULES_DIRECTORY]) : [];
  if (paths.length + shipped.length === 0) throw new UsageError('Name a directory or a file of rules.');
  const options = ownRuleOptions({
    RULES_FIELDS: fields ?? settings.RULES_FIELDS,
    RULES_SKIP_UNSUPPORTED: skips ?? settings.RULES_SKIP_UNSUPPORTED,
  });
  const unread: RuleFault[] = [];
  const own = paths.length > 0 ? readRulesAt(paths, options, unread) : shipped;
  const files = eachOnce([...shipped, ...own]);
  const found = checkRules(files);
  const faults = [...unread, ...found.faults].sort(byPlace);
  const checked = unread.length === 0 ? found : { ...found, rules: [], warnings: [], skipped: [], faults };
  return { paths: paths.length > 0 ? paths : [SHIPPED_RULES_DIRECTORY], own, files, checked };
}

/** What a check has found, as it is printed. */
export function checkLines(checked: CheckedRules, json: boolean): string[] {
  return json ? jsonLines(checked) : textLines(checked);
}

/** One object for each fault, each warning, and each rule that is left out; nothing where there are none. */
function jsonLines({ faults, warnings, skipped }: CheckedRules): string[] {
  return [
    ...faults.map((fault) => visibleJson({ kind: 'fault', ...fault })),
    ...skipped.map((fault) => visibleJson({ kind: 'left_out', ...fault })),
    ...warnings.map((warning) => visibleJson({ kind: 'warning', ...warning })),
  ];
}

function textLines(checked: CheckedRules): string[] {
  const { faults, warnings, skipped } = checked;
  return [
    ...faults.map((fault) => faultText(fault)),
    ...skipped.map((fault) => faultText(fault, 'left out: ')),
    ...warnings.map((warning) => faultText(warning, 'warning: ')),
    summary(checked),
  ];
}

function summary({ rules: found, faults, warnings, skipped }: CheckedRules): string {
  if (faults.length > 0 && faults.every(({ file }) => TEST_FILE.test(basename(file))))
    return `Faults in tests: ${faults.length}; none was run.`;
  if (faults.length > 0) return `Faults: ${faults.length}; none of the rules would be loaded.`;
  const raising = found.filter(({ raisesAlerts }) => raisesAlerts).length;
  const leftOut = skipped.length === 0 ? ':' : `, reasons to leave rules out: ${skipped.length};`;
  return `No faults, ${warnings.length} warnings${leftOut} ${found.length} rules, of which ${raising} raise alerts.`;
}

export function printLines(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}
