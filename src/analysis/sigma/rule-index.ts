import { isMap } from './rule-document.js';
import type { RuleDocument, YamlMap } from './rule-document.js';

/** A document that is a rule, and where it stands. */
export interface SourceRule {
  readonly document: RuleDocument;
  readonly content: YamlMap;
}

/** Every rule by the names that correlations may use for it: its id and its name. */
export class RuleIndex {
  private readonly byReference = new Map<string, SourceRule>();
  private readonly referrers = new Map<SourceRule, SourceRule[]>();

  constructor(rules: readonly SourceRule[]) {
    for (const rule of rules)
      for (const key of keys(rule)) if (!this.byReference.has(key)) this.byReference.set(key, rule);
    for (const rule of rules)
      for (const text of references(rule)) {
        const found = this.find(text);
        if (found !== undefined) this.referrers.set(found, [...(this.referrers.get(found) ?? []), rule]);
      }
  }

  /** The rule with that id or name; the first, where several have it. */
  find(reference: string): SourceRule | undefined {
    return this.byReference.get(reference) ?? this.byReference.get(reference.toLowerCase());
  }

  names(): Iterable<string> {
    return this.byReference.keys();
  }

  /** A rule that only serves correlations raises no alerts, unless one of them asks for it (`generate`). */
  raisesAlerts(rule: SourceRule): boolean {
    const referrers = this.referrers.get(rule) ?? [];
    return referrers.length === 0 || referrers.some(generates);
  }
}

/** The ids and names in `correlation.rules`, as written. */
export function references({ content }: SourceRule): string[] {
  const correlation = content['correlation'];
  const rules = isMap(correlation) ? correlation['rules'] : undefined;
  return (Array.isArray(rules) ? (rules as unknown[]) : [rules]).filter((each) => typeof each === 'string');
}

function keys({ content }: SourceRule): string[] {
  const { id, name } = content;
  return [typeof id === 'string' ? id.toLowerCase() : id, name].filter((each) => typeof each === 'string');
}

function generates({ content }: SourceRule): boolean {
  const correlation = content['correlation'];
  return content['generate'] === true || (isMap(correlation) && correlation['generate'] === true);
}
