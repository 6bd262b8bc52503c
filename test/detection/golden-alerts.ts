import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { stringify } from 'yaml';
import type { AlertDto } from '../../src/alerts/alert.dto.js';
import { loadRules } from '../../src/analysis/rules/loaded-rules.js';
import { readRules } from '../../src/analysis/rules/rule-files.js';
import { runRuleTest } from '../../src/commands/rule-tests.js';

export const RULES = join(__dirname, '..', '..', 'rules');
/** Logs that show when a rule fires: `<rule>-fires….log` and `<rule>-stays-quiet….log`. */
const LOGS = join(RULES, 'tests');

const NAME = /^(?<rule>[a-z][a-z0-9_]+)-(?<verdict>fires|stays-quiet)(?:-[a-z0-9-]+)?$/;

/** The rules that the service comes with. */
export const SHIPPED_FILES = readRules([RULES]);
export const SHIPPED = loadRules(SHIPPED_FILES);
export const SHIPPED_NAMES: ReadonlySet<string> = new Set(SHIPPED.rules.map(({ name }) => name));

/** A log of the folder. */
export interface GoldenLog {
  readonly name: string;
  readonly rule: string;
  readonly fires: boolean;
}

/** @throws Error for a file whose name does not say what it shows */
export function goldenLogs(): GoldenLog[] {
  return readdirSync(LOGS).map((file) => {
    const name = file.replace(/\.log$/, '');
    const groups = NAME.exec(name)?.groups;
    if (groups === undefined) throw new Error(`${file} must be called <rule>-fires or <rule>-stays-quiet`);
    return { name, rule: groups['rule']!, fires: groups['verdict'] === 'fires' };
  });
}

export function logPath(name: string): string {
  return join(LOGS, `${name}.log`);
}

/** The formats of the logs of rules about filters, by their file. */
const FORMAT_OF_FILE: Readonly<Record<string, string>> = { filters: 'nginx' };

const HEAD = `# What the rules beside this file find, and what they just do not: npm run rules -- test rules
# Written by npm run fixtures from the logs of rules/tests; a test compares.
# yaml-language-server: $schema=./rule-tests.schema.json
`;

/** Writes the tests of every rule file as they pass now. */
export async function writeRuleTests(): Promise<void> {
  const byFile = new Map<string, object[]>();
  for (const { name, rule } of goldenLogs()) {
    const { id } = SHIPPED.rules.find((each) => each.name === rule)!;
    const file = basename(SHIPPED.sources.get(id)!.file, '.yml');
    const format = FORMAT_OF_FILE[file] ?? null;
    const alerts = (await shippedAlerts(logPath(name), format)).map(
      ({ rule: raised, group_by, first_seen, fired_at, last_seen, attempts, severity, outcome }) => {
        return { rule: raised, group_by, first_seen, fired_at, last_seen, attempts, severity, outcome };
      },
    );
    const log = { log: `tests/${name}.log`, ...(format === null ? {} : { format }) };
    const test = { name: name.replaceAll('-', ' '), ...log, alerts };
    byFile.set(file, [...(byFile.get(file) ?? []), test]);
  }
  for (const [file, tests] of byFile) {
    writeFileSync(join(RULES, `${file}.test.yml`), HEAD + stringify(tests, { indent: 4, lineWidth: 120 }));
  }
}

/** The alerts that all shipped rules raise on a log file. */
export async function shippedAlerts(path: string, format: string | null = null): Promise<readonly AlertDto[]> {
  const test = { file: '', line: 1, name: path, log: { path }, timeZone: 'UTC', format, writtenAt: null, rules: null };
  return (await runRuleTest({ ...test, alerts: [] }, SHIPPED_FILES, SHIPPED_NAMES)).unexpected;
}
