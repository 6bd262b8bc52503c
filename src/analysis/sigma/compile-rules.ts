import type { DetectionRule } from '../detection/detection-rule.js';
import { duplicateFaults } from './duplicates.js';
import { byPlace, isMap } from './rule-document.js';
import type { Report, RuleDocument, RuleFault } from './rule-document.js';
import { RuleCompiler } from './rule-compiler.js';
import type { SourceRule } from './rule-index.js';
import { OTHER_PARTS, refusal } from './support.js';

/** Rules in the order of their documents, or all that is wrong with them, by file and line: one of the two is empty. */
export interface CompiledRules {
  readonly rules: readonly DetectionRule[];
  readonly faults: readonly RuleFault[];
}

/**
 * Makes detection rules of the documents of Sigma files: detection rules and correlations, in any order.
 *
 * @param hash a digest of a text, the same for the same text; its beginning becomes the version of a rule
 */
export function compileRules(documents: readonly RuleDocument[], hash: (text: string) => string): CompiledRules {
  const faults: RuleFault[] = [];
  const sources = documents.flatMap((document): SourceRule[] => {
    const { content } = document;
    const fault = notARule(content);
    if (fault !== null) faults.push({ file: document.file, line: document.locate(fault.path), reason: fault.reason });
    return fault === null ? [{ document, content: content as SourceRule['content'] }] : [];
  });
  faults.push(...duplicateFaults(sources));
  const compiler = new RuleCompiler(sources, hash, (source) => reporter(source.document, faults));
  const rules = sources.map((source) => compiler.compile(source)).filter((rule) => rule !== null);
  return faults.length === 0 ? { rules, faults } : { rules: [], faults: faults.sort(byPlace) };
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

function reporter(document: RuleDocument, faults: RuleFault[]): Report {
  return (path, reason) => faults.push({ file: document.file, line: document.locate(path), reason });
}
