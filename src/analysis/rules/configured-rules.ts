import { fileURLToPath } from 'node:url';
import type { Settings } from '../../config/settings.schema.js';
import { readRules } from './load-rule-files.js';
import type { RuleFile } from './rule-file.js';

/** Injection token of the rule files that the service starts with. */
export const RULE_FILES = Symbol('RuleFiles');

/** The rules that come with the service. */
const SHIPPED_RULES_DIRECTORY = fileURLToPath(new URL('../../../rules', import.meta.url));

/**
 * The rule files that the configuration names.
 *
 * @throws RulesInvalidError where one cannot be read
 */
export function configuredRuleFiles({ SHIPPED_RULES, RULES_DIR }: RuleSettings): RuleFile[] {
  return readRules([...(SHIPPED_RULES ? [SHIPPED_RULES_DIRECTORY] : []), ...RULES_DIR]);
}

type RuleSettings = Pick<Settings, 'SHIPPED_RULES' | 'RULES_DIR'>;
