import { checkRules } from '../analysis/rules/loaded-rules.js';
import type { CheckedRules } from '../analysis/rules/loaded-rules.js';
import { faultText } from '../analysis/rules/rule-faults.js';
import {
  SHIPPED_RULES_DIRECTORY,
  eachOnce,
  ownRuleOptions,
  readRules,
  readRulesAt,
} from '../analysis/rules/rule-files.js';
import { byPlace } from '../analysis/sigma/rule-document.js';
import type { RuleFault } from '../analysis/sigma/rule-document.js';
import { visibleJson } from '../common/visible-text.js';
import { loadProcessSettings } from '../config/load-settings.js';
import { UsageError, parsedArguments } from './file-arguments.js';

/**
 * `rules check [--json] [--fields FILE] [--skip-unsupported] [DIR|FILE…]`: all that is wrong with rules, or a word that
 * nothing is. They are checked as the service would load them from `RULES_DIR`: beside the shipped ones, unless
 * `SHIPPED_RULES` leaves those out.
 */
export async function rules(args: readonly string[]): Promise<number> {
  const { files, values } = parsedArguments(args, {
    json: { type: 'boolean' },
    fields: { type: 'string' },
    'skip-unsupported': { type: 'boolean' },
  });
  const [action, ...paths] = files;
  if (action !== 'check')
    throw new UsageError(action === undefined ? 'Say what to do: rules check.' : `There is no 'rules ${action}'.`);
  const { json = false, fields, 'skip-unsupported': skips } = values;
  const checked = check(paths, { fields, skips });
  const lines = json ? jsonLines(checked) : textLines(checked);
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return checked.faults.length === 0 ? 0 : 1;
}

interface RuleArguments {
  readonly fields: string | undefined;
  readonly skips: boolean | undefined;
}

function check(paths: readonly string[], { fields, skips }: RuleArguments): CheckedRules {
  const settings = loadProcessSettings('command');
  const own = paths.length > 0 ? paths : settings.RULES_DIR;
  if (own.length === 0 && !settings.SHIPPED_RULES) throw new UsageError('Name a directory or a file of rules.');
  const options = ownRuleOptions({
    RULES_FIELDS: fields ?? settings.RULES_FIELDS,
    RULES_SKIP_UNSUPPORTED: skips ?? settings.RULES_SKIP_UNSUPPORTED,
  });
  const unread: RuleFault[] = [];
  const files = eachOnce([
    ...(settings.SHIPPED_RULES ? readRules([SHIPPED_RULES_DIRECTORY]) : []),
    ...readRulesAt(own, options, unread),
  ]);
  const checked = checkRules(files);
  if (unread.length === 0) return checked;
  return { ...checked, rules: [], warnings: [], skipped: [], faults: [...unread, ...checked.faults].sort(byPlace) };
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
  if (faults.length > 0) return `${faults.length} faults: none of the rules would be loaded.`;
  const raising = found.filter(({ raisesAlerts }) => raisesAlerts).length;
  const leftOut = skipped.length === 0 ? '' : `, ${skipped.length} reasons to leave rules out`;
  return `No faults, ${warnings.length} warnings${leftOut}: ${found.length} rules, of which ${raising} raise alerts.`;
}
