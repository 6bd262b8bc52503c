import type { DetectionRule, RuleDescription } from '../detection/detection-rule.js';
import { OTHER_LOG_TYPE, serviceName } from '../../logs/programs/registry.js';
import type { LogSourceLines } from '../../logs/programs/registry.js';
import { compileCorrelation } from './correlation.js';
import type { Reference } from './correlation.js';
import { compileDetection } from './detection.js';
import { allOf } from './event-test.js';
import type { EventTest } from './event-test.js';
import { checkAttributes, describeRule, linesFor, ruleIdOf } from './rule-attributes.js';
import { byPlace, canonicalJson, isMap, nearestHint, shown } from './rule-document.js';
import type { Report, RuleDocument, RuleFault, YamlMap } from './rule-document.js';
import { OTHER_PARTS, refusal } from './support.js';

/** What became of a document: a rule, or what is wrong with it. */
export interface CompiledDocument {
  /** Null where it, or a rule that it refers to, has faults. */
  readonly rule: DetectionRule | null;
  /** By line. None where only a rule that it refers to has some. */
  readonly faults: readonly RuleFault[];
}

/** Rules in the order of their documents, or all that is wrong with them, by file and line: one of the two is empty. */
export interface CompiledRules {
  readonly rules: readonly DetectionRule[];
  readonly faults: readonly RuleFault[];
  /** What became of each, in their order. */
  readonly documents: readonly CompiledDocument[];
}

/**
 * Makes detection rules of the documents of Sigma files: detection rules and correlations, in any order.
 *
 * @param hash a digest of a text, in hexadecimal digits; its beginning becomes the version of a rule
 */
export function compileRules(documents: readonly RuleDocument[], hash: (text: string) => string): CompiledRules {
  const found = new Map(documents.map((document): [RuleDocument, RuleFault[]] => [document, []]));
  const report = (document: RuleDocument): Report => {
    return (path, reason) => {
      found.get(document)!.push({ file: document.file, line: document.locate(path), reason });
    };
  };
  const sources = documents.flatMap((document): SourceRule[] => {
    const { content } = document;
    const fault = notARule(content);
    if (fault !== null) report(document)(fault.path, fault.reason);
    return fault === null ? [{ document, content: content as SourceRule['content'] }] : [];
  });
  reportDuplicates(sources, ['id', 'name'], report);
  // Alerts know these by their title.
  const untold = sources.filter(
    ({ content }) => !['id', 'name'].some((attribute) => Object.hasOwn(content, attribute)),
  );
  reportDuplicates(untold, ['title'], report);
  const compiler = new RuleCompiler(sources, hash, (source) => report(source.document));
  const compiled = new Map(sources.map((source) => [source.document, compiler.compile(source)]));
  const results = documents.map((document): CompiledDocument => {
    const faults = found.get(document)!.sort(byPlace);
    return { rule: faults.length > 0 ? null : (compiled.get(document) ?? null), faults };
  });
  const faults = results.flatMap((each) => each.faults).sort(byPlace);
  const rules = faults.length > 0 ? [] : results.flatMap(({ rule }) => (rule === null ? [] : [rule]));
  return { rules, faults, documents: results };
}

/** Why a document is no rule that could be compiled; null where it is one. */
function notARule(content: unknown): { readonly path: string[]; readonly reason: string } | null {
  if (!isMap(content)) return { path: [], reason: 'a rule is a map of attributes' };
  if (Object.hasOwn(content, 'filter')) return { path: ['filter'], reason: refusal('filter', OTHER_PARTS.filter) };
  if (Object.hasOwn(content, 'action')) return { path: ['action'], reason: refusal('action', OTHER_PARTS.action) };
  const [detects, correlates] = ['detection', 'correlation'].map((name) => Object.hasOwn(content, name));
  if (detects && correlates)
    return { path: ['correlation'], reason: 'a rule has a detection or a correlation, not both: make two documents' };
  return detects || correlates
    ? null
    : { path: [], reason: 'a rule has a detection or a correlation; this has neither' };
}

