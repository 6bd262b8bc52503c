import { createHash } from 'node:crypto';
import type { DetectionRule } from '../detection/detection-rule.js';
import { compileRules } from '../sigma/compile-rules.js';
import { byPlace } from '../sigma/rule-document.js';
import type { RuleFault } from '../sigma/rule-document.js';
import { parseRuleFile } from './parse-rule-file.js';
import type { ParsedDocument } from './parse-rule-file.js';
import { readRuleFiles } from './rule-file.js';
import type { RuleFile } from './rule-file.js';
import { RulesInvalidError } from './rules-invalid.error.js';

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
  const files = directories.flatMap((directory) => readRuleFiles(directory, faults));
  if (faults.length > 0) throw new RulesInvalidError(faults);
  return files;
}

/**
 * Makes Sigma rules of rule files.
 *
 * @throws RulesInvalidError listing every fault of every file
 */
export function loadRules(files: readonly RuleFile[]): LoadedRules {
  const faults: RuleFault[] = [];
  const documents = files.flatMap((file) => parseRuleFile(file, faults));
  const compiled = compileRules(documents, sha256);
  faults.push(...compiled.faults);
  if (faults.length > 0) throw new RulesInvalidError(faults.sort(byPlace));
  return { rules: compiled.rules, sources: new Map(documents.map(sourceOf)) };
}

function sourceOf({ content, file, text, locate }: ParsedDocument): [id: string, source: RuleSource] {
  return [String(Object(content).id).toLowerCase(), { file, line: locate([]), text }];
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
