import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LineCounter, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Document, Node } from 'yaml';
import { visibleText } from '../../common/visible-text.js';
import type { Settings } from '../../config/settings.schema.js';
import type { DetectionRule } from '../detection/detection-rule.js';
import { adviceOn } from '../sigma/rule-advice.js';
import { compileRules } from '../sigma/rule-compiler.js';
import { byPlace } from '../sigma/rule-document.js';
import type { Path, RuleDocument, RuleFault } from '../sigma/rule-document.js';

const MAX_BYTES = 1_000_000;
const RULE_FILE = /^[^.].*\.ya?ml$/;

/** A file of rules, as it is on disk. */
export interface RuleFile {
  /** Path, as faults name it. */
  readonly file: string;
  readonly text: string;
}

/** Reads the `*.yml` and `*.yaml` files of a directory and those below it, by name; what is hidden is left out. */
export function readRuleFiles(directory: string, faults: RuleFault[]): RuleFile[] {
  try {
    const names = ruleNames(directory, MAX_FOLDERS_DEEP);
    if (names.length === 0) faults.push({ file: directory, line: 1, reason: 'holds no rule files (*.yml, *.yaml)' });
    return names.flatMap((name) => readRuleFile(join(directory, name), faults));
  } catch (error) {
    faults.push({ file: directory, line: 1, reason: `cannot be read: ${(error as Error).message}` });
    return [];
  }
}

const MAX_FOLDERS_DEEP = 8;

/** Paths of rule files, in order: those of a folder before those of the folders in it. */
function ruleNames(directory: string, levels: number): string[] {
  const entries = readdirSync(directory, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const files = entries.filter((entry) => RULE_FILE.test(entry.name)).map(({ name }) => name);
  const folders = entries.filter((entry) => entry.isDirectory() && !/^\.|\.ya?ml$/.test(entry.name) && levels > 0);
  return [
    ...files,
    ...folders.flatMap(({ name }) => ruleNames(join(directory, name), levels - 1).map((each) => join(name, each))),
  ];
}

function readRuleFile(file: string, faults: RuleFault[]): RuleFile[] {
  const note = (reason: string): RuleFile[] => {
    faults.push({ file, line: 1, reason });
    return [];
  };
  try {
    const facts = statSync(file);
    if (!facts.isFile()) return note('is not a file');
    if (facts.size > MAX_BYTES) return note(`is larger than ${MAX_BYTES} bytes`);
    const text = textOf(readFileSync(file));
    return text === null ? note('is not UTF-8') : [{ file, text }];
  } catch (error) {
    return note(`cannot be read: ${(error as Error).message}`);
  }
}

function textOf(bytes: Buffer): string | null {
  return isUtf8(bytes) ? bytes.toString('utf8') : null;
}

/** How often a file may repeat a part of itself by `*alias`; more is an attempt to exhaust the memory. */
const MAX_ALIASES = 100;
const MAX_DEPTH = 20;

type LineAt = (offset: number) => number;

/** A rule document, with the text that it was read from. */
export interface ParsedDocument extends RuleDocument {
  readonly text: string;
}

/** Parses the YAML documents of a file. What is no valid YAML, or too deep to be a rule, is reported and left out. */
export function parseRuleFile({ file, text }: RuleFile, faults: RuleFault[]): ParsedDocument[] {
  const lines = new LineCounter();
  const lineAt: LineAt = (offset) => Math.max(1, lines.linePos(offset).line);
  const note = (offset: number, reason: string): void => void faults.push({ file, line: lineAt(offset), reason });
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  if (documents.length === 0) {
    note(0, 'holds no rules');
    return [];
  }
  return documents.flatMap((document) => {
    const [start, , end] = document.contents?.range ?? document.range;
    const wrong = [...document.errors, ...document.warnings];
    // What follows the first is often its consequence.
    if (wrong[0] !== undefined) note(wrong[0].pos[0], `is no valid YAML: ${wrong[0].message}`);
    if (wrong.length > 0) return [];
    const value = toValue(document);
    if ('fault' in value) note(start, value.fault);
    if ('fault' in value) return [];
    const locate = (path: Path): number => lineAt(offsetOf(document.contents, path));
    return [{ file, content: value.content, locate, text: `${text.slice(start, end).trimEnd()}\n` }];
  });
}

function toValue(document: Document): { readonly content: unknown } | { readonly fault: string } {
  try {
    const content: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return isDeep(content, MAX_DEPTH) ? { fault: `is nested more than ${MAX_DEPTH} deep` } : { content };
  } catch (error) {
    return { fault: `is no valid YAML: ${(error as Error).message}` };
  }
}

function isDeep(value: unknown, allowed: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return allowed === 0 || Object.values(value).some((each) => isDeep(each, allowed - 1));
}

/** Where the place begins in the text; the last step that can be followed where not all can. */
function offsetOf(contents: Node | null, path: Path): number {
  let node: unknown = contents;
  let offset = contents?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else {
      node = isSeq(node) ? node.items[Number(step)] : undefined;
      offset = (node as Node | undefined)?.range?.[0] ?? offset;
    }
  }
  return offset;
}

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
  /** By file name, then in the order of the file. */
  readonly rules: readonly DetectionRule[];
  /** By the id of the rule. */
  readonly sources: ReadonlyMap<string, RuleSource>;
}

