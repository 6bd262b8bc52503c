import { checkRules, faultText, ruleDirectories } from '../analysis/rules/rule-files.js';
import type { CheckedRules } from '../analysis/rules/rule-files.js';
import { visibleJson } from '../common/visible-text.js';
import { loadProcessSettings } from '../config/load-settings.js';
import { UsageError, parsedArguments } from './file-arguments.js';

/**
 * `rules check [--json] [DIR|FILE…]`: all that is wrong with rules, or a word that nothing is. They are checked as the
 * service would load them from `RULES_DIR`: beside the shipped ones, unless `SHIPPED_RULES` leaves those out.
 */
export async function rules(args: readonly string[]): Promise<number> {
  const { files, values } = parsedArguments(args, { json: { type: 'boolean' } });
  const [action, ...paths] = files;
  if (action !== 'check')
    throw new UsageError(action === undefined ? 'Say what to do: rules check.' : `There is no 'rules ${action}'.`);
  const { SHIPPED_RULES, RULES_DIR } = loadProcessSettings('command');
  const directories = ruleDirectories({ SHIPPED_RULES, RULES_DIR: paths.length > 0 ? paths : RULES_DIR });
  if (directories.length === 0) throw new UsageError('Name a directory or a file of rules.');
  const checked = checkRules(directories);
  const lines = values.json === true ? jsonLines(checked) : textLines(checked);
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return checked.faults.length === 0 ? 0 : 1;
}

/** One object for each fault and each warning; nothing where there are none. */
function jsonLines({ faults, warnings }: CheckedRules): string[] {
  return [
    ...faults.map((fault) => visibleJson({ kind: 'fault', ...fault })),
    ...warnings.map((warning) => visibleJson({ kind: 'warning', ...warning })),
  ];
}

function textLines(checked: CheckedRules): string[] {
  const { faults, warnings } = checked;
  return [
    ...faults.map((fault) => faultText(fault)),
    ...warnings.map((warning) => faultText(warning, 'warning: ')),
    summary(checked),
  ];
}

function summary({ rules: found, faults, warnings }: CheckedRules): string {
  if (faults.length > 0) return `${faults.length} faults: none of the rules would be loaded.`;
  const raising = found.filter(({ raisesAlerts }) => raisesAlerts).length;
  return `No faults, ${warnings.length} warnings: ${found.length} rules, of which ${raising} raise alerts.`;
}
