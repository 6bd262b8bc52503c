import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleFault } from '../sigma/rule-document.js';

const MOST_BYTES = 1_000_000;
const RULE_FILE = /^[^.].*\.ya?ml$/;

/** A file of rules, as it is on disk. */
export interface RuleFile {
  /** Path, as faults name it. */
  readonly file: string;
  readonly text: string;
}

/** Reads the `*.yml` and `*.yaml` files of a directory, by name; hidden files and directories below it are left out. */
export function readRuleFiles(directory: string, faults: RuleFault[]): RuleFile[] {
  try {
    const names = readdirSync(directory).filter((name) => RULE_FILE.test(name));
    if (names.length === 0) faults.push({ file: directory, line: 1, reason: 'holds no rule files (*.yml, *.yaml)' });
    return names.sort().flatMap((name) => readRuleFile(join(directory, name), faults));
  } catch (error) {
    faults.push({ file: directory, line: 1, reason: `cannot be read: ${(error as Error).message}` });
    return [];
  }
}

function readRuleFile(file: string, faults: RuleFault[]): RuleFile[] {
  const note = (reason: string): RuleFile[] => {
    faults.push({ file, line: 1, reason });
    return [];
  };
  try {
    const facts = statSync(file);
    if (!facts.isFile()) return note('is not a file');
    if (facts.size > MOST_BYTES) return note(`is larger than ${MOST_BYTES} bytes`);
    return [{ file, text: readFileSync(file, 'utf8') }];
  } catch (error) {
    return note(`cannot be read: ${(error as Error).message}`);
  }
}
