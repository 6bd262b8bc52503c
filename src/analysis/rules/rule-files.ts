import { isUtf8 } from 'node:buffer';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LineCounter, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Document, Node } from 'yaml';
import { shippedPath } from '../../common/project-folder.js';
import type { Settings } from '../../config/settings.schema.js';
import { EVENT_FIELDS } from '../sigma/event-fields.js';
import type { FieldMapping } from '../sigma/field-mapping.js';
import { nearestHint, shown } from '../sigma/rule-document.js';
import type { Path, RuleDocument, RuleFault } from '../sigma/rule-document.js';
import { RulesInvalidError } from './rule-faults.js';
import { thresholdRules } from './threshold-rules.js';

const MAX_BYTES = 1_000_000;
/** Tests of rules stand beside them. */
export const TEST_FILE = /^[^.].*\.test\.ya?ml$/;
const RULE_FILE = /^[^.].*(?<!\.test)\.ya?ml$/;

/** How the rules of a file are taken, where they are of others. */
export interface RuleFileOptions {
  /** What its fields are called here. */
  readonly fields?: FieldMapping | undefined;
  /** True where a rule that cannot be used is left out, and said to be. */
  readonly skipsUnsupported?: boolean | undefined;
}

/** A file of rules, as it is on disk; JSON-serialisable. */
export interface RuleFile extends RuleFileOptions {
  /** Path, as faults name it. */
  readonly file: string;
  readonly text: string;
}

/** The `*.yml` and `*.yaml` files of a directory and those below it, by name, without tests and what is hidden. */
function readRuleFiles(directory: string, faults: RuleFault[]): RuleFile[] {
  try {
    const names = namesBelow(directory, RULE_FILE);
    if (names.length === 0) faults.push({ file: directory, line: 1, reason: 'holds no rule files (*.yml, *.yaml)' });
    return names.flatMap((name) => readRuleFile(join(directory, name), faults));
  } catch (error) {
    faults.push({ file: directory, line: 1, reason: `cannot be read: ${(error as Error).message}` });
    return [];
  }
}

const MAX_FOLDERS_DEEP = 8;

/** Paths of the files of a kind, in order: those of a folder before those of the folders in it. Links are not followed. */
export function namesBelow(directory: string, kind: RegExp, levels = MAX_FOLDERS_DEEP): string[] {
  const entries = readdirSync(directory, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const files = entries.filter((entry) => kind.test(entry.name)).map(({ name }) => name);
  const folders = entries.filter((entry) => entry.isDirectory() && !/^\.|\.ya?ml$/.test(entry.name) && levels > 0);
  return [
    ...files,
    ...folders.flatMap(({ name }) =>
      namesBelow(join(directory, name), kind, levels - 1).map((each) => join(name, each)),
    ),
  ];
}

/** Reads one file. What is wrong with it is reported. */
export function readRuleFile(file: string, faults: RuleFault[]): RuleFile[] {
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

/**
 * Reads the rule files of one or several directories, without looking into them.
 *
 * @throws RulesInvalidError where one cannot be read
 */
export function readRules(directories: readonly string[], options: RuleFileOptions = {}): RuleFile[] {
  const faults: RuleFault[] = [];
  const files = eachOnce(directories.flatMap((directory) => readRuleFiles(directory, faults)));
  if (faults.length > 0) throw new RulesInvalidError(faults);
  return files.map((file) => ({ ...file, ...options }));
}

/** The rule files of directories, and files that are named. What cannot be read is reported. */
export function readRulesAt(paths: readonly string[], options: RuleFileOptions, faults: RuleFault[]): RuleFile[] {
  const files = paths.flatMap((path) => {
    const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
    return isFile ? readRuleFile(path, faults) : readRuleFiles(path, faults);
  });
  return eachOnce(files).map((file) => ({ ...file, ...options }));
}

/** A directory may be named twice, or lie below another one: a file is taken as it comes first. */
export function eachOnce(files: readonly RuleFile[]): RuleFile[] {
  const first = new Map<string, RuleFile>();
  for (const each of files) if (!first.has(resolve(each.file))) first.set(resolve(each.file), each);
  return [...first.values()];
}

/**
 * Reads a file that says what the fields of rules of others are called here: a YAML map such as `src_ip: ip_address`.
 * What is wrong with it is reported.
 */
export function readFieldMapping(path: string, faults: RuleFault[]): FieldMapping {
  const [document, second] = readRuleFile(path, faults).flatMap((file) => parseRuleFile(file, faults));
  if (second !== undefined) faults.push({ file: path, line: second.locate([]), reason: 'a mapping is one document' });
  if (document === undefined) return {};
  const { file, content, locate } = document;
  const note = (at: Path, reason: string): void => void faults.push({ file, line: locate(at), reason });
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    note([], 'is no map of names of fields, such as src_ip: ip_address');
    return {};
  }
  for (const [name, field] of Object.entries(content as Record<string, unknown>)) {
    if (EVENT_FIELDS.has(name)) note([name], `${shown(name)} is a field by this name already`);
    if (typeof field !== 'string' || !EVENT_FIELDS.has(field))
      note([name], `unknown field ${shown(field)}${nearestHint(String(field), EVENT_FIELDS.keys())}`);
  }
  return content as FieldMapping;
}

/** Injection token of the rule files that the service starts with. */
export const RULE_FILES = Symbol('RuleFiles');

/** The rules that come with the service. */
export const SHIPPED_RULES_DIRECTORY = shippedPath('rules');

export type RuleSettings = Pick<
  Settings,
  'SHIPPED_RULES' | 'RULES_DIR' | 'RULES_FIELDS' | 'RULES_SKIP_UNSUPPORTED' | 'LOG_FILES'
>;

/**
 * The rule files that the configuration names: the shipped ones first, then those of its directories, then what the filters of
 * logs ask for.
 *
 * @throws RulesInvalidError where one cannot be read
 */
export function configuredRuleFiles(settings: RuleSettings): RuleFile[] {
  const shipped = settings.SHIPPED_RULES ? readRules([SHIPPED_RULES_DIRECTORY]) : [];
  const own = eachOnce([...shipped, ...readRules(settings.RULES_DIR, ownRuleOptions(settings))]);
  return [...own, ...thresholdRules(settings.LOG_FILES)];
}

/**
 * How rules besides the shipped ones are taken.
 *
 * @throws RulesInvalidError where the mapping of fields cannot be used
 */
export function ownRuleOptions({
  RULES_FIELDS,
  RULES_SKIP_UNSUPPORTED,
}: Omit<RuleSettings, 'SHIPPED_RULES' | 'RULES_DIR' | 'LOG_FILES'>): RuleFileOptions {
  const faults: RuleFault[] = [];
  const fields = RULES_FIELDS === '' ? undefined : readFieldMapping(RULES_FIELDS, faults);
  if (faults.length > 0) throw new RulesInvalidError(faults);
  return {
    ...(fields === undefined ? {} : { fields }),
    ...(RULES_SKIP_UNSUPPORTED ? { skipsUnsupported: true } : {}),
  };
}
