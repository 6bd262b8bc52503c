import { createHash } from 'node:crypto';
import type { DetectionRule } from '../detection/detection-rule.js';
import type { FieldMapping } from '../sigma/field-mapping.js';
import { withMappedFields } from '../sigma/field-mapping.js';
import { adviceOn } from '../sigma/rule-advice.js';
import { withinRegexBudget } from '../sigma/regex.js';
import { compileRules } from '../sigma/rule-compiler.js';
import type { CompiledDocument } from '../sigma/rule-compiler.js';
import { byPlace, shown } from '../sigma/rule-document.js';
import type { RuleFault } from '../sigma/rule-document.js';
import { parseRuleFile } from './rule-files.js';
import type { ParsedDocument, RuleFile } from './rule-files.js';
import { RulesInvalidError } from './rule-faults.js';
import { MAX_RULES_OF_EVENT, oneRuleTooMany } from './rule-load.js';
import type { OneRuleTooMany } from './rule-load.js';

/** Where a rule comes from, as its author wrote it. */
export interface RuleSource {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The YAML document. */
  readonly text: string;
}

/** Rules that can be used. */
export interface LoadedRules {
  /** In the order of the files, then of each file. */
  readonly rules: readonly DetectionRule[];
  /** By the id of the rule. */
  readonly sources: ReadonlyMap<string, RuleSource>;
  /** What is hardly meant as it stands, by file and line. */
  readonly warnings: readonly RuleFault[];
  /** Why rules were left out that may be. */
  readonly skipped: readonly RuleFault[];
}

/** What a check of rules has found. */
export interface CheckedRules extends LoadedRules {
  /** Why they cannot be used, by file and line; then there are no rules, and nothing else is said. */
  readonly faults: readonly RuleFault[];
}

/** What was loaded last in this thread: its rules hold no state, so that whoever loads the same files shares them. */
let last: { readonly files: string; readonly loaded: LoadedRules } | null = null;

/**
 * Makes Sigma rules of rule files.
 *
 * @throws RulesInvalidError listing every fault of every file
 */
export function loadRules(files: readonly RuleFile[]): LoadedRules {
  const key = JSON.stringify(files);
  if (last?.files === key) return last.loaded;
  const { faults, ...loaded } = checkRules(files);
  if (faults.length > 0) throw new RulesInvalidError(faults);
  last = { files: key, loaded };
  return loaded;
}

/** Checks rules together, as the service would load them: all that is wrong at once. */
export function checkRules(files: readonly RuleFile[]): CheckedRules {
  const read = files.map((file) => {
    const unread: RuleFault[] = [];
    return { file, unread, documents: documentsOf(file, unread) };
  });
  const taken = read.flatMap(({ file, documents }) => documents.map((document) => ({ file, document })));
  const compiled = compileRules(
    taken.map(({ document }) => document),
    sha256,
  );
  const results = taken.map((each, at) => ({ ...each, ...compiled.documents[at]! }));
  const faultsOf = (isSkipped: boolean): RuleFault[] =>
    [
      ...read.flatMap(({ file, unread }) => (isSkipping(file) === isSkipped ? unread : [])),
      ...results.flatMap((each) => (isSkipping(each.file) === isSkipped ? reasonsOf(each) : [])),
    ].sort(byPlace);
  const faults = faultsOf(false);
  if (faults.length > 0) return { ...NO_RULES, faults };
  const usable = results.flatMap(({ rule, document }) => (rule === null ? [] : [{ rule, document }]));
  const rules = usable.map(({ rule }) => rule);
  const excess = oneRuleTooMany(rules);
  if (excess !== null) {
    const { document } = usable.find(({ rule }) => rule === excess.rule)!;
    return { ...NO_RULES, faults: [{ file: document.file, line: document.locate([]), reason: excessReason(excess) }] };
  }
  return {
    rules,
    sources: new Map(usable.map(({ rule, document }) => [rule.id, sourceOf(document)])),
    warnings: adviceOn(
      usable.map(({ document }) => document),
      rules,
    ),
    skipped: faultsOf(true),
    faults,
  };
}

/** Of rules that cannot be used. */
export const NO_RULES: CheckedRules = { rules: [], sources: new Map(), warnings: [], skipped: [], faults: [] };

/** The file that a text stands in for. */
const TEXT = 'text';

/**
 * Checks a text of rules beside the files that are in use. What those say of rules with the same id or name is as if it were
 * not there.
 *
 * @param fields what the fields of the text are called here
 * @returns what is said of the text alone
 */
export function checkText(text: string, inUse: readonly RuleFile[], fields: FieldMapping | undefined): CheckedRules {
  const file: RuleFile = { file: TEXT, text, ...(fields === undefined ? {} : { fields }) };
  const alone = withinRegexBudget(() => checkRules([file]));
  if (alone.isOver) return saidOfText(alone.result);
  const names = new Set(documentsOf(file, []).flatMap(namesOf));
  const others = inUse.flatMap((each) =>
    documentsOf(each, [])
      .filter((document) => !namesOf(document).some((name) => names.has(name)))
      .map((document): RuleFile => ({ ...each, text: document.text, skipsUnsupported: true })),
  );
  return saidOfText(checkRules([...others, file]));
}

function saidOfText({ rules, sources, warnings, skipped, faults }: CheckedRules): CheckedRules {
  const own = rules.filter(({ id }) => isOfText(sources.get(id)!));
  return {
    rules: own,
    sources,
    warnings: warnings.filter(isOfText),
    skipped: skipped.filter(isOfText),
    faults: faults.filter(isOfText),
  };
}

function isOfText({ file }: { readonly file: string }): boolean {
  return file === TEXT;
}

function namesOf({ content }: ParsedDocument): string[] {
  const { id, name } = Object(content) as Record<string, unknown>;
  return [id, name].flatMap((each) => (typeof each === 'string' ? [each.toLowerCase()] : []));
}

function excessReason({ count, example }: OneRuleTooMany): string {
  return `more than ${MAX_RULES_OF_EVENT} rules, this one included, raise alerts about one line (${count} about ${shown(example)}): leave some out, or count their events by one correlation`;
}

function documentsOf(file: RuleFile, faults: RuleFault[]): ParsedDocument[] {
  const { fields } = file;
  const documents = parseRuleFile(file, faults);
  return fields === undefined ? documents : documents.map((document) => withMappedFields(document, fields));
}

function isSkipping({ skipsUnsupported }: RuleFile): boolean {
  return skipsUnsupported === true;
}

interface Result extends CompiledDocument {
  readonly file: RuleFile;
  readonly document: ParsedDocument;
}

/** Why a document became no rule: where that is only because of another one, that is said of those that are left out. */
function reasonsOf({ file, document, rule, faults }: Result): readonly RuleFault[] {
  if (rule !== null || faults.length > 0 || !isSkipping(file)) return faults;
  const reason = 'a rule that it refers to cannot be used';
  return [{ file: document.file, line: document.locate(['correlation', 'rules']), reason }];
}

function sourceOf({ file, text, locate }: ParsedDocument): RuleSource {
  return { file, line: locate([]), text };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
