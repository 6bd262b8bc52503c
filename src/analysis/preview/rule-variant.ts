import type { DetectionRule } from '../detection/detection-rule.js';
import { checkText, loadRules } from '../rules/loaded-rules.js';
import type { FieldMapping } from '../sigma/field-mapping.js';
import type { RuleFile } from '../rules/rule-files.js';
import type { RuleFault } from '../sigma/rule-document.js';

/** How a rule would be; JSON-serialisable. */
export interface VariantRequest {
  /** Name or id of the rule; null: the only one of the text that raises alerts. */
  readonly rule: string | null;
  /** YAML documents in place of what is in use; null: the rule in use. */
  readonly text: string | null;
  /** What has to be reached; null: as the rule says. */
  readonly threshold: number | null;
  /** Length of the window, milliseconds; null: as the rule says. */
  readonly windowMs: number | null;
}

/** What the rules in use are made of; JSON-serialisable. */
export interface RulesInUse {
  readonly files: readonly RuleFile[];
  /** What the fields of a text are called here. */
  readonly fields: FieldMapping | undefined;
}

/** Why there is no such rule. */
export type VariantFault =
  | { readonly kind: 'not_found' | 'ambiguous' }
  | { readonly kind: 'text_invalid'; readonly faults: readonly RuleFault[] }
  | { readonly kind: 'unchangeable'; readonly reason: string };

export type Variant = { readonly rule: DetectionRule } | { readonly fault: VariantFault };

/**
 * Compiles a rule as it would be, with the compiler that rules in use have gone through.
 *
 * @param inUse gives the rules in use, where they are compiled already
 */
export function variantOf(
  request: VariantRequest,
  { files, fields }: RulesInUse,
  inUse: () => readonly DetectionRule[] = () => loadRules(files).rules,
): Variant {
  const { text, rule: name } = request;
  const checked = text === null ? { rules: inUse(), faults: [] } : checkText(text, files, fields);
  if (checked.faults.length > 0) return { fault: { kind: 'text_invalid', faults: checked.faults } };
  const raising = checked.rules.filter(({ raisesAlerts }) => raisesAlerts);
  const found =
    name === null ? raising : raising.filter((each) => each.name === name || each.id === name.toLowerCase());
  const [rule, second] = found;
  if (rule === undefined) return { fault: { kind: 'not_found' } };
  if (second !== undefined) return { fault: { kind: 'ambiguous' } };
  return changed(rule, request);
}

function changed(rule: DetectionRule, { threshold, windowMs }: VariantRequest): Variant {
  if (threshold === null && windowMs === null) return { rule };
  if (rule.kind === 'event') return unchangeable('one log entry is enough for it: it has no threshold and no timespan');
  if (threshold !== null && rule.choices !== null) return unchangeable('its condition names rules, not a number');
  if (threshold !== null && rule.type.startsWith('temporal') && threshold > rule.rules.length)
    return unchangeable(`it counts ${rule.rules.length} rules, and cannot reach ${threshold}`);
  return { rule: { ...rule, threshold: threshold ?? rule.threshold, windowMs: windowMs ?? rule.windowMs } };
}

function unchangeable(reason: string): Variant {
  return { fault: { kind: 'unchangeable', reason } };
}
