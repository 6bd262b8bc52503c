import { shown } from './rule-document.js';
import type { RuleDocument, RuleFault } from './rule-document.js';
import type { SourceRule } from './rule-index.js';

/** A fault for every id and every name that an earlier rule has already. */
export function duplicateFaults(rules: readonly SourceRule[]): RuleFault[] {
  return (['id', 'name'] as const).flatMap((attribute) => {
    const first = new Map<string, RuleDocument>();
    return rules.flatMap(({ document, content }) => {
      const value = content[attribute];
      if (typeof value !== 'string') return [];
      const earlier = first.get(value.toLowerCase());
      if (earlier === undefined) {
        first.set(value.toLowerCase(), document);
        return [];
      }
      const place = `${earlier.file}:${earlier.locate([attribute])}`;
      const reason = `the ${attribute} ${shown(value)} is that of another rule already (${place})`;
      return [{ file: document.file, line: document.locate([attribute]), reason }];
    });
  });
}
