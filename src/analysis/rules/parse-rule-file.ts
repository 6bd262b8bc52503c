import { LineCounter, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import type { Document, Node } from 'yaml';
import type { Path, RuleDocument, RuleFault } from '../sigma/rule-document.js';
import type { RuleFile } from './rule-file.js';

/** How often a file may repeat a part of itself by `*alias`; more is an attempt to exhaust the memory. */
const MOST_ALIASES = 100;
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
    const content: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
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
