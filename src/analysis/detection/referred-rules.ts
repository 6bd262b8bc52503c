import type { DetectionRule } from './detection-rule.js';

/** Rules with those that they refer to, each once: what a review of them needs. */
export function withReferred(rules: readonly DetectionRule[]): DetectionRule[] {
  const all = new Set<DetectionRule>();
  const add = (rule: DetectionRule): void => {
    if (rule.kind === 'correlation') rule.rules.forEach(add);
    all.add(rule);
  };
  rules.forEach(add);
  return [...all];
}

/** How long before an event the windows of a rule, and of those that it counts, may begin; milliseconds. */
export function reachOf(rule: DetectionRule): number {
  return rule.kind === 'event' ? 0 : rule.windowMs + Math.max(0, ...rule.rules.map(reachOf));
}
