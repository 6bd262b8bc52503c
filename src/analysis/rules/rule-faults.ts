import { MisconfiguredError } from '../../common/misconfigured-error.js';
import { visibleText } from '../../common/visible-text.js';
import type { RuleFault } from '../sigma/rule-document.js';

const MAX_CHARACTERS = 1000;

/** The rule files cannot be used. Nothing of them is: a rule that is silently missing would be a blind spot. */
export class RulesInvalidError extends MisconfiguredError {
  readonly code = 'RULES_INVALID';

  constructor(readonly faults: readonly RuleFault[]) {
    super(`The detection rules are not valid:\n${faults.map((fault) => `  - ${faultText(fault)}`).join('\n')}`);
  }
}

/** One line, such as `rules/brute_force.yml:12: unknown field "user"; did you mean "username"?`. */
export function faultText({ file, line, reason }: RuleFault, word = ''): string {
  return visibleText(`${file}:${line}: ${word}${reason}`, MAX_CHARACTERS);
}
