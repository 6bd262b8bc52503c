import type { DetectionRule } from '../detection/detection-rule.js';
import { canonicalJson } from './canonical-json.js';
import { compileCorrelation } from './correlation.js';
import { checkAttributes, describeRule } from './description.js';
import { compileDetection } from './detection.js';
import type { Reference } from './group-by.js';
import { logTypesFor } from './log-source.js';
import { nearestHint } from './nearest-name.js';
import { isMap, shown } from './rule-document.js';
import type { Report } from './rule-document.js';
import { RuleIndex, references } from './rule-index.js';
import type { SourceRule } from './rule-index.js';

const VERSION_LENGTH = 12;
const MOST_NESTED = 10;

/** Compiles each rule once, those that a correlation refers to before it. */
export class RuleCompiler {
  private readonly index: RuleIndex;
  /** Null for a rule that has faults. */
  private readonly compiled = new Map<SourceRule, DetectionRule | null>();
  /** The correlations that are being compiled, outermost first. */
  private readonly open: SourceRule[] = [];

  constructor(
    sources: readonly SourceRule[],
    private readonly hash: (text: string) => string,
    private readonly reportFor: (source: SourceRule) => Report,
  ) {
    this.index = new RuleIndex(sources);
  }

  /** The rule, or null where it, or a rule that it refers to, has a fault; the fault is reported once. */
  compile(source: SourceRule): DetectionRule | null {
    const known = this.compiled.get(source);
    if (known !== undefined) return known;
    this.open.push(source);
    const rule = this.build(source);
    this.open.pop();
    this.compiled.set(source, rule);
    return rule;
  }

  private build(source: SourceRule): DetectionRule | null {
    let sound = true;
    const report: Report = (path, reason) => {
      sound = false;
      this.reportFor(source)(path, reason);
    };
    const raisesAlerts = this.index.raisesAlerts(source);
    checkAttributes(source.content, raisesAlerts, report);
    const rule = Object.hasOwn(source.content, 'detection')
      ? this.buildEventRule(source, raisesAlerts, report)
      : this.buildCorrelation(source, raisesAlerts, report);
    return sound ? rule : null;
  }

  private buildEventRule({ content }: SourceRule, raisesAlerts: boolean, report: Report): DetectionRule {
    const logTypes = logTypesFor(content['logsource'], report) ?? new Set();
    const matches = compileDetection(content['detection'], report);
    return { ...describeRule(content, this.version(content, []), raisesAlerts), kind: 'event', logTypes, matches };
  }

  private buildCorrelation(source: SourceRule, raisesAlerts: boolean, report: Report): DetectionRule | null {
    const { content } = source;
    const { correlation } = content;
    if (!isMap(correlation)) {
      report(['correlation'], 'correlation is a map');
      return null;
    }
    const found = this.resolve(source, correlation['rules'], report);
    const compiled = compileCorrelation(correlation, found, report);
    if (found === null || compiled === null) return null;
    const version = this.version(content, found);
    return { ...describeRule(content, version, raisesAlerts), ...compiled };
  }

  /** The rules that a correlation refers to, in its order; null where one of them is missing or has faults. */
  private resolve(source: SourceRule, rules: unknown, report: Report): Reference[] | null {
    const path = ['correlation', 'rules'];
    const texts = references(source);
    if (texts.length === 0 || (Array.isArray(rules) && rules.length !== texts.length)) {
      report(path, `rules is a list of ids or names of rules, not ${shown(rules)}`);
      return null;
    }
    const found = texts.map((text, at) => this.follow(text, (reason) => report([...path, at], reason)));
    if (new Set(found).size < found.length && !found.includes(null)) report(path, 'rules lists a rule twice');
    return found.includes(null) ? null : found.map((rule, at) => ({ text: texts[at]!, rule: rule! }));
  }

  private follow(text: string, note: (reason: string) => void): DetectionRule | null {
    const target = this.index.find(text);
    if (target === undefined) {
      note(`there is no rule ${shown(text)}${nearestHint(text, this.index.names())}`);
      return null;
    }
    if (this.open.includes(target))
      note(`the rule ${shown(text)} refers back to this one: correlations must not form a circle`);
    else if (this.open.length > MOST_NESTED) note(`correlations are nested more than ${MOST_NESTED} deep`);
    else return this.compile(target);
    return null;
  }

  private version(content: unknown, found: readonly Reference[]): string {
    const text = [canonicalJson(content), ...found.map(({ rule }) => rule.version)].join('\n');
    return this.hash(text).slice(0, VERSION_LENGTH);
  }
}