const VERSION_LENGTH = 12;
const MAX_NESTED = 10;
const TOO_DEEP = `correlations are nested more than ${MAX_NESTED} deep`;

/** Compiles each rule once, those that a correlation refers to before it. */
class RuleCompiler {
  private readonly index: RuleIndex;
  /** Null for a rule that has faults. */
  private readonly compiled = new Map<SourceRule, DetectionRule | null>();
  /** How many correlations stand on each other in a correlation, itself included. */
  private readonly levels = new Map<DetectionRule, number>();
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
    checkAttributes(source.content, report);
    const rule = Object.hasOwn(source.content, 'detection')
      ? this.buildEventRule(source, raisesAlerts, report)
      : this.buildCorrelation(source, raisesAlerts, report);
    return sound ? rule : null;
  }

  private buildEventRule({ content }: SourceRule, raisesAlerts: boolean, report: Report): DetectionRule {
    const { logTypes, otherPrograms } = linesFor(content['logsource'], report) ?? NO_LINES;
    const detection = compileDetection(content['detection'], report);
    const matches = otherPrograms === null ? detection : allOf([ofOtherPrograms(otherPrograms), detection]);
    return { ...this.describe(content, [], raisesAlerts), kind: 'event', logTypes, matches };
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
    const rule = { ...this.describe(content, found, raisesAlerts), ...compiled };
    this.levels.set(rule, 1 + Math.max(...compiled.rules.map((each) => this.levels.get(each) ?? 0)));
    return rule;
  }

  private describe(content: YamlMap, found: readonly Reference[], raisesAlerts: boolean): RuleDescription {
    return describeRule(content, ruleIdOf(content, this.hash), this.version(content, found), raisesAlerts);
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
    else if (this.open.length > MAX_NESTED) note(TOO_DEEP);
    else return this.shallow(this.compile(target), note);
    return null;
  }

  /** Refuses what is nested too deep in whatever order the rules stand. */
  private shallow(rule: DetectionRule | null, note: (reason: string) => void): DetectionRule | null {
    if (rule === null || (this.levels.get(rule) ?? 0) < MAX_NESTED) return rule;
    note(TOO_DEEP);
    return null;
  }

  private version(content: unknown, found: readonly Reference[]): string {
    const text = [canonicalJson(content), ...found.map(({ rule }) => rule.version)].join('\n');
    return this.hash(text).slice(0, VERSION_LENGTH);
  }
}

const NO_LINES: LogSourceLines = { logTypes: new Set(), otherPrograms: null };

/** A line of a program that is not understood may be of another program than the log source names. */
function ofOtherPrograms(names: ReadonlySet<string>): EventTest {
  return (event) => event.logType !== OTHER_LOG_TYPE || names.has(serviceName(event.program));
}

/** A document that is a rule, and where it stands. */
interface SourceRule {
  readonly document: RuleDocument;
  readonly content: YamlMap;
}

/** Every rule by the names that correlations may use for it: its id and its name. */
class RuleIndex {
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
function references({ content }: SourceRule): string[] {
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

/** Reports every value of the attributes that an earlier rule has already. */
function reportDuplicates(
  rules: readonly SourceRule[],
  attributes: readonly string[],
  report: (document: RuleDocument) => Report,
): void {
  for (const attribute of attributes) {
    const first = new Map<string, RuleDocument>();
    for (const { document, content } of rules) {
      const value = content[attribute];
      if (typeof value !== 'string') continue;
      const earlier = first.get(value.toLowerCase());
      if (earlier === undefined) {
        first.set(value.toLowerCase(), document);
        continue;
      }
      const place = `${earlier.file}:${earlier.locate([attribute])}`;
      report(document)([attribute], `the ${attribute} ${shown(value)} is that of another rule already (${place})`);
    }
  }
}