/**
 * Reads the rule files of one or several directories, without looking into them.
 *
 * @throws RulesInvalidError where one cannot be read
 */
export function readRules(directories: readonly string[]): RuleFile[] {
  const faults: RuleFault[] = [];
  const files = eachOnce(directories.flatMap((directory) => readRuleFiles(directory, faults)));
  if (faults.length > 0) throw new RulesInvalidError(faults);
  return files;
}

/** A directory may be named twice, or lie below another one. */
function eachOnce(files: readonly RuleFile[]): RuleFile[] {
  return [...new Map(files.map((each) => [resolve(each.file), each])).values()];
}

/**
 * Makes Sigma rules of rule files.
 *
 * @throws RulesInvalidError listing every fault of every file
 */
export function loadRules(files: readonly RuleFile[]): LoadedRules {
  const { rules, documents, faults } = compileFiles(files);
  if (faults.length > 0) throw new RulesInvalidError(faults);
  return { rules, sources: new Map(rules.map(({ id }, at) => [id, sourceOf(documents[at]!)])) };
}

/** What a check of rules has found. */
export interface CheckedRules {
  /** None where there are faults. */
  readonly rules: readonly DetectionRule[];
  /** Why they cannot be used; by file and line. */
  readonly faults: readonly RuleFault[];
  /** What is hardly meant as it stands. None where there are faults. */
  readonly warnings: readonly RuleFault[];
}

/** Checks the rules of directories and files together, as the service would load them: all that is wrong at once. */
export function checkRules(paths: readonly string[]): CheckedRules {
  const unread: RuleFault[] = [];
  const files = eachOnce(paths.flatMap((path) => readRulesAt(path, unread)));
  const { rules, documents, faults } = compileFiles(files);
  if (unread.length + faults.length > 0)
    return { rules: [], faults: [...unread, ...faults].sort(byPlace), warnings: [] };
  return { rules, faults: [], warnings: adviceOn(documents, rules) };
}

function readRulesAt(path: string, faults: RuleFault[]): RuleFile[] {
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  return isFile ? readRuleFile(path, faults) : readRuleFiles(path, faults);
}

function compileFiles(files: readonly RuleFile[]): {
  rules: readonly DetectionRule[];
  documents: readonly ParsedDocument[];
  faults: readonly RuleFault[];
} {
  const faults: RuleFault[] = [];
  const documents = files.flatMap((file) => parseRuleFile(file, faults));
  const compiled = compileRules(documents, sha256);
  faults.push(...compiled.faults);
  return { rules: compiled.rules, documents, faults: faults.sort(byPlace) };
}

function sourceOf({ file, text, locate }: ParsedDocument): RuleSource {
  return { file, line: locate([]), text };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Injection token of the rule files that the service starts with. */
export const RULE_FILES = Symbol('RuleFiles');

/** The rules that come with the service. */
const SHIPPED_RULES_DIRECTORY = fileURLToPath(new URL('../../../rules', import.meta.url));

/**
 * The rule files that the configuration names.
 *
 * @throws RulesInvalidError where one cannot be read
 */
export function configuredRuleFiles(settings: RuleSettings): RuleFile[] {
  return readRules(ruleDirectories(settings));
}

/** Where the rules of a configuration are: the shipped ones first. */
export function ruleDirectories({ SHIPPED_RULES, RULES_DIR }: RuleSettings): string[] {
  return [...(SHIPPED_RULES ? [SHIPPED_RULES_DIRECTORY] : []), ...RULES_DIR];
}

type RuleSettings = Pick<Settings, 'SHIPPED_RULES' | 'RULES_DIR'>;

const MAX_CHARACTERS = 1000;

/** The rule files cannot be used. Nothing of them is: a rule that is silently missing would be a blind spot. */
export class RulesInvalidError extends Error {
  readonly code = 'RULES_INVALID';

  constructor(readonly faults: readonly RuleFault[]) {
    super(`The detection rules are not valid:\n${faults.map((fault) => `  - ${faultText(fault)}`).join('\n')}`);
  }
}

/** One line, such as `rules/brute_force.yml:12: unknown field "user"; did you mean "username"?`. */
export function faultText({ file, line, reason }: RuleFault, word = ''): string {
  return visibleText(`${file}:${line}: ${word}${reason}`, MAX_CHARACTERS);
}
